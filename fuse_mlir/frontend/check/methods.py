"""Methods of impls: which one a name means, on a value and on a type.

On a value an instance method is meant, or where there is none an associated one, whose receiver is evaluated and not used; on a
type (`User.decode(...)`, `T.decode(...)`, `Self.decode(...)`) an associated one.
Source:  semantics 5.10 and 11.10; decision 10.
"""

from __future__ import annotations

from .. import ast
from ..messages.expressions import AMBIGUOUS_METHOD, NO_MEMBER_OF_PARAMETER
from . import static_types as st
from .declarations import FunctionInfo
from .impls import member_signature
from .state import Body
from .type_names import enum_named, struct_named, warn_if_not_imported


def method_on_value(body: Body, type_: st.StaticType, name: ast.Ident) -> FunctionInfo | None:
    """The method that `x.name` means for a value of a type; None where there is none."""
    methods = _methods(body, type_, name)
    return _only(body, type_, name, [m for m in methods if m.takes_self] or methods)


def method_on_type(body: Body, type_: st.StaticType, name: ast.Ident) -> FunctionInfo | None:
    """The method that `T.name` means; None where there is none."""
    return _only(body, type_, name, [m for m in _methods(body, type_, name) if not m.takes_self])


def bounded_method(body: Body, type_: st.TypeParam, name: ast.Ident) -> st.FunctionOf | None:
    """What the interface of a type parameter says of a method; None after a reported mistake."""
    if type_.bound is not None:
        interface = body.module.symbols.program.interfaces[(type_.bound.module, type_.bound.interface)]
        for member in interface.decl.members:
            if member.name.name == name.name:
                return member_signature(body, interface.module, member, type_)
    body.error(name.span, NO_MEMBER_OF_PARAMETER(type=type_, name=name.name))
    return None


def named_type(body: Body, base: ast.Expr) -> st.StaticType | None:
    """The type that the base of a member access names: a type parameter, `Self`, or a declared one."""
    if not isinstance(base, ast.Name) or body.scopes.lookup(base.name) is not None:
        return None
    if base.name in body.types:
        return body.types[base.name]
    struct = struct_named(body, base.name)
    if struct is not None:
        warn_if_not_imported(body, base.span, base.name, struct)
        return st.StructOf(struct.name)
    enum = enum_named(body, base.name)
    if enum is not None:
        warn_if_not_imported(body, base.span, base.name, enum)
        return st.EnumOf(enum.name)
    return None


def method_names(body: Body, type_: st.StaticType, on_type: bool = False) -> list[str]:
    """The methods that values of a type have; `on_type`: those that the type itself has."""
    found = [(name, methods) for (owner, name), methods in body.module.symbols.program.methods.items() if owner == str(type_)]
    return [name for name, methods in found if not on_type or not all(method.takes_self for method in methods)]


def _methods(body: Body, type_: st.StaticType, name: ast.Ident) -> list[FunctionInfo]:
    if not isinstance(type_, st.StructOf | st.EnumOf):
        return []
    return body.module.symbols.program.methods.get((type_.name, name.name), [])


def _only(body: Body, type_: st.StaticType, name: ast.Ident, methods: list[FunctionInfo]) -> FunctionInfo | None:
    """The one method; in an instance of a generic function the bound of its type parameter tells which."""
    if len(methods) > 1:
        known = () if body.function is None else body.function.bounds
        bounds = [bound for bound_type, bound in known if bound_type == type_]
        bounded = [m for m in methods if m.interface is not None and any(m.interface.meets(bound) for bound in bounds)]
        methods = bounded or methods
    if len(methods) > 1:
        body.require(name.span, AMBIGUOUS_METHOD(name=name.name, type=type_))
    return methods[0] if methods else None
