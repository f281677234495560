"""Member access, plain (`x.f`) and optional (`x?.f`)."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import (
    METHOD_AS_VALUE,
    NEEDLESS_OPTIONAL,
    NO_FIELD,
    NO_FIELD_OF_OPTION,
    NO_MEMBER,
    NO_MEMBER_OF_ENUM,
    UNKNOWN_FIELD,
)
from ..nearest import Suggestion
from ..types import ANY, FunctionType, OptionType, StructType, option_of
from . import static_types as st
from .builtin_calls import unknown_method
from .builtin_types import FIELDS, RESULTS, SIGNATURES
from .conversion import widen
from .failing import failing, failure
from .methods import bounded_method, method_names, method_on_type, method_on_value, named_type
from .names import builtin_value, function_value, is_config_base, namespace_of, signature_of, undefined
from .operands import with_unwrapped
from .representation import OPEN, represent_stored, without_null
from .state import Body, Value, poison
from .type_names import config_named, warn_if_not_imported

_NO_MEMBERS = "member access not supported on this value"


def member(body: Body, node: ast.Member) -> Value:
    """`base.name`: a field, a config field, an enum variant or a method."""
    type_ = named_type(body, node.base)
    if type_ is not None:
        return _member_of_type(body, node, type_)
    if is_config_base(body, node.base):
        return _config_field(body, node)
    namespace = namespace_of(body, node.base)
    if namespace is not None:
        return _member_of_namespace(body, node, namespace)
    return member_of(body, node, body.value(node.base))


def member_of(body: Body, node: ast.Member, base: Value) -> Value:
    """The member of a value."""
    static = st.unboxed(base.type)
    type_: st.StaticType | None = _method(body, static, node.name)
    if type_ is None:
        type_ = member_type(body, static, node.name, base.node.type != ANY)
    else:
        body.warning(node.name.span, METHOD_AS_VALUE(name=node.name.name))
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


def member_type(body: Body, base: st.StaticType, name: ast.Ident, is_certain: bool = True) -> st.StaticType | None:
    """The checker's type of a member of a value; None after a reported mistake. `is_certain`: the value has the type that
    the checker takes it for."""
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
    if body.unchecked and not is_certain:
        return st.UNKNOWN
    if fields is not None:
        hint = Suggestion(name.name, [*fields, *method_names(body, base)])
        body.misnamed(name.span, UNKNOWN_FIELD(name=name.name, owner=base), hint=hint)
    else:
        is_optional = isinstance(base, st.OptionOf) and isinstance(base.inner, st.StructOf)
        near = None if is_optional else Suggestion(name.name, method_names(body, base))
        message = (NO_FIELD_OF_OPTION if is_optional else NO_FIELD)(type=base, name=name.name)
        body.misnamed(name.span, message, hint=near)
    return st.UNKNOWN if body.unchecked else None


def _method(body: Body, type_: st.StaticType, name: ast.Ident) -> st.FunctionOf | None:
    """The signature of the method that a member is, None where it is none."""
    if isinstance(type_, st.TypeParam):
        return bounded_method(body, type_, name)
    if isinstance(type_, st.StructOf) and name.name in body.module.symbols.program.structs[type_.name].fields:
        return None
    method = method_on_value(body, type_, name)
    return None if method is None else signature_of(method)


def _member_of_external(body: Body, owner: str, name: ast.Ident) -> st.StaticType | None:
    if owner in FIELDS and name.name in FIELDS[owner]:
        return FIELDS[owner][name.name]
    if f"{owner}.{name.name}" in SIGNATURES:
        return SIGNATURES[f"{owner}.{name.name}"]
    unknown_method(body, owner, name)
    return st.UNKNOWN if body.unchecked else None


def _member_of_namespace(body: Body, node: ast.Member, namespace: str) -> Value:
    """A builtin as a value."""
    name = f"{namespace}.{node.name.name}"
    if name in SIGNATURES or name in RESULTS:
        return builtin_value(node.span, name, SIGNATURES.get(name, st.UNKNOWN))
    if namespace == "errors":
        return Value(st.UNKNOWN, failing(node.span, [], "unknown identifier errors"))
    unknown_method(body, namespace, node.name)
    if namespace != "json" and not body.unchecked:
        return poison(node.span)
    message = "unknown identifier task" if namespace == "task" else f"unknown {namespace} method {node.name.name}"
    return Value(st.UNKNOWN, failing(node.span, [], message))


def _member_of_type(body: Body, node: ast.Member, type_: st.StaticType) -> Value:
    """A variant of an enum, or an associated method, of the type that the base names."""
    assert isinstance(node.base, ast.Name)
    if isinstance(type_, st.TypeParam):
        signature = bounded_method(body, type_, node.name)
        # The body of a generic function is only checked, and dropped.
        return poison(node.span) if signature is None else Value(signature, failing(node.span, [], ""))
    if isinstance(type_, st.EnumOf) and node.name.name in body.module.symbols.program.enums[type_.name].variants:
        return _variant(body, node, type_)
    method = method_on_type(body, type_, node.name)
    if method is not None:
        return function_value(body, node.span, method)
    if isinstance(type_, st.EnumOf):
        return unknown_variant(body, type_, node.name)
    hint = Suggestion(node.name.name, method_names(body, type_, on_type=True))
    return undefined(body, node.name.span, node.base.name, NO_MEMBER(type=type_, name=node.name.name), hint)


def _variant(body: Body, node: ast.Member, type_: st.EnumOf) -> Value:
    """A variant without payload is a value, one with a payload is what makes one."""
    owner, variant = type_.name, node.name.name
    payload = body.module.symbols.program.enums[owner].variants[variant]
    enum = types.EnumType(owner)
    if not payload:
        return Value(type_, ir.EnumLit(enum, node.span, owner, variant, []))
    signature = st.FunctionOf(tuple((f"arg{number}", part) for number, part in enumerate(payload)), type_)
    representation = FunctionType(tuple(represent_stored(part) for part in payload), enum)
    return Value(signature, ir.VariantRef(representation, node.span, owner, variant))


def unknown_variant(body: Body, type_: st.EnumOf, name: ast.Ident) -> Value:
    """A member of an enum that it does not have."""
    variants = body.module.symbols.program.enums[type_.name].variants
    hint = Suggestion(name.name, [*variants, *method_names(body, type_, on_type=True)])
    body.misnamed(name.span, NO_MEMBER_OF_ENUM(type=type_, name=name.name), hint=hint)
    if not body.unchecked:
        return poison(name.span)
    return Value(st.UNKNOWN, failing(name.span, [], f"unknown variant {type_}.{name.name}"))


def _config_field(body: Body, node: ast.Member) -> Value:
    assert isinstance(node.base, ast.Name)
    config, field = node.base.name, node.name.name
    info = config_named(body, config)
    assert info is not None
    warn_if_not_imported(body, node.base.span, config, info)
    config, fields = info.decl.name.name, info.fields
    if field not in fields:
        body.misnamed(node.name.span, UNKNOWN_FIELD(name=field, owner=config), hint=Suggestion(field, fields))
        if not body.unchecked:
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
        field = member_type(body, inner, node.name, base.node.type != ANY)
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
    body.error(base_node.span, NEEDLESS_OPTIONAL(type=type_))
    return None
