"""Member and index access, plain (`x.f`, `xs[i]`) and optional (`x?.f`, `xs?[i]`)."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..types import ListType, OptionType, StructType, option_of
from . import static_types as st
from .conversion_literals import settle
from .failing import failing, failure
from .names import external_base, is_config_base, is_type_base, undefined
from .nearest import did_you_mean
from .operands import with_unwrapped
from .representation import OPEN, represent, without_null
from .state import Body, Value, poison

_NO_MEMBERS = "member access not supported on this value"
_NO_INDEX = "index access not supported on this value"


def member(body: Body, node: ast.Member) -> Value:
    """`base.name`: a field, a config field or an enum variant without payload."""
    if is_type_base(body, node.base):
        return _member_of_type(body, node)
    if is_config_base(body, node.base):
        return _config_field(body, node)
    external = external_base(body, node.base)
    if external is not None:
        return body.unsupported(node.span, f"`{external}.{node.name.name}`")
    base = body.value(node.base)
    type_ = field_type(body, base.type, node.name)
    failed = failure(node.span, [base.node])
    if failed is not None or type_ is None:
        return Value(type_ or st.POISON, failed or poison(node.span).node)
    struct = without_null(base.node.type)
    if not isinstance(struct, StructType):
        return Value(type_, failing(node.span, [base.node], _NO_MEMBERS))
    info = body.module.symbols.program.structs[struct.name]
    if node.name.name not in info.fields:
        return Value(type_, failing(node.span, [base.node], f"unknown field {node.name.name}"))
    result = represent(info.fields[node.name.name].type)
    built = with_unwrapped(
        body, node.span, [base.node], [_NO_MEMBERS], lambda ops: ir.Field(result, node.span, ops[0], node.name.name)
    )
    return Value(type_, built)


def field_type(body: Body, base: st.StaticType, name: ast.Ident) -> st.StaticType | None:
    """The checker's type of a member of a value; None after a reported mistake."""
    if isinstance(base, st.StructOf):
        fields = body.module.symbols.program.structs[base.name].fields
        if name.name in fields:
            return fields[name.name].type
        if not body.unchecked:
            body.error(name.span, f"unknown field {name.name} on {base}", hint=did_you_mean(name.name, fields))
            return None
        return st.UNKNOWN
    if st.is_unknown(base):
        return base
    if body.unchecked:
        return st.UNKNOWN
    hint = "use `?.` on an optional value" if isinstance(base, st.OptionOf) and isinstance(base.inner, st.StructOf) else None
    body.error(name.span, f"type {base} has no field {name.name}", hint=hint)
    return None


def _member_of_type(body: Body, node: ast.Member) -> Value:
    assert isinstance(node.base, ast.Name)
    owner = node.base.name
    if owner in body.module.symbols.structs:
        return undefined(body, node.name.span, owner, f"type {owner} has no member {node.name.name}")
    enum = body.module.symbols.enums[owner]
    payload = enum.variants.get(node.name.name)
    if payload is None:
        return unknown_variant(body, owner, node.name)
    if payload:
        return body.unsupported(node.span, f"the constructor `{owner}.{node.name.name}` as a value")
    return Value(st.EnumOf(enum.name), ir.EnumLit(types.EnumType(enum.name), node.span, enum.name, node.name.name, []))


def unknown_variant(body: Body, owner: str, name: ast.Ident) -> Value:
    if not body.unchecked:
        hint = did_you_mean(name.name, body.module.symbols.enums[owner].variants)
        body.error(name.span, f"enum {owner} has no member {name.name}", hint=hint)
        return poison(name.span)
    return Value(st.UNKNOWN, failing(name.span, [], f"unknown variant {owner}.{name.name}"))


def _config_field(body: Body, node: ast.Member) -> Value:
    assert isinstance(node.base, ast.Name)
    config, field = node.base.name, node.name.name
    info = body.module.symbols.configs[config]
    config, fields = info.decl.name.name, info.fields
    if field not in fields:
        if not body.unchecked:
            body.error(node.name.span, f"unknown field {field} on {config}", hint=did_you_mean(field, fields))
            return poison(node.span)
        return Value(st.UNKNOWN, failing(node.span, [], f"unknown config field {config}.{field}"))
    type_ = fields[field].type
    if body.loaded is not None and (config, None) not in body.loaded:
        return Value(type_, failing(node.span, [], f"unknown config {config}"))
    if body.loaded is not None and (config, field) not in body.loaded:
        return Value(type_, failing(node.span, [], f"unknown config field {config}.{field}"))
    return Value(type_, ir.ConfigRef(represent(type_), node.span, config, field))


def optional_member(body: Body, node: ast.OptionalMember) -> Value:
    """`base?.name`: null when the base is null."""
    base = body.value(node.base)
    inner = _optional_inner(body, node.base, base)
    if inner is None:
        return poison(node.span)
    field = field_type(body, inner, node.name)
    if field is None:
        return poison(node.span)
    type_ = st.OptionOf(field)
    if isinstance(base.node, ir.Raise):
        return Value(type_, base.node)
    if base.node.type == OptionType(OPEN):
        return Value(type_, base.node)
    struct = without_null(base.node.type)
    if not isinstance(struct, StructType) or node.name.name not in body.module.symbols.program.structs[struct.name].fields:
        return _failing_optional(body, node, base, type_, isinstance(struct, StructType))
    result = represent(body.module.symbols.program.structs[struct.name].fields[node.name.name].type)
    if isinstance(base.node.type, OptionType):
        return Value(type_, ir.OptionalField(option_of(result), node.span, base.node, node.name.name))
    return Value(type_, ir.Field(result, node.span, base.node, node.name.name))


