"""What a failed step becomes for whoever asked for a lowering. Imports no MLIR: a command catches it without loading MLIR."""

from __future__ import annotations


class LoweringError(Exception):
    """A step failed.

    phase         its phase, empty where steps were run outside of one
    diagnostics   texts `location: message`, in order; empty where the context passes diagnostics on to a handler of its own
    internal      a fault of the pass itself, not of its input; the exception is the cause of this one
    reproducer    text of an .mlir file: the command that fails, and the module that it fails on
    """

    def __init__(self, step: str, diagnostics: list[str], *, internal: bool) -> None:
        super().__init__(step)
        self.phase = ""
        self.step = step
        self.diagnostics = diagnostics
        self.internal = internal
        self.reproducer = ""

    def __str__(self) -> str:
        where = f"phase {self.phase}, " if self.phase else ""
        reasons = "".join(f"\n  {text}" for text in self.diagnostics)
        return f"{where}pass {self.step} failed{reasons}"
