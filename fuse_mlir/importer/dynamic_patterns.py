"""Patterns against values that are known at run time only.

A pattern looks at what the value is: a variant pattern matches a variant of that name of whatever enum, a name the variant of that
name of the value's own enum. `None` is null, `Some` anything else.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import builtin
from .state import FunctionState

# What `any.match_name` answers for a name that is another variant of the value's enum, or that variant with a payload.
_NO_MATCH = 0

# A pattern and the position of the part that it is about.
Part = tuple[c.Pattern, int]


def kind_matches(f: FunctionState, pattern: c.Pattern, value: ir.Value, loc: ir.Location) -> ir.Value:
    """Whether the value is what the pattern is about, whatever its parts are."""
    match pattern:
        case c.LiteralPattern(value=literal):
            return _is_literal(f, value, literal, loc)
        case c.NonePattern():
            return _is_null(f, value, loc)
        case c.SomePattern():
            return f.negate(_is_null(f, value, loc), loc)
        case c.VariantPattern(variant=variant, args=args):
            return builtin(f, "any.is_variant", [value, f.text(variant, loc), f.const_int(len(args), loc)], loc)
        case c.StructPattern(struct=struct):
            type_ = ir.TypeAttr.get(f.types.of(t.StructType(struct)))
            return f.value("fuse.any.is", [value], f.types.bool, loc, {"type": type_})
        case c.OkPattern() | c.ErrPattern():
            is_ok = f.const_bool(isinstance(pattern, c.OkPattern), loc)
            return builtin(f, "any.is_result", [value, is_ok], loc)
        case c.NamePattern(local=local):
            answer = builtin(f, "any.match_name", [value, f.text(local.name, loc)], loc)
            return f.compare("ne", answer, f.const_int(_NO_MATCH, loc), loc)
    return f.const_bool(not isinstance(pattern, c.NeverPattern), loc)


def parts_of(f: FunctionState, pattern: c.Pattern) -> list[Part]:
    """The patterns inside and the positions of what they are about; `Some` is about the value itself."""
    match pattern:
        case c.VariantPattern(args=args):
            return [(inner, position) for position, inner in enumerate(args)]
        case c.StructPattern(struct=struct, fields=fields):
            positions = list(f.module.fields[struct])
            return [(inner, positions.index(name)) for name, inner in fields]
        case c.OkPattern(inner=inner) | c.ErrPattern(inner=inner):
            return [(inner, 0)]
    return []


def part_at(f: FunctionState, value: ir.Value, position: int, loc: ir.Location) -> ir.Value:
    attributes = {"position": ir.IntegerAttr.get(f.types.int, position)}
    return f.value("fuse.any.part", [value], f.types.any, loc, attributes)


def _is_null(f: FunctionState, value: ir.Value, loc: ir.Location) -> ir.Value:
    return f.value("fuse.any.is_null", [value], f.types.bool, loc)


def _is_literal(f: FunctionState, value: ir.Value, literal: int | float | bool | str, loc: ir.Location) -> ir.Value:
    if isinstance(literal, bool):
        return builtin(f, "any.is_bool", [value, f.const_bool(literal, loc)], loc)
    if isinstance(literal, int):
        return builtin(f, "any.is_int", [value, f.const_int(literal, loc)], loc)
    if isinstance(literal, float):
        return builtin(f, "any.is_float", [value, f.const_float(literal, loc)], loc)
    return builtin(f, "any.is_str", [value, f.text(literal, loc)], loc)
