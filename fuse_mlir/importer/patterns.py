"""Patterns: the test whether a value matches, and the variables it binds.

Method:  a test and a binding are two walks over the pattern. The test reads inside an option or a variant only under the test of
         the kind around it (`scf.if`), because `fuse.option.get` and `fuse.enum.get` may not run otherwise; the binding reads
         again, where the whole match is known. Reads are pure, so nothing is lost by the second one.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import narrowed
from .dynamic_patterns import kind_matches, part_at, parts_of
from .errors import ImportFault
from .expressions import field_of
from .flow import bound_locals
from .operators import equal
from .state import FunctionState


def irrefutable(pattern: c.Pattern, type_: t.Type) -> bool:
    """Whether each value of the type matches. What the fields of a struct are made of does not matter here."""
    if isinstance(pattern, c.StructPattern):
        return type_ != t.ANY and all(irrefutable(inner, type_) for _, inner in pattern.fields)
    return isinstance(pattern, c.AnyPattern | c.BindPattern)


def matches(f: FunctionState, pattern: c.Pattern, value: ir.Value | None, type_: t.Type) -> ir.Value:
    """Whether `value`, of type `type_`, matches."""
    loc = f.at(pattern.span)
    if irrefutable(pattern, type_):
        return f.const_bool(True, loc)
    if type_ == t.ANY:
        return _and_then(f, kind_matches(f, pattern, value, loc), _dynamic_parts(f, pattern, value, loc), loc)
    match pattern:
        case c.LiteralPattern(value=literal):
            return equal(f, type_, value, _constant(f, literal, type_, loc), loc)
        case c.NonePattern():
            return f.negate(f.is_some(value, loc), loc)
        case c.SomePattern(inner=inner):
            present = f.is_some(value, loc)
            return _and_then(f, present, [(inner, lambda: some_content(f, value, type_, loc), type_.inner)], loc)
        case c.VariantPattern(variant=variant, args=args):
            right_tag = f.compare("eq", tag_of(f, value, loc), f.const_tag(f.module.tags[type_.name][variant], loc), loc)
            parts = [
                (inner, lambda index=index, part=part: payload_of(f, value, variant, index, part, loc), part)
                for index, (inner, part) in enumerate(zip(args, f.module.variants[type_.name][variant], strict=True))
            ]
            return _and_then(f, right_tag, parts, loc)
        case c.StructPattern(fields=fields):
            return _all_fields(f, fields, value, type_, loc)
        case c.OkPattern(inner=inner):
            return _and_then(f, is_ok(f, value, loc), [(inner, lambda: ok_content(f, value, type_, loc), type_.ok)], loc)
        case c.ErrPattern(inner=inner):
            is_err = f.negate(is_ok(f, value, loc), loc)
            return _and_then(f, is_err, [(inner, lambda: err_content(f, value, loc), t.ANY)], loc)
        case c.NamePattern(local=local):
            return _matches_name(f, local.name, value, type_, loc)
        case c.NeverPattern():
            return f.const_bool(False, loc)
    raise ImportFault(f"pattern {type(pattern).__name__}")


def bind(f: FunctionState, pattern: c.Pattern, value: ir.Value | None, type_: t.Type) -> None:
    """Give the variables of `pattern` their values; the match is known here."""
    loc = f.at(pattern.span)
    match pattern:
        case c.BindPattern(local=local) | c.NamePattern(local=local):
            # What is inside of a value known at run time may have a type that the declaration of a variant or struct gives.
            if type_ == t.ANY:
                value = narrowed(f, value, local.type, loc)
            if value is not None:
                f.set(local, value, loc)
        case _ if type_ == t.ANY:
            for inner, read, part in _dynamic_parts(f, pattern, value, loc):
                if bound_locals(inner):
                    bind(f, inner, read(), part)
        case c.SomePattern(inner=inner):
            if bound_locals(inner):
                bind(f, inner, some_content(f, value, type_, loc), type_.inner)
        case c.OkPattern(inner=inner):
            if bound_locals(inner):
                bind(f, inner, ok_content(f, value, type_, loc), type_.ok)
        case c.ErrPattern(inner=inner):
            if bound_locals(inner):
                bind(f, inner, err_content(f, value, loc), t.ANY)
        case c.VariantPattern(variant=variant, args=args):
            for index, (inner, part) in enumerate(zip(args, f.module.variants[type_.name][variant], strict=True)):
                if bound_locals(inner):
                    bind(f, inner, payload_of(f, value, variant, index, part, loc), part)
        case c.StructPattern(fields=fields):
            types = f.module.fields[type_.name]
            for name, inner in fields:
                if bound_locals(inner):
                    bind(f, inner, field_of(f, value, name, f.types.of(types[name]), loc), types[name])


def _dynamic_parts(f: FunctionState, pattern: c.Pattern, value: ir.Value, loc: ir.Location) -> list[_Part]:
    """What a pattern against a value known at run time has inside of it."""
    if isinstance(pattern, c.SomePattern):
        return [(pattern.inner, lambda: value, t.ANY)]
    return [(inner, lambda position=position: part_at(f, value, position, loc), t.ANY) for inner, position in parts_of(f, pattern)]


def tag_of(f: FunctionState, value: ir.Value, loc: ir.Location) -> ir.Value:
    """The number of the variant of an enum value."""
    return f.value("fuse.enum.tag", [value], f.types.tag, loc)


def is_ok(f: FunctionState, value: ir.Value, loc: ir.Location) -> ir.Value:
    return f.value("fuse.result.is_ok", [value], f.types.bool, loc)


def ok_content(f: FunctionState, value: ir.Value, type_: t.ResultType, loc: ir.Location) -> ir.Value:
    return f.value("fuse.result.get", [value], f.types.of(type_.ok), loc)


def err_content(f: FunctionState, value: ir.Value, loc: ir.Location) -> ir.Value:
    return f.value("fuse.result.error", [value], f.types.any, loc)


def some_content(f: FunctionState, value: ir.Value, type_: t.OptionType, loc: ir.Location) -> ir.Value:
    return f.content(value, f.types.of(type_.inner), loc)


def payload_of(f: FunctionState, value: ir.Value, variant: str, index: int, type_: t.Type, loc: ir.Location) -> ir.Value:
    """Part `index` of the payload of an enum value known to be `variant`."""
    attributes = {"variant": ir.StringAttr.get(variant), "index": ir.IntegerAttr.get(f.types.int, index)}
    return f.value("fuse.enum.get", [value], f.types.of(type_), loc, attributes)


# A pattern, how to read the value it is about, and the type of that value.
_Part = tuple[c.Pattern, Callable[[], ir.Value], t.Type]


def _and_then(f: FunctionState, condition: ir.Value, parts: list[_Part], loc: ir.Location) -> ir.Value:
    """`condition`, and under it that each part matches."""
    refutable = [part for part in parts if not irrefutable(part[0], part[2])]
    if not refutable:
        return condition
    op = f.op("scf.if", [condition], [f.types.bool], loc, regions=2)
    with f.inside(op.regions[0], op.regions[0].blocks.append()):
        inner: ir.Value | None = None
        for pattern, read, type_ in refutable:
            one = matches(f, pattern, read(), type_)
            inner = one if inner is None else f.both(inner, one, loc)
        f.op("scf.yield", [inner], [], loc)
    with f.inside(op.regions[1], op.regions[1].blocks.append()):
        f.op("scf.yield", [f.const_bool(False, loc)], [], loc)
    return op.result


def _matches_name(f: FunctionState, name: str, value: ir.Value, type_: t.OptionType, loc: ir.Location) -> ir.Value:
    """A bare variant name against an option of an enum: null matches, and the variant unless it has a payload."""
    is_null = f.negate(f.is_some(value, loc), loc)
    enum = type_.inner.name
    if f.module.variants[enum][name]:
        return is_null
    op = f.op("scf.if", [is_null], [f.types.bool], loc, regions=2)
    with f.inside(op.regions[0], op.regions[0].blocks.append()):
        f.op("scf.yield", [f.const_bool(True, loc)], [], loc)
    with f.inside(op.regions[1], op.regions[1].blocks.append()):
        tag = tag_of(f, some_content(f, value, type_, loc), loc)
        f.op("scf.yield", [f.compare("eq", tag, f.const_tag(f.module.tags[enum][name], loc), loc)], [], loc)
    return op.result


def _all_fields(
    f: FunctionState, fields: list[tuple[str, c.Pattern]], value: ir.Value, type_: t.StructType, loc: ir.Location
) -> ir.Value:
    types = f.module.fields[type_.name]
    total: ir.Value | None = None
    for name, inner in fields:
        if not irrefutable(inner, types[name]):
            one = matches(f, inner, field_of(f, value, name, f.types.of(types[name]), loc), types[name])
            total = one if total is None else f.both(total, one, loc)
    return total


def _constant(f: FunctionState, literal: int | float | bool | str, type_: t.Type, loc: ir.Location) -> ir.Value:
    match type_:
        case t.INT:
            return f.const_int(literal, loc)
        case t.FLOAT:
            return f.const_float(literal, loc)
        case t.BOOL:
            return f.const_bool(literal, loc)
        case t.STRING:
            return f.text(literal, loc)
    raise ImportFault(f"literal pattern for {type_}")
