"""Messages about what the native backend, or a target of it, does not have."""

from __future__ import annotations

from ..codes import FUSE_UNSUPPORTED
from .template import Template

NOT_COMPILED = Template("{construct} is not supported by the native backend yet", FUSE_UNSUPPORTED)
NOT_ON_TARGET = Template(
    "{construct} is not available on {target}, which has no {need}",
    FUSE_UNSUPPORTED,
    hint="choose another target with --target",
)
