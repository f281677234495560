"""Values against schemas: what `ValidateSchema` asks for, and what decoded and converted values have to be.

In:   a value, its representation type, a schema, and where the value is.
Out:  `fuse.check` ops, inside loops for what is in lists and maps. Where the type of a value says that it is one of the schema,
      nothing is checked but its rules. Paths are put together where something is wrong.
Source: FUSE semantics, section 7; fuse_mlir/interpreter/validation.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical import schema as s
from ..frontend.regex import Automaton, RegexError, automaton_table, compile_pattern, deterministic
from .dynamic import narrowed, widened
from .emitter import Path
from .functions import symbol_of
from .regions import each, when
from .runtime import builtin
from .state import FunctionState, Handler, Importing
from .validation import check_email, check_non_empty, check_range

_SCALARS = {
    "Unit": t.UNIT, "Int": t.INT, "Float": t.FLOAT, "Bool": t.BOOL, "String": t.STRING, "Bytes": t.BYTES, "Html": t.HTML,
    "Id": t.STRING, "Email": t.STRING, "any": t.ANY,
}  # fmt: skip


def type_of(schema: s.Schema, enums: Mapping[str, object]) -> t.Type:
    """The representation type of the values of a schema; `enums` has the names of the program's."""
    match schema:
        case s.BasicSchema(name):
            return _SCALARS[name]
        case s.OptionSchema(inner):
            return t.option_of(type_of(inner, enums))
        case s.ListSchema(element):
            return t.ListType(type_of(element, enums))
        case s.MapSchema(_, value):
            return t.MapType(type_of(value, enums))
        case s.ResultSchema(ok, _):
            return t.ResultType(type_of(ok, enums))
        case s.RefinedSchema(base, _):
            return type_of(base, enums)
        case s.NamedSchema(name):
            return t.EnumType(name) if name in enums else t.StructType(name)
    raise TypeError(f"unknown schema {type(schema).__name__}")


def _validate(f: FunctionState, node: c.ValidateSchema) -> Importing:
    operand = yield node.operand
    check_schema(f, operand, node.operand.type, node.schema, (node.path,), f.at(node.span))
    return operand


def check_schema(f: FunctionState, value: ir.Value | None, type_: t.Type, schema: s.Schema, path: Path, loc: ir.Location) -> None:
    """Check that a value is one of the schema."""
    if isinstance(type_, t.BoxType):
        value, type_ = f.value("fuse.box.load", [value], f.types.of(type_.content), loc), type_.content
    match schema:
        case s.BasicSchema("any"):
            return
        case s.OptionSchema(inner):
            _check_option(f, value, type_, inner, path, loc)
        case s.RefinedSchema(base, constraints):
            check_schema(f, value, type_, base, path, loc)
            value = _of_type(f, value, type_, type_of(base, f.module.enums), loc)
            for constraint in constraints:
                _check_constraint(f, value, type_of(base, f.module.enums), constraint, path, loc)
        case s.ResultSchema(ok, err):
            value = _expect(f, value, type_, type_of(schema, f.module.enums), "Result", path, loc)
            _check_result(f, value, ok, err, path, loc)
        case s.ListSchema(element):
            _check_list(f, value, type_, element, path, loc)
        case s.MapSchema(key, item):
            _check_map(f, value, type_, key, item, path, loc)
        case s.BasicSchema(name) | s.NamedSchema(name):
            value = _expect(f, value, type_, type_of(schema, f.module.enums), name, path, loc)
            if name == "Id" and isinstance(schema, s.BasicSchema):
                check_non_empty(f, value, path, loc)
            elif name == "Email" and isinstance(schema, s.BasicSchema):
                check_email(f, value, path, loc)


