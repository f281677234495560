"""How a pass reports that its input is wrong: it raises PassFailure; the driver turns each problem into an MLIR error diagnostic
at its location and marks the pass as failed."""

from __future__ import annotations

from dataclasses import dataclass

from mlir.ir import Location


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: where, and what is wrong."""

    location: Location
    message: str


class PassFailure(Exception):
    """One problem or more, in the order in which they are to be reported."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
