"""Member access, plain (`x.f`) and optional (`x?.f`)."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..types import ANY, FunctionType, OptionType, StructType, option_of
from . import static_types as st
from .builtin_calls import unknown_method
from .builtin_types import FIELDS, RESULTS, SIGNATURES
from .conversion import widen
from .failing import failing, failure
from .names import is_config_base, is_type_base, namespace_of, undefined
from .nearest import did_you_mean
from .operands import with_unwrapped
from .representation import OPEN, represent_stored, without_null
from .state import Body, Value, poison

_NO_MEMBERS = "member access not supported on this value"


def member(body: Body, node: ast.Member) -> Value:
    """`base.name`: a field, a config field or an enum variant."""
    if is_type_base(body, node.base):
        return _member_of_type(body, node)
    if is_config_base(body, node.base):
        return _config_field(body, node)
    namespace = namespace_of(body, node.base)
    if namespace is not None:
        return _member_of_namespace(body, node, namespace)
    return member_of(body, node, body.value(node.base))


def member_of(body: Body, node: ast.Member, base: Value) -> Value:
    """The member of a value."""
    type_ = member_type(body, st.unboxed(base.type), node.name)
    failed = failure(node.span, [base.node])
    if failed is not None or type_ is None:
        return Value(type_ or st.POISON, failed or poison(node.span).node)
    if base.node.type == ANY:
        return Value(type_, ir.Field(ANY, node.span, base.node, node.name.name))
    struct = without_null(base.node.type)
    if not isinstance(struct, StructType):
        return Value(type_, failing(node.span, [base.node], _NO_MEMBERS))
    info = body.module.symbols.program.structs[struct.name]
    if node.name.name not in info.fields:
        return Value(type_, failing(node.span, [base.node], f"unknown field {node.name.name}"))
    result = represent_stored(info.fields[node.name.name].type)
    built = with_unwrapped(
        body, node.span, [base.node], [_NO_MEMBERS], lambda ops: ir.Field(result, node.span, ops[0], node.name.name)
    )
    return Value(type_, built)


def member_type(body: Body, base: st.StaticType, name: ast.Ident) -> st.StaticType | None:
    """The checker's type of a member of a value; None after a reported mistake."""
    fields: dict[str, st.StaticType] | None = None
    match base:
        case st.Unknown():
            return base
        case st.StructOf(owner):
            fields = {field.name: field.type for field in body.module.symbols.program.structs[owner].fields.values()}
        case st.ConfigOf(owner):
            fields = {field.name: field.type for field in body.module.symbols.program.configs[owner].fields.values()}
        case st.External(owner):
            return _member_of_external(body, owner, name)
    if fields is not None and name.name in fields:
        return fields[name.name]
    if body.unchecked:
        return st.UNKNOWN
    if fields is not None:
        body.error(name.span, f"unknown field {name.name} on {base}", hint=did_you_mean(name.name, fields))
        return None
    hint = "use `?.` on an optional value" if isinstance(base, st.OptionOf) and isinstance(base.inner, st.StructOf) else None
    body.error(name.span, f"type {base} has no field {name.name}", hint=hint)
    return None


def _member_of_external(body: Body, owner: str, name: ast.Ident) -> st.StaticType | None:
    if owner in FIELDS and name.name in FIELDS[owner]:
        return FIELDS[owner][name.name]
    if f"{owner}.{name.name}" in SIGNATURES:
        return SIGNATURES[f"{owner}.{name.name}"]
    if body.unchecked:
        return st.UNKNOWN
    unknown_method(body, owner, name)
    return None


def _member_of_namespace(body: Body, node: ast.Member, namespace: str) -> Value:
    """A builtin as a value."""
    name = f"{namespace}.{node.name.name}"
    if name in SIGNATURES or name in RESULTS:
        type_ = SIGNATURES.get(name, st.UNKNOWN)
        return Value(type_, ir.NamedRef(ANY, node.span, "builtin", name))
    if namespace == "errors":
        return Value(st.UNKNOWN, failing(node.span, [], "unknown identifier errors"))
    if namespace != "json" and not body.unchecked:
        unknown_method(body, namespace, node.name)
        return poison(node.span)
    message = "unknown identifier task" if namespace == "task" else f"unknown {namespace} method {node.name.name}"
    return Value(st.UNKNOWN, failing(node.span, [], message))


def _member_of_type(body: Body, node: ast.Member) -> Value:
    assert isinstance(node.base, ast.Name)
    owner = node.base.name
    if owner in body.module.symbols.structs:
        return undefined(body, node.name.span, owner, f"type {owner} has no member {node.name.name}")
    enum = body.module.symbols.enums[owner]
    payload = enum.variants.get(node.name.name)
    if payload is None:
        return unknown_variant(body, owner, node.name)
    enum, variant = types.EnumType(owner), node.name.name
    if not payload:
        return Value(st.EnumOf(owner), ir.EnumLit(enum, node.span, owner, variant, []))
    type_ = st.FunctionOf(tuple((f"arg{number}", part) for number, part in enumerate(payload)), st.EnumOf(owner))
    representation = FunctionType(tuple(represent_stored(part) for part in payload), enum)
    return Value(type_, ir.VariantRef(representation, node.span, owner, variant))


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
    return Value(type_, ir.ConfigRef(represent_stored(type_), node.span, config, field))


def optional_member(body: Body, node: ast.OptionalMember) -> Value:
    """`base?.name`: null when the base is null."""
    base = body.value(node.base)
    inner = optional_inner(body, node.base, base)
    if inner is None:
        return poison(node.span)
    if st.is_unknown(inner) and st.is_unknown(base.type):
        field: st.StaticType | None = inner
    else:
        field = member_type(body, inner, node.name)
    if field is None:
        return poison(node.span)
    type_ = st.OptionOf(field)
    if isinstance(base.node, ir.Raise) or base.node.type == OptionType(OPEN):
        return Value(type_, base.node)
    struct = without_null(base.node.type)
    if not isinstance(struct, StructType) or node.name.name not in body.module.symbols.program.structs[struct.name].fields:
        return Value(type_, ir.OptionalField(ANY, node.span, widen(base.node), node.name.name))
    result = represent_stored(body.module.symbols.program.structs[struct.name].fields[node.name.name].type)
    if isinstance(base.node.type, OptionType):
        return Value(type_, ir.OptionalField(option_of(result), node.span, base.node, node.name.name))
    return Value(type_, ir.Field(result, node.span, base.node, node.name.name))


def optional_inner(body: Body, base_node: ast.Expr, base: Value) -> st.StaticType | None:
    """The checker's type of the base of an optional access when it is not null; None after a reported mistake."""
    type_ = st.unboxed(base.type)
    if isinstance(type_, st.OptionOf):
        return type_.inner
    if st.is_unknown(type_) or body.unchecked:
        return type_
    body.error(base_node.span, f"optional access on non-optional {type_}", hint="use plain access: the value is never null")
    return None