def holds(type_: t.Type, schema: s.Schema) -> bool:
    """Whether every value of the type is one of the schema, so that nothing is to be checked."""
    match schema:
        case s.BasicSchema(name):
            return name == "any" or (name not in ("Id", "Email") and type_ == _SCALARS[name])
        case s.OptionSchema(inner):
            return holds(type_.inner if isinstance(type_, t.OptionType) else type_, inner)
        case s.ListSchema(element):
            return isinstance(type_, t.ListType) and holds(type_.element, element)
        case s.MapSchema(key, value):
            return isinstance(type_, t.MapType) and holds(t.STRING, key) and holds(type_.value, value)
        case s.NamedSchema(name):
            return isinstance(type_, t.StructType | t.EnumType) and type_.name == name
    return False


def calls_predicate(schema: s.Schema) -> bool:
    """Whether checking a value of the schema may call a function, which can do more than answer."""
    match schema:
        case s.RefinedSchema(base, constraints):
            return calls_predicate(base) or any(isinstance(constraint, s.PredicateConstraint) for constraint in constraints)
        case s.OptionSchema(inner) | s.ListSchema(inner):
            return calls_predicate(inner)
        case s.MapSchema(one, other) | s.ResultSchema(one, other):
            return calls_predicate(one) or calls_predicate(other)
    return False


# ---- what a value is ------------------------------------------------------------------------------------------------------------


def _of_type(f: FunctionState, value: ir.Value | None, type_: t.Type, wanted: t.Type, loc: ir.Location) -> ir.Value:
    """A value that is known to be one of the wanted type."""
    return value if type_ == wanted else narrowed(f, widened(f, value, loc), wanted, loc)


def _expect(
    f: FunctionState, value: ir.Value | None, type_: t.Type, wanted: t.Type, name: str, path: Path, loc: ir.Location
) -> ir.Value:
    """The value as one of the wanted type, or the error that it is none."""
    if type_ == wanted:
        return f.held(value, loc)
    value = widened(f, value, loc)
    with f.check(f.is_kind(value, wanted, loc), loc):
        f.raise_invalid(path, [f"expected {name}, got ", builtin(f, "any.type_name", [value], loc)], loc, "type_mismatch")
    return f.held(narrowed(f, value, wanted, loc), loc)


def _check_option(f: FunctionState, value: ir.Value | None, type_: t.Type, inner: s.Schema, path: Path, loc: ir.Location) -> None:
    if holds(type_, s.OptionSchema(inner)):
        return
    if isinstance(type_, t.OptionType):
        when(f, f.is_some(value, loc), lambda: _check_content(f, value, type_, inner, path, loc), loc)
    elif type_ == t.ANY:
        is_null = f.value("fuse.any.is_null", [value], f.types.bool, loc)
        when(f, f.negate(is_null, loc), lambda: check_schema(f, value, type_, inner, path, loc), loc)
    else:
        check_schema(f, value, type_, inner, path, loc)


def _check_content(f: FunctionState, value: ir.Value, type_: t.OptionType, inner: s.Schema, path: Path, loc: ir.Location) -> None:
    check_schema(f, f.content(value, f.types.of(type_.inner), loc), type_.inner, inner, path, loc)


def _check_result(f: FunctionState, value: ir.Value, ok: s.Schema, err: s.Schema, path: Path, loc: ir.Location) -> None:
    type_ = type_of(ok, f.module.enums)
    is_ok = f.value("fuse.result.is_ok", [value], f.types.bool, loc)

    def check_ok() -> None:
        check_schema(f, f.value("fuse.result.get", [value], f.types.of(type_), loc), type_, ok, path, loc)

    def check_err() -> None:
        check_schema(f, f.value("fuse.result.error", [value], f.types.any, loc), t.ANY, err, path, loc)

    if not holds(type_, ok):
        when(f, is_ok, check_ok, loc)
    when(f, f.negate(is_ok, loc), check_err, loc)


def _check_list(f: FunctionState, value: ir.Value, type_: t.Type, element: s.Schema, path: Path, loc: ir.Location) -> None:
    if not isinstance(type_, t.ListType):
        value = _expect(f, value, type_, t.ListType(t.ANY), "List", path, loc)
        type_ = t.ListType(t.ANY)
    inner = type_.element
    if holds(inner, element):
        return

    def check(position: ir.Value) -> None:
        item = f.value("fuse.list.get_unchecked", [value, position], f.types.of(inner), loc)
        check_schema(f, item, inner, element, (*path, "[", position, "]"), loc)

    each(f, f.value("fuse.list.length", [value], f.types.int, loc), check, loc)