def _failing_optional(
    body: Body, node: ast.OptionalMember | ast.OptionalIndex, base: Value, type_: st.StaticType, is_struct: bool
) -> Value:
    """Optional access to what has no such part; only unchecked arguments come here."""
    if isinstance(base.node.type, OptionType):
        return body.unsupported(node.span, f"optional access to a part that {base.node.type} does not have")
    if isinstance(node, ast.OptionalMember):
        return Value(type_, failing(node.span, [base.node], f"unknown field {node.name.name}" if is_struct else _NO_MEMBERS))
    index = body.value(node.index)
    failed = failure(node.span, [base.node, index.node])
    return Value(type_, failed or failing(node.span, [base.node, index.node], _NO_INDEX))


def _optional_inner(body: Body, base_node: ast.Expr, base: Value) -> st.StaticType | None:
    if isinstance(base.type, st.OptionOf):
        return base.type.inner
    if st.is_unknown(base.type) or body.unchecked:
        return base.type
    body.error(base_node.span, f"optional access on non-optional {base.type}", hint="use plain access: the value is never null")
    return None


def index(body: Body, node: ast.Index) -> Value:
    """`base[index]`."""
    base = body.value(node.base)
    position = body.value(node.index)
    type_ = _element_type(body, node.base, base.type)
    if not _check_index(body, node.index, base.type, position) or type_ is None:
        return poison(node.span)
    failed = failure(node.span, [base.node, position.node])
    if failed is not None:
        return Value(type_, failed)
    operands = [settle(base.node), position.node]
    listed = without_null(operands[0].type)
    if not isinstance(listed, ListType):
        message = "null access" if isinstance(base.node, ir.NullLit) else _NO_INDEX
        if isinstance(base.node.type, OptionType) and not isinstance(base.node, ir.NullLit):
            return body.unsupported(node.span, f"index access to {base.node.type}")
        return Value(type_, failing(node.span, operands, message))
    return Value(type_, _list_index(body, node, operands, listed))


def _list_index(body: Body, node: ast.Index, operands: list[ir.Expr], listed: ListType) -> ir.Expr:
    wrong_index = "list index must be Int"
    whole = without_null(operands[1].type) == types.INT

    def build(ops: list[ir.Expr]) -> ir.Expr:
        if not whole:
            return failing(node.span, ops, wrong_index)
        return ir.Index(listed.element, node.span, ops[0], ops[1])

    return with_unwrapped(body, node.span, operands, ["null access", wrong_index if whole else None], build)


def _element_type(body: Body, base_node: ast.Expr, base: st.StaticType) -> st.StaticType | None:
    if isinstance(base, st.ListOf):
        return base.element
    if st.is_unknown(base):
        return base
    if body.unchecked:
        return st.UNKNOWN
    body.error(base_node.span, f"type {base} is not indexable")
    return None


def _check_index(body: Body, node: ast.Expr, base: st.StaticType, position: Value) -> bool:
    if not isinstance(base, st.ListOf) or body.unchecked:
        return True
    if st.is_unknown(position.type) or st.is_int_like(position.type):
        return True
    body.error(node.span, "list index must be Int")
    return False


def optional_index(body: Body, node: ast.OptionalIndex) -> Value:
    """`base?[index]`: null when the base is null, and then the index is not evaluated."""
    base = body.value(node.base)
    inner = _optional_inner(body, node.base, base)
    if inner is None:
        return poison(node.span)
    element = _element_type(body, node.base, inner)
    if element is None:
        return poison(node.span)
    type_ = st.OptionOf(element)
    if isinstance(base.node, ir.Raise) or base.node.type == OptionType(OPEN):
        return Value(type_, base.node)
    listed = without_null(settle(base.node).type)
    if not isinstance(listed, ListType):
        return _failing_optional(body, node, base, type_, False)
    position = body.value(node.index)
    if not _check_index(body, node.index, inner, position):
        return poison(node.span)
    where = _index_value(body, node, position.node)
    if isinstance(base.node.type, OptionType):
        return Value(type_, ir.OptionalIndex(option_of(listed.element), node.span, base.node, where))
    failed = failure(node.span, [base.node, where])
    return Value(type_, failed or ir.Index(listed.element, node.span, base.node, where))


def _index_value(body: Body, node: ast.OptionalIndex, position: ir.Expr) -> ir.Expr:
    """The index as an Int, or the failure that it is."""
    wrong_index = "list index must be Int"
    if isinstance(position, ir.Raise):
        raised = position
    elif without_null(position.type) == types.INT:
        return with_unwrapped(body, node.span, [position], [wrong_index], lambda ops: ops[0])
    else:
        raised = failing(node.span, [position], wrong_index)
    raised.type = types.INT
    return raised
