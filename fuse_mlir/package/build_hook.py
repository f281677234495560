"""The hook `[assets.hooks] before_build`: a command of the package that makes what a build needs, style sheets or sources.

In:   the manifest. Out: whatever the command makes. It runs in the folder of the package, by `sh`, with the environment of the
      build and nothing to read; what it says is shown only where it fails. No login shell: its profile might change what it finds.
Source: semantics 14.1.
"""

from __future__ import annotations

import signal
import subprocess
import tempfile
from typing import IO

from ..frontend.messages.packages import HOOK_FAILED, HOOK_NOT_STARTED
from .errors import PackageError, reason
from .manifest import Manifest


def run_before_build(manifest: Manifest) -> None:
    """Run the hook, where there is one, to its end.

    Errors:  PackageError: `asset hook error: before_build failed: <what it said, else its status>`.
    """
    command = (manifest.assets_before_build or "").strip()
    if not command:
        return
    # Not pipes: a process that the command leaves behind would keep them open, and the build waiting.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            status = subprocess.call(
                ["sh", "-c", command], cwd=manifest.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
            )
        except OSError as error:
            raise PackageError(HOOK_NOT_STARTED(reason=reason(error))) from None
        if status != 0:
            said = _text(errors) or _text(output) or _status_text(status)
            raise PackageError(HOOK_FAILED(said=said))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace").strip()


def _status_text(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    return f"ended by signal {signal.Signals(-status).name}"
