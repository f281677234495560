"""What goes wrong with packages and dependencies: one text each, with the code in front where the tool contract has one."""

from __future__ import annotations

# The remedy for a lock file that cannot be used.
_LOCK_HINT = "delete fuse.lock and rerun 'fuse build' (or run 'fuse build --clean')"


class PackageError(Exception):
    """`message` is complete: `[<CODE>] <text>. Hint: <hint>`, or a text alone for what has no code."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def coded(code: str, text: str, hint: str | None = None) -> PackageError:
    return PackageError(f"[{code}] {text}" + (f". Hint: {hint}" if hint is not None else ""), code)


def lock_fault(code: str, text: str) -> PackageError:
    return coded(code, text, _LOCK_HINT)


def reason(error: OSError) -> str:
    """What the system says about a failed file operation, in our spelling."""
    return (error.strerror or "input/output error").lower()