def _check_map(
    f: FunctionState, value: ir.Value, type_: t.Type, key_schema: s.Schema, schema: s.Schema, path: Path, loc: ir.Location
) -> None:
    if not isinstance(type_, t.MapType):
        value = _expect(f, value, type_, t.MapType(t.ANY), "Map", path, loc)
        type_ = t.MapType(t.ANY)
    inner = type_.value
    if holds(t.STRING, key_schema) and holds(inner, schema):
        return

    def check(position: ir.Value) -> None:
        key = f.value("fuse.map.key_at", [value, position], f.types.string, loc)
        check_schema(f, key, t.STRING, key_schema, (*path, ".", key), loc)
        item = f.value("fuse.map.value_at", [value, position], f.types.of(inner), loc)
        check_schema(f, item, inner, schema, (*path, ".", key), loc)

    each(f, f.value("fuse.map.length", [value], f.types.int, loc), check, loc)


# ---- rules ----------------------------------------------------------------------------------------------------------------------


def _check_constraint(
    f: FunctionState, value: ir.Value, type_: t.Type, constraint: s.Constraint, path: Path, loc: ir.Location
) -> None:
    match constraint:
        case s.RangeConstraint():
            check_range(f, value, type_, path, constraint, loc)
        case s.RegexConstraint(pattern):
            _check_pattern(f, value, pattern, path, loc)
        case s.PredicateConstraint(name, function):
            _check_predicate(f, value, type_, name, function, path, loc)


def _check_pattern(f: FunctionState, value: ir.Value, pattern: str, path: Path, loc: ir.Location) -> None:
    try:
        automaton = compile_pattern(pattern)
    except RegexError as error:
        with f.check(f.const_bool(False, loc), loc):
            f.raise_text([f"invalid regex pattern {pattern}: {error}"], loc)
        return
    with f.check(_matches(f, value, pattern, automaton, loc), loc):
        f.raise_invalid(path, [f"value does not match regex {pattern}"], loc)


def _matches(f: FunctionState, value: ir.Value, pattern: str, automaton: Automaton, loc: ir.Location) -> ir.Value:
    small = deterministic(automaton)
    if small is None:
        return builtin(f, "regex.matches", [f.text(automaton_table(automaton), loc), value], loc)
    attributes = {
        "pattern": ir.StringAttr.get(pattern),
        "starts": ir.DenseI32ArrayAttr.get(small.starts),
        "classes": ir.DenseI32ArrayAttr.get(small.classes),
        "transitions": ir.DenseI32ArrayAttr.get([next_ for row in small.transitions for next_ in row]),
    }
    return f.op("fuse.str.matches", [value], [f.types.bool], loc, attributes).result


def _check_predicate(
    f: FunctionState, value: ir.Value, type_: t.Type, name: str, function: str, path: Path, loc: ir.Location
) -> None:
    declared = f.module.functions[function]
    param, result = declared.params[0].type, declared.result
    passed = f.value("fuse.option.some", [value], f.types.of(param), loc) if param == t.option_of(type_) else value
    if param not in (type_, t.option_of(type_)):
        passed = narrowed(f, widened(f, value, loc), param, loc)
    attributes = {"callee": ir.FlatSymbolRefAttr.get(symbol_of(function))}
    op = f.op("func.call", [passed], f.types.results(result), loc, attributes)
    accepted = op.result if result != t.UNIT else None
    if result != t.BOOL:
        answer = widened(f, accepted, loc)
        with f.check(f.is_kind(answer, t.BOOL, loc), loc):
            f.raise_text([f"predicate {name} must return Bool"], loc)
        accepted = narrowed(f, answer, t.BOOL, loc)
    with f.check(accepted, loc):
        f.raise_invalid(path, [f"predicate {name} rejected value"], loc)


EXPRESSIONS: dict[type, Handler] = {c.ValidateSchema: _validate}
