"""The exceptions of the Python API."""

from __future__ import annotations


class FuseError(Exception):
    """A FUSE function failed: its text is that of the FUSE error, a validation failure as its JSON. `value` is the error value of
    an Err, None for a runtime error."""

    value: object = None


class FusePanic(RuntimeError):
    """A FUSE function panicked (an integer was divided by zero): a mistake in the program, so no kind of `FuseError`."""


class FuseCompileError(Exception):
    """A program cannot be loaded. The text is what the compiler shows, one message after the other."""
