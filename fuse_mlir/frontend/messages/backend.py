"""Messages about what a target does not have, or compiled programs do not have yet."""

from __future__ import annotations

from ..codes import FUSE_UNSUPPORTED
from .template import Template

NOT_ON_TARGET = Template(
    "{construct} is not available on {target}, which has no {need}",
    FUSE_UNSUPPORTED,
    hint="choose another target with --target",
)
NO_TLS = Template(
    "{construct} sends no https:// requests in compiled programs: they end with the code tls_error",
    FUSE_UNSUPPORTED,
    hint="let a proxy beside the program speak TLS, or run the program with --backend ast",
)
