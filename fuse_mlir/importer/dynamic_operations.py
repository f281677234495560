"""Operations on values that are known at run time only: what they do is decided by the value that is there.

An operation with an operand of type any has only such operands, so each is one builtin (dialects/builtins.py), which raises what
the language says for the values it gets.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..dialects import fuse
from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import builtin, narrowed, widened
from .state import FunctionState, Importing, choose

_LOGIC = {"and": "arith.andi", "or": "arith.ori"}
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")


def truth(f: FunctionState, condition: ir.Value, loc: ir.Location) -> ir.Value:
    """A condition as a Bool, which it has to be."""
    return builtin(f, "any.truth", [condition], loc) if condition.type == f.types.any else condition


def unary(f: FunctionState, node: c.Unary, operand: ir.Value) -> ir.Value:
    loc = f.at(node.span)
    if node.op == "not":
        return f.negate(truth(f, operand, loc), loc)
    return builtin(f, "any.negate", [operand], loc)


def binary(f: FunctionState, node: c.Binary, left: ir.Value, right: ir.Value) -> ir.Value | None:
    """Both operands of `and` and `or` are evaluated; then both must be Bools, the left one first."""
    loc = f.at(node.span)
    if node.op in _LOGIC:
        operands = [truth(f, left, loc), truth(f, right, loc)]
        return f.value(_LOGIC[node.op], operands, f.types.bool, loc)
    result = builtin(f, f"any.{node.op}", [widened(f, left, loc), widened(f, right, loc)], loc)
    return result if node.op in _COMPARISONS else narrowed(f, result, node.type, loc)


def range_(f: FunctionState, node: c.Range, low: ir.Value, high: ir.Value) -> ir.Value:
    """A list of values; of the type that the node has."""
    loc = f.at(node.span)
    items = builtin(f, "any.range", [widened(f, low, loc), widened(f, high, loc)], loc)
    if f.types.of(node.type) == items.type:
        return items
    return narrowed(f, f.value("fuse.any.from", [items], f.types.any, loc), node.type, loc)


def index(f: FunctionState, container: ir.Value, key: ir.Value, loc: ir.Location) -> ir.Value:
    """`container[key]`; a key that a map lacks gives null."""
    return builtin(f, "any.index", [widened(f, container, loc), widened(f, key, loc)], loc)


def field(f: FunctionState, container: ir.Value, name: str, loc: ir.Location) -> ir.Value:
    return builtin(f, "any.field", [container, f.text(name, loc)], loc)


def unless_null(f: FunctionState, value: ir.Value, access: Callable[[], ir.Value | Importing], loc: ir.Location) -> Importing:
    """The value of any that `access` gives, or null where `value` is null; then nothing of it is evaluated."""

    def null() -> list[ir.Value]:
        return [f.value("fuse.any.null", [], f.types.any, loc)]

    def present() -> Importing:
        accessed = access()
        return [accessed if isinstance(accessed, ir.Value) else (yield from accessed)]

    is_null = f.value("fuse.any.is_null", [value], f.types.bool, loc)
    return (yield from choose(f, is_null, [f.types.any], null, present, loc))[0]


def coalesce(f: FunctionState, node: c.Coalesce, left: ir.Value) -> Importing:
    loc = f.at(node.span)
    type_ = f.types.of(node.type)

    def absent() -> Importing:
        return [(yield node.right)]

    def present() -> list[ir.Value]:
        return [narrowed(f, left, node.type, loc)]

    is_null = f.value("fuse.any.is_null", [left], f.types.bool, loc)
    return (yield from choose(f, is_null, [type_], absent, present, loc))[0]


def asserted(f: FunctionState, condition: ir.Value, loc: ir.Location) -> ir.Value:
    """The condition of an `assert`, which has an error of its own for what is no Bool."""
    return checked(f, condition, t.BOOL, "assert expects a Bool as the first argument", loc)


def list_index(f: FunctionState, key: ir.Value, loc: ir.Location) -> ir.Value:
    """The index of a list that a value is."""
    return checked(f, key, t.INT, "list index must be Int", loc)


def map_key(f: FunctionState, key: ir.Value, loc: ir.Location) -> ir.Value:
    """The key of a map that a value is."""
    return checked(f, key, t.STRING, "map keys must be strings", loc)


def checked(f: FunctionState, value: ir.Value, type_: t.Type, otherwise: str, loc: ir.Location) -> ir.Value:
    """A value as one of a type that needs no conversion, or the error that it is none."""
    wanted = f.types.of(type_)
    if value.type == wanted:
        return value
    fits = f.value("fuse.any.is", [value], f.types.bool, loc, {"type": ir.TypeAttr.get(wanted)})
    with f.check(fits, loc):
        f.raise_text([otherwise], loc)
    return f.value("fuse.any.get", [value], wanted, loc)


def stored(
    f: FunctionState,
    root: ir.Value,
    steps: list[c.FieldStep | c.IndexStep],
    keys: list[str | ir.Value],
    value: ir.Value | None,
    loc: ir.Location,
) -> ir.Value:
    """`root`, of any, or a list or map of any, with the place that the steps lead to replaced."""
    numbers = [2 * step.optional + isinstance(step, c.FieldStep) for step in steps]
    path = [widened(f, f.text(key, loc) if isinstance(key, str) else key, loc) for key in keys]
    attributes = {"steps": ir.DenseI64ArrayAttr.get(numbers)}
    operands = [widened(f, root, loc), widened(f, value, loc), *path]
    result = f.value("fuse.any.store", operands, f.types.any, loc, attributes)
    return result if root.type == f.types.any else f.value("fuse.any.get", [result], root.type, loc)


def is_container_of_any(type_: ir.Type) -> bool:
    """Whether a list or map is a value known at run time as it is."""
    return (fuse.is_list(type_) or fuse.is_map(type_)) and fuse.is_any(fuse.element_type(type_))
