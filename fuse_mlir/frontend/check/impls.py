"""Interfaces and impls: what each declares, and whether an impl is what its interface asks for.

In:      the collected interfaces and impls of every module, when all types are resolved. Out: impls with interface, target and
         methods; each method is a function of the program, `impl.__fuse_impl_<interface>_<target>_<method>_<inst|assoc>`.
An instance method is one that mentions `self`, which is its first parameter.
Source:  semantics 5.10 and 11.10.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .. import ast
from ..messages.declarations import (
    DUPLICATE_IMPL,
    DUPLICATE_METHOD,
    INTERFACE_NOT_A_TYPE,
    MISSING_METHOD,
    NOT_NOMINAL,
    ORPHAN_IMPL,
    SIGNATURE_MISMATCH,
    UNKNOWN_INTERFACE,
    UNKNOWN_MODULE,
    UNKNOWN_TYPE,
)
from ..nearest import Suggestion
from . import static_types as st
from .bang_chains import check_error_domains
from .call_order import mentioned_names
from .declarations import FunctionInfo, ImplInfo, InterfaceInfo, function_symbol
from .signatures import resolve_signature
from .state import Body, ModuleState
from .type_params import declare_type_params
from .type_references import BASIC_TYPES, resolve_type


def resolve_impls(state: ModuleState, impls: list[ImplInfo]) -> None:
    """Resolves the impls of a module, and adds their methods to the functions of the program."""
    body, symbols = Body(state, "", ""), state.symbols
    interfaces = symbols.interfaces
    for impl in impls:
        name = impl.decl.interface
        impl.interface = interfaces.get(name.name)
        if impl.interface is None and not symbols.is_unsupported(name.name):
            body.error(name.span, UNKNOWN_INTERFACE(name=name.name), hint=Suggestion(name.name, interfaces))
        impl.target = _target(body, impl.decl.target)
        for method in impl.decl.methods:
            if method.name.name in impl.methods:
                target = impl.decl.target.name
                body.error(method.name.span, DUPLICATE_METHOD(method=method.name.name, interface=name.name, target=target))
            elif impl.target is not None:
                impl.methods[method.name.name] = _method(state, impl, method)


def _target(body: Body, name: ast.Ident) -> st.StaticType | None:
    symbols = body.module.symbols
    if name.name in symbols.structs:
        return st.StructOf(symbols.structs[name.name].name)
    if name.name in symbols.enums:
        return st.EnumOf(symbols.enums[name.name].name)
    if name.name in symbols.interfaces:
        body.error(name.span, INTERFACE_NOT_A_TYPE(name=name.name))
    elif name.name in BASIC_TYPES:
        body.error(name.span, NOT_NOMINAL(name=name.name))
    elif not symbols.is_unsupported(name.name):
        module, dot, _ = name.name.partition(".")
        if dot and module not in symbols.modules:
            body.error(name.span, UNKNOWN_MODULE(name=module), hint=Suggestion(module, symbols.modules))
        else:
            hint = Suggestion(name.name, [*symbols.structs, *symbols.enums])
            body.error(name.span, UNKNOWN_TYPE(name=name.name), hint=hint)
    return None


def _method(state: ModuleState, impl: ImplInfo, decl: ast.FnDecl) -> FunctionInfo:
    """The function that a method is, registered with the program; its types are resolved."""
    assert impl.target is not None
    program = state.symbols.program
    takes_self = _mentions_self(decl)
    if takes_self:
        span = decl.name.span
        receiver = ast.Param(span, ast.Ident(span, "self"), ast.NamedType(span, ast.Ident(span, "Self")), None)
        decl = replace(decl, params=[receiver, *decl.params])
    info = FunctionInfo(decl, _symbol(program.functions, impl, decl, takes_self), impl.module)
    info.takes_self = takes_self
    info.types = {"Self": impl.target}
    info.interface = impl.interface
    resolve_signature(state, info)
    program.functions[info.symbol] = info
    program.methods.setdefault((str(impl.target), decl.name.name), []).append(info)
    return info


def _mentions_self(decl: ast.FnDecl) -> bool:
    defaults = [param.default for param in decl.params if param.default is not None]
    return any("self" in mentioned_names(part) for part in [decl.body, *defaults])


def _symbol(functions: dict[str, FunctionInfo], impl: ImplInfo, decl: ast.FnDecl, takes_self: bool) -> str:
    names = (impl.decl.interface.name, str(impl.target), decl.name.name)
    parts = "_".join(re.sub("[^a-z0-9]+", "_", name.lower()).strip("_") for name in names)
    kind = "inst" if takes_self else "assoc"
    symbol = function_symbol(impl.module, f"impl.__fuse_impl_{parts}_{kind}")
    unique, number = symbol, 1
    while unique in functions:
        number += 1
        unique = f"{symbol}.{number}"
    return unique


# ---- rules ------------------------------------------------------------------------------------------------------------------


def check_interfaces(state: ModuleState, interfaces: list[InterfaceInfo]) -> None:
    """The types and defaults in interface declarations."""
    for interface in interfaces:
        for member in interface.decl.members:
            body = Body(state, "", "")
            body.types = {"Self": st.TypeParam("Self")}
            body.types = {**body.types, **declare_type_params(body, member.type_params, member.where)}
            body.scopes.push()
            for param in member.params:
                type_ = resolve_type(body, param.type)
                if param.default is not None:
                    body.expect(param.default.span, body.value(param.default), type_)
            if member.return_type is not None:
                result = resolve_type(body, member.return_type)
                check_error_domains(body, member.return_type.span, result, "interface member return type")


def check_impls(state: ModuleState, impls: list[ImplInfo]) -> None:
    """Whether impls have what their interfaces ask for, once and in the right package."""
    body = Body(state, "", "")
    for impl in impls:
        if impl.target is None:
            continue
        _check_place(body, impl)
        if impl.interface is None:
            continue
        interface, target = impl.decl.interface.name, impl.decl.target.name
        for member in impl.interface.decl.members:
            method = impl.methods.get(member.name.name)
            if method is None:
                body.error(impl.decl.span, MISSING_METHOD(interface=interface, target=target, method=member.name.name))
            elif _shape(body, method) != _asked_shape(body, impl, member):
                body.error(method.decl.name.span, SIGNATURE_MISMATCH(method=member.name.name, interface=interface))


def _check_place(body: Body, impl: ImplInfo) -> None:
    """A pair of interface and type has one impl a package, and one of them belongs to the package."""
    if impl.interface is None or impl.target is None:
        return
    program = body.module.symbols.program
    packages = program.packages
    interface, target = impl.decl.interface.name, impl.decl.target.name
    package = packages.get(impl.module)
    copies = [
        other
        for other in program.impls
        if other.interface is impl.interface and other.target == impl.target and packages.get(other.module) == package
    ]
    if len(copies) > 1:
        body.error(impl.decl.span, DUPLICATE_IMPL(interface=interface, target=target))
    owners = (impl.interface.module, program.owner_of(str(impl.target)))
    if all(owner in packages and packages[owner] != package for owner in owners):
        body.error(impl.decl.span, ORPHAN_IMPL(interface=interface, target=target))


_Shape = tuple[list[st.Bound | None], list[tuple[str, st.StaticType, bool]], st.StaticType]


def _shape(body: Body, method: FunctionInfo) -> _Shape:
    """What has to be the same in an impl and its interface: bounds, parameters with whether they have defaults, the result."""
    skipped = 1 if method.takes_self else 0
    params = [
        (name, type_, param.default is not None)
        for (name, type_), param in zip(method.params[skipped:], method.decl.params[skipped:], strict=True)
    ]
    result = st.UNIT if method.decl.return_type is None or method.result is None else method.result
    return [param.bound for param in method.type_params], params, result


def _asked_shape(body: Body, impl: ImplInfo, member: ast.InterfaceMember) -> _Shape:
    assert impl.interface is not None and impl.target is not None
    signature = member_signature(body, impl.interface.module, member, impl.target)
    params = [
        (name, type_, param.default is not None) for (name, type_), param in zip(signature.params, member.params, strict=True)
    ]
    return [param.bound for param in signature.type_params], params, signature.result


def member_signature(body: Body, module: int, member: ast.InterfaceMember, target: st.StaticType) -> st.FunctionOf:
    """An interface's member for a type; what is wrong in it is reported where it is declared."""
    inner = Body(body.module.of(module), "", "")
    inner.types = {"Self": target}
    with inner.without_checks():
        type_params = declare_type_params(inner, member.type_params, member.where)
        inner.types = {**inner.types, **type_params}
        params = tuple((param.name.name, resolve_type(inner, param.type)) for param in member.params)
        result = st.UNIT if member.return_type is None else resolve_type(inner, member.return_type)
    defaults = 0
    for param in reversed(member.params):
        if param.default is None:
            break
        defaults += 1
    return st.FunctionOf(params, result, defaults, tuple(type_params.values()))
