"""Bodies of functions and apps, results, and the wrapper functions of parameter defaults.

A declared result is what every path gives: a value that does not fit it raises `type mismatch` at run time. A result that is not
declared is inferred from the returns and the last expression. Where these have no one type, or Unit is declared and the last
expression is none, the values are dropped; only when something is done with the result of a call is it `any`.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.declarations import DUPLICATE_BINDING
from ..types import ANY, BoxType, Type
from . import static_types as st
from .bang_chains import check_error_domains
from .components import check_component_body, default_value_symbol
from .conversion import convert, convert_result
from .conversion_literals import settle
from .declarations import FunctionInfo
from .failing import failing
from .representation import close, has_open, join, represent_result, represent_stored
from .results import drop_values
from .scope import Binding
from .state import Body, ModuleState
from .statements import block

Boxes = dict[int, Type]
"""The content types of the parameters that hold boxes, by position."""


def elaborate_function(module: ModuleState, info: FunctionInfo) -> ir.Function:
    """The canonical function; sets the result of `info` when it is inferred here."""
    name = info.symbol
    declared = info.result if info.decl.return_type is not None else None
    body = _function_body(module, info, name, declared)
    if declared is not None and info.decl.return_type is not None:
        context = "impl method return type" if "Self" in info.types else "function return type"
        check_error_domains(body, info.decl.return_type.span, declared, context)
    params = _declare_params(body, info, len(info.params), {})
    stmts = block(body, info.decl.body, tail=True)
    if info.is_component:
        check_component_body(body, info)
    if declared is None:
        _infer_result(body, info)
    elif declared == st.UNIT:
        info.drops_result = any(site.implicit and _gives_a_value(body, site.value.node) for site in body.returns)
        if info.drops_result and name in module.choices.gives_any:
            info.drops_result, info.result_representation = False, ANY
    assert info.result is not None
    return _made(body, info, name, params, stmts)


def elaborate_boxed(module: ModuleState, info: FunctionInfo, boxes: Boxes, symbol: str) -> None:
    """Adds the function once more for boxes in some of its parameters, with the result that it has without them."""
    declared = info.result if info.decl.return_type is not None else None
    body = _function_body(module, info, symbol, declared)
    params = _declare_params(body, info, len(info.params), boxes)
    stmts = block(body, info.decl.body, tail=True)
    module.add_function(info.symbol, _made(body, info, symbol, params, stmts))
    elaborate_defaults(module, info, boxes, symbol)


def _function_body(module: ModuleState, info: FunctionInfo, symbol: str, declared: st.StaticType | None) -> Body:
    body = Body(module, symbol, info.symbol, declared)
    body.enter(info)
    body.returning = st.UNIT if declared is None else declared
    return body


def _made(body: Body, info: FunctionInfo, symbol: str, params: list[ir.Local], stmts: list[ir.Stmt]) -> ir.Function:
    assert info.result is not None
    result = _result_of(info)
    fallible = info.decl.return_type is not None and isinstance(info.result, st.ResultOf)
    stmts = _finish(body, stmts, result)
    return ir.Function(symbol, params, _closed(result), stmts, info.decl.span, fallible, info.decl.name.name, info.module)


def _result_of(info: FunctionInfo) -> Type:
    return info.result_representation or represent_result(info.result or st.POISON)


def elaborate_app(module: ModuleState, app: ast.AppDecl, owner: str) -> ir.App:
    """The body of an app; returned values are evaluated and dropped."""
    body = Body(module, "app", owner)
    body.drops_returns = True
    body.scopes.push()
    stmts = block(body, app.body)
    return ir.App(app.name.value, _finish(body, stmts, types.UNIT), app.span, module.id)


def elaborate_defaults(module: ModuleState, info: FunctionInfo, boxes: Boxes, symbol: str) -> None:
    """`f.default.<n>` takes n arguments, evaluates default n and passes on to the function that takes one more. It fails where a
    parameter after a default has none."""
    decl = info.decl
    first = next((number for number, param in enumerate(decl.params) if param.default is not None), len(decl.params))
    # A box is always given.
    first = max([first, *(position + 1 for position in boxes)])
    for given in range(len(decl.params) - 1, first - 1, -1):
        default = decl.params[given].default
        own = f"{symbol}.default.{given}"
        body = Body(module, own, info.symbol)
        body.enter(info)
        params = _declare_params(body, info, given, boxes)
        result = _closed(_result_of(info))
        if default is None:
            name = decl.params[given].name
            raised = failing(name.span, [], f"missing argument {name.name}")
            raised.type = types.UNIT
            stmts: list[ir.Stmt] = [ir.ExprStmt(decl.span, raised)]
            module.add_function(info.symbol, ir.Function(own, params, result, stmts, name.span))
            continue
        type_ = represent_stored(info.params[given][1])
        value = _default(body, info, given)
        local = body.new_local(info.params[given][0], type_, decl.params[given].span)
        arguments = [ir.LocalRef(param.type, param.span, param) for param in [*params, local]]
        callee = symbol if given == len(decl.params) - 1 else f"{symbol}.default.{given + 1}"
        call = ir.Call(result, decl.span, callee, list(arguments))
        last = ir.ExprStmt(decl.span, call) if result == types.UNIT else ir.Return(decl.span, call)
        made = ir.Function(own, params, result, [ir.Let(default.span, local, value), last], default.span)
        module.add_function(info.symbol, made)


def elaborate_default_values(module: ModuleState, info: FunctionInfo) -> None:
    """`f.value.<n>` gives the default of parameter n from the parameters before it."""
    for number, param in enumerate(info.decl.params):
        if param.default is not None:
            symbol = default_value_symbol(info, number)
            body = Body(module, symbol, info.symbol)
            body.enter(info)
            params = _declare_params(body, info, number, {})
            value = _default(body, info, number)
            stmts: list[ir.Stmt] = [ir.Return(param.default.span, value)]
            module.add_function(info.symbol, ir.Function(symbol, params, value.type, stmts, param.default.span))


def _default(body: Body, info: FunctionInfo, number: int) -> ir.Expr:
    """The default of a parameter; only the checker's rules for components look at it."""
    default, (_, type_) = info.decl.params[number].default, info.params[number]
    assert default is not None
    if info.is_component:
        node = body.expect(default.span, body.value(default), type_)
    else:
        with body.without_checks():
            node = body.value(default).node
    return convert(body, node, represent_stored(type_))


