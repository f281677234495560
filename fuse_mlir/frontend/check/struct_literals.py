"""Struct literals: written fields in source order, each evaluated and validated at once, then the missing ones as declared."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.declarations import UNKNOWN_TYPE
from ..messages.expressions import CALLED_FUNCTION, MISSING_FIELD, REPEATED_FIELD, UNKNOWN_FIELD
from ..messages.hints import DID_YOU_MEAN
from ..nearest import Suggestion, nearest
from ..source import Span
from . import static_types as st
from .components import component_literal
from .conversion import convert
from .declarations import Field, StructInfo
from .failing import failing, failure
from .representation import represent_stored
from .state import Body, Value, poison
from .type_names import import_hint, struct_named, warn_if_not_imported
from .validated_values import validated


def struct_literal(body: Body, node: ast.StructLit) -> Value:
    """`User(name="Ada")`."""
    name = node.name.name
    info = struct_named(body, name)
    if info is None:
        return _not_a_struct(body, node)
    warn_if_not_imported(body, node.name.span, name, info)
    name = info.name
    type_ = st.StructOf(name)
    written: list[ir.FieldInit] = []
    seen: dict[str, ast.FieldInit] = {}
    for init in node.fields:
        raised = _written_field(body, init, name, info, seen, written)
        if raised is not None:
            return Value(type_, raised)
    defaulted, raised = _missing_fields(body, node.span, name, info, seen)
    before = [field.value for field in (*written, *defaulted)]
    if raised is not None:
        return Value(type_, failure(node.span, [*before, raised]) or raised)
    literal = ir.StructLit(types.StructType(name), node.span, name, [*written, *defaulted])
    return Value(type_, failure(node.span, before) or literal)


def _not_a_struct(body: Body, node: ast.StructLit) -> Value:
    name = node.name.name
    symbols = body.module.symbols
    if name.partition(".")[0] in symbols.unsupported:
        return poison(node.span)
    if name in symbols.configs:
        return _config_literal(body, node)
    if name in symbols.functions and symbols.functions[name].is_component:
        return component_literal(body, node, symbols.functions[name])
    if name in symbols.functions:
        body.misnamed(node.name.span, CALLED_FUNCTION(name=name), hint=import_hint(body, name))
    else:
        hint = import_hint(body, name) or Suggestion(name, symbols.structs)
        body.misnamed(node.name.span, UNKNOWN_TYPE(name=name), hint=hint)
    if not body.unchecked:
        return poison(node.span)
    return Value(st.UNKNOWN, failing(node.span, [], f"unknown type {name}"))


def _config_literal(body: Body, node: ast.StructLit) -> Value:
    """The checker takes a config for a type that has literals; at run time there is none."""
    name = node.name.name
    fields = body.module.symbols.configs[name].fields
    with_value: list[str] = []
    for init in node.fields:
        field = fields.get(init.name.name)
        if init.name.name in with_value:
            body.error(init.span, REPEATED_FIELD())
        elif field is None:
            hint = Suggestion(init.name.name, fields)
            body.error(init.span, UNKNOWN_FIELD(name=init.name.name, owner=name), hint=hint)
        value = body.value(init.value)
        if field is not None:
            body.expect(init.span, value, field.type, validates=True)
        with_value.append(init.name.name)
    return Value(st.ConfigOf(name), failing(node.span, [], f"unknown type {name}"))


def _written_field(
    body: Body, init: ast.FieldInit, struct: str, info: StructInfo, seen: dict[str, ast.FieldInit], written: list[ir.FieldInit]
) -> ir.Raise | None:
    """Adds the field; gives the failure of the whole literal where the rest cannot run."""
    name = init.name.name
    before = [field.value for field in written]
    if name in seen:
        body.error(init.span, REPEATED_FIELD())
        return failure(init.span, [*before, failing(init.span, [], f"duplicate field {name}")]) if body.unchecked else None
    field = info.fields.get(name)
    if field is None:
        seen[name] = init
        meant = nearest(name, info.fields)
        body.error(init.span, UNKNOWN_FIELD(name=name, owner=struct), hint=None if meant is None else DID_YOU_MEAN(name=meant).text)
        if body.unchecked:
            return failure(init.span, [*before, failing(init.span, [], f"unknown field {struct}.{name}")])
        body.value(init.value)
        if meant is not None:
            # The misspelt field is one mistake, not also a missing one.
            seen.setdefault(meant, init)
        return None
    seen[name] = init
    node = body.expect(init.span, body.value(init.value), field.type, validates=True)
    written.append(ir.FieldInit(name, validated(body, node, field.type, f"{struct}.{name}")))
    return None


def _missing_fields(
    body: Body, span: Span, struct: str, info: StructInfo, seen: dict[str, ast.FieldInit]
) -> tuple[list[ir.FieldInit], ir.Raise | None]:
    """The fields that are not written, and the failure of the first that must be."""
    added: list[ir.FieldInit] = []
    raised: ir.Raise | None = None
    for field in info.fields.values():
        if field.name in seen:
            continue
        target = represent_stored(field.type)
        if field.default is not None:
            value = convert(body, default_value(span, struct, field), target)
            added.append(ir.FieldInit(field.name, validated(body, value, field.type, f"{struct}.{field.name}")))
        elif isinstance(field.type, st.OptionOf):
            added.append(ir.FieldInit(field.name, ir.NullLit(target, span)))
        else:
            body.error(span, MISSING_FIELD(name=field.name, struct=struct))
            raised = raised or failing(span, [], f"missing field {struct}.{field.name}")
            if body.unchecked:
                break
    return added, raised


def default_value(span: Span, struct: str, field: Field) -> ir.Expr:
    """The default of a field: a plain literal in place, anything else as a call of its function."""
    match field.default:
        case ast.IntLit(value=number):
            return ir.IntLit(types.INT, span, number)
        case ast.FloatLit(value=real):
            return ir.FloatLit(types.FLOAT, span, real)
        case ast.BoolLit(value=truth):
            return ir.BoolLit(types.BOOL, span, truth)
        case ast.StringLit(value=text):
            return ir.StringLit(types.STRING, span, text)
        case ast.NullLit():
            return ir.NullLit(represent_stored(field.type), span)
    return ir.Call(represent_stored(field.type), span, default_symbol(struct, field.name), [])


def default_symbol(struct: str, field: str) -> str:
    return f"{struct}.default.{field}"


def has_inline_default(field: Field) -> bool:
    return isinstance(field.default, ast.IntLit | ast.FloatLit | ast.BoolLit | ast.StringLit | ast.NullLit)
