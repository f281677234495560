"""Components: their declaration as functions, and their calls.

`component C(a: T):` is a function of `a`, of the attributes (`{}` where there are none) and of the children (`[]`), that returns
Html.
In a call named arguments are parameters where they are declared, and attributes where not; a block is the children.
Source: semantics 10.7 and 11.4; components are exported and imported like functions.
"""

from __future__ import annotations

from dataclasses import replace

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import WRONG_ARITY
from ..messages.markup import COMPONENT_RESULT
from ..messages.parsing import ATTRIBUTE_COMMA
from ..types import MapType
from . import static_types as st
from .conversion import convert
from .declarations import FunctionInfo
from .failing import failing, failure
from .generic_calls import refuse_type_arguments, type_arguments
from .html_children import children_value
from .instances import instance_of
from .markup import attribute_map
from .representation import represent_stored
from .state import Body, Value, poison
from .type_params import substitute


def as_function(decl: ast.ComponentDecl) -> ast.FnDecl:
    """The function that a component is."""
    span = decl.name.span

    def named(name: str) -> ast.TypeRef:
        return ast.NamedType(span, ast.Ident(span, name))

    attrs_type = ast.GenericType(span, ast.Ident(span, "Map"), [named("String"), named("String")])
    children_type = ast.GenericType(span, ast.Ident(span, "List"), [named("Html")])
    attrs = ast.Param(span, ast.Ident(span, "attrs"), attrs_type, ast.MapLit(span, []))
    children = ast.Param(span, ast.Ident(span, "children"), children_type, ast.ListLit(span, []))
    params = [*decl.params, attrs, children]
    return ast.FnDecl(decl.span, decl.name, decl.type_params, params, named("Html"), decl.where, decl.body, decl.doc)


def check_component_body(body: Body, info: FunctionInfo) -> None:
    """Reports a body that does not end in Html; the statements of it have been elaborated."""
    last = info.decl.body.stmts[-1]
    if isinstance(last, ast.Return):
        return
    type_ = body.returns[-1].value.type if isinstance(last, ast.ExprStmt) else st.UNIT
    if not st.assignable(type_, st.HTML) and not st.is_unknown(type_):
        body.error(info.decl.name.span, COMPONENT_RESULT(found=type_))


def component_literal(body: Body, node: ast.StructLit, info: FunctionInfo) -> Value:
    """`Card(title="x")` of an imported component, which the grammar takes for a struct."""
    for field in node.fields:
        if field.comma_before is not None:
            body.error(field.comma_before, ATTRIBUTE_COMMA())
    args = [ast.Arg(field.span, field.name, field.value, field.comma_before) for field in node.fields]
    return component_call(body, ast.Call(node.span, ast.Name(node.name.span, node.name.name), args, []), info)


def component_call(body: Body, node: ast.Call, info: FunctionInfo) -> Value:
    """`Card(title="x", class="y"): …`."""
    given = _by_parameter(node.args, info)
    params = info.decl.params
    missing = [param for arg, param in zip(given, params, strict=False) if arg is None and param.default is None]
    if (missing or len(given) > len(params)) and not body.unchecked:
        count = sum(arg is not None for arg in given)
        body.error(node.span, WRONG_ARITY(expected=len(params), given=count))
    values = [None if arg is None else _argument(body, arg) for arg, _ in zip(given, params, strict=False)]
    instance = _instance(body, node, info, values)
    if instance is None:
        return Value(st.HTML, poison(node.span).node)
    nodes = [
        None if arg is None or value is None else _converted(body, arg, value, type_)
        for arg, value, (_, type_) in zip(given, values, instance.params, strict=False)
    ]
    extra = [body.value(arg.value).node for arg in given[len(params) :] if arg is not None]
    evaluated = [*(made for made in nodes if made is not None), *extra]
    failed = failure(node.span, evaluated)
    if failed is not None:
        return Value(st.HTML, failed)
    if extra:
        message = f"invalid call to {info.decl.name.name}: expected at most {len(params)} args, got {len(given)}"
        return Value(st.HTML, failing(node.span, evaluated, message))
    if missing:
        return Value(st.HTML, failing(node.span, evaluated, f"missing argument {missing[0].name.name}"))
    return Value(st.HTML, _emit(body, node, instance, nodes))


