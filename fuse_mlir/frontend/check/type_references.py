"""Resolves type references to the checker's types; what is wrong or not compiled yet is reported and becomes `POISON`."""

from __future__ import annotations

from .. import ast
from ..messages.declarations import (
    INTERFACE_NOT_A_TYPE,
    INVALID_TYPE_PATH,
    LONE_SELF,
    NOT_A_TYPE,
    ONE_TYPE_ARGUMENT,
    RESULT_WITHOUT_DOMAIN,
    TYPE_ARGUMENTS,
    UNKNOWN_GENERIC_TYPE,
    UNKNOWN_MODULE,
    UNKNOWN_TYPE,
)
from ..nearest import Suggestion
from . import static_types as st
from .refinements import resolve_constraints
from .state import Body
from .type_names import import_hint

BASIC_TYPES = {
    "Unit": st.UNIT,
    "Int": st.INT,
    "Float": st.FLOAT,
    "Bool": st.BOOL,
    "String": st.STRING,
    "Id": st.ID,
    "Email": st.EMAIL,
    "Bytes": st.BYTES,
    "Html": st.HTML,
    # A declared `type Error` does not change what the name means in an annotation.
    "Error": st.ERROR,
}
_ARITY = {"List": 1, "Option": 1, "Map": 2, "Result": 2}


def resolve_type(body: Body, ref: ast.TypeRef) -> st.StaticType:
    """The type that a reference means."""
    return _resolve(body, ref)


def _resolve(body: Body, ref: ast.TypeRef) -> st.StaticType:
    match ref:
        case ast.NamedType(name=name):
            return _named(body, name)
        case ast.OptionalType(inner=inner):
            return _wrap(st.OptionOf, _resolve(body, inner))
        case ast.GenericType(name=name, args=args):
            return _generic(body, ref, name, args)
        case ast.RefinedType(name=name, args=args):
            base = _named(body, name)
            constraints = resolve_constraints(body, name, base, args)
            if constraints is None or st.has_poison(base):
                return st.POISON
            return st.Refined(base, tuple(constraints))
        case ast.ResultType(error=None):
            body.error(ref.span, RESULT_WITHOUT_DOMAIN())
        case ast.ResultType(ok=ok, error=error):
            return _both(st.ResultOf, _resolve(body, ok), _resolve(body, error))
        case _:
            raise AssertionError(f"no such type reference: {type(ref).__name__}")
    return st.POISON


def _generic(body: Body, ref: ast.TypeRef, name: ast.Ident, args: list[ast.TypeRef]) -> st.StaticType:
    arity = _ARITY.get(name.name)
    if arity is None:
        body.error(name.span, UNKNOWN_GENERIC_TYPE(name=name.name), hint=Suggestion(name.name, _ARITY))
    elif len(args) != arity:
        body.error(ref.span, ONE_TYPE_ARGUMENT(name=name.name) if arity == 1 else TYPE_ARGUMENTS(name=name.name, count=arity))
    elif arity == 2:
        return _both(st.MapOf if name.name == "Map" else st.ResultOf, _resolve(body, args[0]), _resolve(body, args[1]))
    else:
        return _wrap(st.ListOf if name.name == "List" else st.OptionOf, _resolve(body, args[0]))
    return st.POISON


def _wrap(kind: type[st.ListOf] | type[st.OptionOf], inner: st.StaticType) -> st.StaticType:
    return st.POISON if st.has_poison(inner) else kind(inner)


def _both(kind: type[st.MapOf] | type[st.ResultOf], first: st.StaticType, second: st.StaticType) -> st.StaticType:
    return st.POISON if st.has_poison(first) or st.has_poison(second) else kind(first, second)


def _named(body: Body, name: ast.Ident) -> st.StaticType:
    symbols = body.module.symbols
    if name.name in body.types:
        return body.types[name.name]
    if name.name in BASIC_TYPES:
        return BASIC_TYPES[name.name]
    if name.name in symbols.structs:
        return st.StructOf(symbols.structs[name.name].name)
    if name.name in symbols.enums:
        return st.EnumOf(symbols.enums[name.name].name)
    if name.name in symbols.configs:
        return st.ConfigOf(symbols.configs[name.name].decl.name.name)
    if name.name in symbols.interfaces:
        body.error(name.span, INTERFACE_NOT_A_TYPE(name=name.name))
        return st.POISON
    if name.name in symbols.unsupported:
        return st.POISON
    if name.name == "Self":
        body.error(name.span, LONE_SELF())
        return st.POISON
    if "." in name.name and not name.name.startswith("std."):
        _qualified(body, name)
        return st.POISON
    hint = import_hint(body, name.name) or Suggestion(name.name, [*BASIC_TYPES, *symbols.type_names()])
    body.error(name.span, UNKNOWN_TYPE(name=name.name), hint=hint)
    return st.POISON


def _qualified(body: Body, name: ast.Ident) -> None:
    module, _, rest = name.name.partition(".")
    symbols = body.module.symbols
    if module in symbols.unsupported:
        return
    if "." in rest:
        body.error(name.span, INVALID_TYPE_PATH(name=name.name))
    elif module not in symbols.modules:
        body.error(name.span, UNKNOWN_MODULE(name=module), hint=Suggestion(module, symbols.modules))
    elif name.name in symbols.value_names() or name.name in symbols.services:
        body.error(name.span, NOT_A_TYPE(name=name.name))
    else:
        hint = Suggestion(name.name, [f"{module}.{other}" for other in symbols.modules[module].type_names()])
        body.error(name.span, UNKNOWN_TYPE(name=name.name), hint=hint)
