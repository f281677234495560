"""What the generator knows at one place of a program: variables, functions, how often the place runs, and the choices made.

Programs must end soon. Every body has a budget of steps; a loop multiplies what is inside it, a call counts what its function may
take, and what would go over the budget is not generated. Lists and strings must stay small too: away from places whose values are
only looked at (`sink`), a list grows by literals alone, and a string is made of at most one other string.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .features import Features
from .helpers import Helpers
from .types import Type, fits, random_type


@dataclass(frozen=True, slots=True)
class Variable:
    """`bounds`: the least and the greatest value of an Int that is known to stay within them."""

    name: str
    type: Type
    assignable: bool
    bounds: tuple[int, int] | None = None


@dataclass(slots=True)
class Function:
    """`group`: functions of one group call each other; their first parameter is then the fuel that ends the recursion.
    `optional`: how many parameters, from the last, have defaults. `cost`: steps of one call, at most."""

    name: str
    params: list[tuple[str, Type]]
    result: Type
    group: int | None = None
    optional: int = 0
    cost: int = 0
    declares_result: bool = True


@dataclass(slots=True)
class Scope:
    """The place of a body that is being generated.

    helpers      the helper functions of the program so far
    features     what the program may use beyond the core
    risk         chance that an operation which may fail is left unguarded
    recursions   how many more calls within the own group this body may make
    frames       variables by block, innermost last
    times        how often the place runs for one run of the body
    in_loop      whether `break` and `continue` may stand here
    growth       whether lists may grow and functions may be called here: not inside a loop over a list of unknown length
    """

    random: Random
    named: list[Type]
    functions: list[Function]
    helpers: Helpers
    features: Features
    risk: float
    owner: Function | None = None
    recursions: int = 0
    budget: int = 0
    frames: list[list[Variable]] = field(default_factory=lambda: [[]])
    times: int = 1
    in_loop: bool = False
    growth: bool = True
    sink: bool = False
    names: int = 0

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def random_type(self, depth: int = 2) -> Type:
        return random_type(self.random, self.named, self.features, depth)

    def risky(self) -> bool:
        return self.chance(self.risk)

    def spend(self, steps: int) -> bool:
        """Takes steps from the budget; False when they are not there."""
        if self.times * steps > self.budget:
            return False
        self.budget -= self.times * steps
        return True

    def new_name(self, prefix: str) -> str:
        """A name that is new, or now and then one that hides a name of an outer block."""
        outer = [variable.name for frame in self.frames[:-1] for variable in frame if variable.bounds is None]
        inner = [variable.name for variable in self.frames[-1]]
        if outer and self.chance(0.08):
            name = self.random.choice(outer)
            if name not in inner and name != "fuel":
                return name
        self.names += 1
        return f"{prefix}{self.names}"

    def declare(self, name: str, type_: Type, *, assignable: bool = False, bounds: tuple[int, int] | None = None) -> None:
        self.frames[-1].append(Variable(name, type_, assignable, bounds))

    def visible(self) -> list[Variable]:
        """The variables that names reach, outermost first."""
        found: dict[str, Variable] = {}
        for frame in self.frames:
            for variable in frame:
                found.pop(variable.name, None)
                found[variable.name] = variable
        return list(found.values())

    def holding(self, type_: Type) -> list[Variable]:
        """The variables whose values are of the type."""
        return [variable for variable in self.visible() if fits(variable.type, type_)]