def _by_parameter(args: list[ast.Arg], info: FunctionInfo) -> list[ast.Arg | None]:
    """The argument of each parameter, None where there is none; what has no parameter comes behind."""
    declared = [param.name.name for param in info.decl.params[:-2]]
    given: list[ast.Arg | None] = [arg for arg in args if arg.name is None and not arg.is_block_sugar]
    given += [None] * (len(info.decl.params) - len(given))
    attributes: list[ast.Arg] = []
    for arg in args:
        if arg.name is None:
            continue
        position = declared.index(arg.name.name) if arg.name.name in declared else None
        if position is not None and given[position] is None:
            given[position] = arg
        else:
            attributes.append(arg)
    block = next((arg for arg in args if arg.is_block_sugar and isinstance(arg.value, ast.ListLit)), None)
    implicit = [(len(declared), attribute_map(attributes) if attributes else None), (len(declared) + 1, block)]
    for position, made in implicit:
        if made is not None and given[position] is None:
            given[position] = made
        elif made is not None:
            given.append(made)
    return given


def _argument(body: Body, arg: ast.Arg) -> Value:
    is_block = arg.is_block_sugar and isinstance(arg.value, ast.ListLit)
    return children_value(body, arg.value) if is_block else body.value(arg.value)


def _converted(body: Body, arg: ast.Arg, value: Value, type_: st.StaticType) -> ir.Expr:
    return convert(body, body.expect(arg.span, value, type_), represent_stored(type_))


def _instance(body: Body, node: ast.Call, info: FunctionInfo, values: list[Value | None]) -> FunctionInfo | None:
    """The component for the types of its arguments; None after a reported mistake. A generic body that is only checked calls the
    component itself."""
    if not info.type_params:
        refuse_type_arguments(body, node)
        return info
    known = [(param, value) for param, value in zip(info.params, values, strict=False) if value is not None]
    signature = st.FunctionOf(tuple(param for param, _ in known), st.HTML, 0, info.type_params)
    arguments = type_arguments(body, node, signature, [value for _, value in known])
    if any(st.has_poison(type_) for type_ in arguments):
        return None
    if body.is_generic:
        bindings = dict(zip((param.name for param in info.type_params), arguments, strict=True))
        return replace(info, params=[(name, substitute(type_, bindings)) for name, type_ in info.params])
    return instance_of(body, node.span, info, arguments)


def _emit(body: Body, node: ast.Call, info: FunctionInfo, nodes: list[ir.Expr | None]) -> ir.Expr:
    """The call. Defaults at the end are the callee's wrappers' matter; one before a given argument is evaluated here."""
    attrs = len(nodes) - 2
    if nodes[attrs] is None and nodes[attrs + 1] is not None:
        nodes[attrs] = ir.MapLit(MapType(types.STRING), node.span, [])
    count = max((number + 1 for number, made in enumerate(nodes) if made is not None), default=0)
    given = [made for made in nodes[:count] if made is not None]
    symbol = info.symbol if count == len(nodes) else f"{info.symbol}.default.{count}"
    if len(given) == count:
        return ir.Call(types.HTML, node.span, symbol, given)
    return _with_defaults_between(body, node, info, nodes[:count], symbol)


def _with_defaults_between(body: Body, node: ast.Call, info: FunctionInfo, nodes: list[ir.Expr | None], symbol: str) -> ir.Expr:
    """The call as one of a function of the given arguments, which evaluates the defaults between them."""
    params: list[ir.Local] = []
    values: list[ir.Local] = []
    stmts: list[ir.Stmt] = []
    operands = [made for made in nodes if made is not None]
    for number, (made, (name, type_)) in enumerate(zip(nodes, info.params, strict=False)):
        local = ir.Local(number, name, represent_stored(type_), node.span)
        if made is None:
            default = ir.Call(local.type, node.span, default_value_symbol(info, number), _references(values))
            stmts.append(ir.Let(node.span, local, default))
        else:
            params.append(local)
        values.append(local)
    stmts.append(ir.Return(node.span, ir.Call(types.HTML, node.span, symbol, _references(values))))
    lifted = body.next_lift()
    body.module.add_function(body.owner, ir.Function(lifted, params, types.HTML, stmts, node.span))
    return ir.Call(types.HTML, node.span, lifted, operands)


def _references(values: list[ir.Local]) -> list[ir.Expr]:
    return [ir.LocalRef(local.type, local.span, local) for local in values]


def default_value_symbol(info: FunctionInfo, number: int) -> str:
    """The function that gives the default of a parameter from the parameters before it."""
    return f"{info.symbol}.value.{number}"
