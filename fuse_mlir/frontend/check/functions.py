"""Bodies of functions and apps, results, and the wrapper functions of parameter defaults.

A declared result is what every path gives: a value that does not fit it raises `type mismatch` at run time. A result that is not
declared is inferred from the returns and the last expression. Where these have no one type the function counts as Unit and its
values are dropped; a call whose value is used is then refused. The same holds where Unit is declared and the last expression is
none.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..types import Type
from . import static_types as st
from .conversion import convert
from .conversion_literals import settle
from .declarations import FunctionInfo
from .representation import has_open, join, represent
from .results import drop_values
from .scope import Binding
from .state import Body, ModuleState
from .statements import block


def elaborate_function(module: ModuleState, info: FunctionInfo) -> ir.Function:
    """The canonical function; sets the result of `info` when it is inferred here."""
    name = info.symbol
    declared = info.result if info.decl.return_type is not None else None
    body = Body(module, name, name, declared)
    params = _declare_params(body, info, len(info.params))
    stmts = block(body, info.decl.body, tail=True)
    if declared is None:
        _infer_result(body, info)
    elif declared == st.UNIT:
        info.drops_result = any(site.implicit and _gives_a_value(body, site.value.node) for site in body.returns)
    assert info.result is not None
    result = info.result_representation or represent(info.result)
    stmts = _finish(body, stmts, result)
    display = info.decl.name.name
    return ir.Function(name, params, _closed(result), stmts, info.decl.span, display=display, module=info.module)


def elaborate_app(module: ModuleState, app: ast.AppDecl, owner: str) -> ir.App:
    """The body of an app; returned values are evaluated and dropped."""
    body = Body(module, "app", owner)
    body.drops_returns = True
    body.scopes.push()
    stmts = block(body, app.body)
    return ir.App(app.name.value, _finish(body, stmts, types.UNIT), app.span, module.id)


def elaborate_defaults(module: ModuleState, info: FunctionInfo) -> None:
    """`f.default.<n>` takes n arguments, evaluates default n and passes on to the function that takes one more."""
    decl = info.decl
    name = info.symbol
    for given in range(len(decl.params) - 1, -1, -1):
        default = decl.params[given].default
        if default is None:
            return
        symbol = f"{name}.default.{given}"
        body = Body(module, symbol, name)
        params = _declare_params(body, info, given)
        type_ = represent(info.params[given][1])
        with body.without_checks():
            value = convert(body, body.value(default).node, type_)
        local = body.new_local(info.params[given][0], type_, decl.params[given].span)
        arguments = [ir.LocalRef(param.type, param.span, param) for param in [*params, local]]
        callee = name if given == len(decl.params) - 1 else f"{name}.default.{given + 1}"
        result = _closed(info.result_representation or represent(info.result or st.POISON))
        call = ir.Call(result, decl.span, callee, list(arguments))
        last = ir.ExprStmt(decl.span, call) if result == types.UNIT else ir.Return(decl.span, call)
        module.add_function(name, ir.Function(symbol, params, result, [ir.Let(default.span, local, value), last], default.span))


def _declare_params(body: Body, info: FunctionInfo, count: int) -> list[ir.Local]:
    body.scopes.push()
    params = []
    for param, (_, type_) in list(zip(info.decl.params, info.params, strict=True))[:count]:
        local = body.new_local(param.name.name, represent(type_), param.span)
        params.append(local)
        if not body.scopes.declare(param.name.name, Binding(type_, local, assignable=False)):
            body.error(info.decl.name.span, f"duplicate binding: {param.name.name}")
    return params


def _infer_result(body: Body, info: FunctionInfo) -> None:
    """Sets the result that all counted sites agree on."""
    static: st.StaticType | None = st.UNKNOWN
    representation: Type | None = None
    drops = False
    for site in body.returns:
        if not site.counts or isinstance(site.value.node, ir.Raise):
            continue
        drops = drops or _is_dropped_call(body, site.value.node)
        found = site.value.node.type
        representation = found if static == st.UNKNOWN and representation is None else _join(representation, found)
        static = None if static is None else st.unify(static, site.value.type)
        drops = drops or representation is None or static is None
        if drops:
            break
    if not drops and representation is not None and has_open(representation):
        body.require(
            info.decl.name.span,
            f"cannot infer the result type of {info.decl.name.name}",
            hint=f"write `fn {info.decl.name.name}(...) -> T:`",
        )
        info.result, info.result_representation = st.POISON, types.UNIT
        return
    info.drops_result = drops and not info.cannot_infer
    if info.cannot_infer:
        info.result, info.result_representation = st.POISON, types.UNIT
    elif drops or representation is None or representation == types.UNIT or static is None:
        info.result, info.result_representation = st.UNIT, types.UNIT
    else:
        info.result, info.result_representation = _known(static, representation), representation


def _join(left: Type | None, right: Type) -> Type | None:
    return None if left is None else join(left, right)


def _is_dropped_call(body: Body, node: ir.Expr) -> bool:
    function = body.called_function(node)
    return function is not None and function.drops_result and not function.result_is_provisional


def _gives_a_value(body: Body, node: ir.Expr) -> bool:
    """Whether the value at the end of a body declared Unit is not Unit: it runs, and is dropped."""
    return not isinstance(node, ir.Raise) and (node.type != types.UNIT or _is_dropped_call(body, node))


def _known(static: st.StaticType, representation: Type) -> st.StaticType:
    """The inferred type; where the checker's is unknown in part (`1` here, `null` there), the representation tells the rest."""
    if not st.has_unknown(static) or st.has_poison(static):
        return static
    return _static_of(representation)


def _static_of(representation: Type) -> st.StaticType:
    match representation:
        case types.Scalar(name):
            return st.Basic(name)
        case types.ListType(element):
            return st.ListOf(_static_of(element))
        case types.OptionType(inner):
            return st.OptionOf(_static_of(inner))
        case types.StructType(name):
            return st.StructOf(name)
        case types.EnumType(name):
            return st.EnumOf(name)
    raise AssertionError(f"no such representation: {representation}")


def _finish(body: Body, stmts: list[ir.Stmt], result: Type) -> list[ir.Stmt]:
    """The body with every return of the type `result`."""
    if result == types.UNIT:
        for site in body.returns:
            site.statement.value = settle(site.value.node)
        return drop_values(stmts, [site.statement for site in body.returns if site.implicit])
    for site in body.returns:
        function = body.called_function(site.value.node)
        if function is not None:
            body.module.used_results.append((function, site.statement.span))
        site.statement.value = convert(body, site.value.node, result)
    return stmts


def _closed(result: Type) -> Type:
    return types.UNIT if has_open(result) else result