def _declare_params(body: Body, info: FunctionInfo, count: int, boxes: Boxes) -> list[ir.Local]:
    body.scopes.push()
    params = []
    for position, (param, (_, type_)) in enumerate(list(zip(info.decl.params, info.params, strict=True))[:count]):
        held = BoxType(boxes[position]) if position in boxes else represent_stored(type_)
        local = body.new_local(param.name.name, held, param.span)
        params.append(local)
        if not body.scopes.declare(param.name.name, Binding(type_, local, assignable=False)):
            body.error(info.decl.name.span, DUPLICATE_BINDING(name=param.name.name))
    return params


def _infer_result(body: Body, info: FunctionInfo) -> None:
    """Sets the result that all counted sites agree on."""
    static: st.StaticType | None = st.UNKNOWN
    representation: Type | None = None
    disagrees = False
    for site in body.returns:
        if not site.counts or isinstance(site.value.node, ir.Raise):
            continue
        found = site.value.node.type
        joined = found if representation is None else join(representation, found)
        # Values of different types; what is `any` by itself, or null beside a value, has one.
        apart = representation is not None and joined == ANY and ANY not in (representation, found)
        representation = joined
        static = None if static is None else st.unify(static, site.value.type)
        disagrees = disagrees or apart or static is None or _is_dropped_call(body, site.value.node)
    drops = disagrees and info.symbol not in body.module.choices.gives_any
    info.drops_result = drops and not info.cannot_infer
    if info.cannot_infer:
        info.result, info.result_representation = st.POISON, types.UNIT
    elif drops or representation is None or representation == types.UNIT:
        info.result, info.result_representation = st.UNIT, types.UNIT
    elif disagrees or static is None:
        info.result, info.result_representation = st.UNKNOWN, ANY
    else:
        representation = close(representation, ANY)
        info.result, info.result_representation = _known(st.unboxed(static), representation), representation


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
    return _static_of(representation) or static


def _static_of(representation: Type) -> st.StaticType | None:
    """The checker's type of a representation that leaves nothing open; None where it does."""
    match representation:
        case types.Scalar(name) if representation not in (ANY, types.QUERY):
            return st.Basic(name)
        case types.ListType(element):
            inner = _static_of(element)
            return None if inner is None else st.ListOf(inner)
        case types.OptionType(element):
            inner = _static_of(element)
            return None if inner is None else st.OptionOf(inner)
        case types.StructType(name):
            return st.StructOf(name)
        case types.EnumType(name):
            return st.EnumOf(name)
    return None


def _finish(body: Body, stmts: list[ir.Stmt], result: Type) -> list[ir.Stmt]:
    """The body with every return of the type `result`."""
    if result == types.UNIT:
        for site in body.returns:
            site.statement.value = settle(site.value.node)
        return drop_values(stmts, [site.statement for site in body.returns if site.implicit])
    for site in body.returns:
        function = body.called_function(site.value.node)
        if function is not None and not body.is_generic:
            body.module.used_results.append(function)
        site.statement.value = convert_result(body, site.value.node, result)
    return stmts


def _closed(result: Type) -> Type:
    return types.UNIT if has_open(result) else result
