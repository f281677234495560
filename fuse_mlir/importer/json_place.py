"""A value in a JSON text, as generated code reads it: through the index that the runtime makes of the text.

In:   the text, its index, the number of a value in it (runtime/include/fuse_rt_json.h).
Out:  calls of the readers. Where a value is, as a path, is worked out from its number where something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mlir import ir

from .emitter import Path
from .runtime import builtin
from .state import FunctionState

# The number of the whole text.
_WHOLE = 1


@dataclass(frozen=True, slots=True)
class JsonPlace:
    """`root` is the path of the whole text."""

    text: ir.Value
    index: ir.Value
    at: ir.Value
    root: ir.Value

    def to(self, at: ir.Value) -> JsonPlace:
        """Another value of the same text."""
        return replace(self, at=at)

    @property
    def values(self) -> list[ir.Value]:
        """What a function takes that decodes the value."""
        return [self.text, self.index, self.at, self.root]


def indexed(f: FunctionState, text: ir.Value, root: Path, fail: Callable[[ir.Value], None], loc: ir.Location) -> JsonPlace:
    """The whole of a text, whose path is `root`. `fail` ends the region of the check that the text is JSON, given what is wrong."""
    index = builtin(f, "json.index", [text], loc)
    problem = builtin(f, "json.problem", [index], loc)
    with f.check(f.negate(f.is_some(problem, loc), loc), loc):
        fail(f.content(problem, f.types.string, loc))
    return JsonPlace(text, index, f.const_int(_WHOLE, loc), f.path_text(root, loc))


def path_of(f: FunctionState, place: JsonPlace, loc: ir.Location) -> Path:
    return (lambda: builtin(f, "json.path", place.values, loc),)


def read(f: FunctionState, place: JsonPlace, what: str, loc: ir.Location, *more: ir.Value) -> ir.Value:
    """A call of reader `json.<what>`."""
    return builtin(f, f"json.{what}", [place.text, place.index, place.at, *more], loc)


def expect(f: FunctionState, is_one: ir.Value, name: str, path: Path, loc: ir.Location) -> None:
    """The error `expected <name>` where the value is none."""
    with f.check(is_one, loc):
        f.raise_invalid(path, [f"expected {name}"], loc, "type_mismatch")


def content(f: FunctionState, option: ir.Value, type_: ir.Type, name: str, path: Path, loc: ir.Location) -> ir.Value:
    """What an option holds, or the error `expected <name>`."""
    expect(f, f.is_some(option, loc), name, path, loc)
    return f.content(option, type_, loc)


def parts(f: FunctionState, place: JsonPlace, kind: str, name: str, path: Path, loc: ir.Location) -> tuple[ir.Value, ir.Value]:
    """The first of the `elements` or `members`, and their number; or the error `expected <name>`."""
    first = builtin(f, f"json.{kind}", [place.index, place.at], loc)
    expect(f, f.compare("sge", first, f.const_int(0, loc), loc), name, path, loc)
    return first, builtin(f, "json.count", [place.index, first], loc)
