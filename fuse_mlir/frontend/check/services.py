"""Services: the bodies of routes, with what the path and the request give them.

A route gives a response of any type: what is returned, or the last value. The declared type is what returns are compared with, and
what the response is made of.
Source: semantics 10.12, 11.5 and 13.4.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..messages.declarations import DUPLICATE_BINDING
from ..source import Span
from ..types import ANY
from . import static_types as st
from .bang_chains import check_error_domains
from .conversion import convert
from .representation import represent_stored
from .routes import param_of_segment, params_of_path, split_path
from .schemas import schema_of
from .scope import Binding
from .state import Body, ModuleState
from .statements import block
from .type_references import resolve_type


def elaborate_service(module: ModuleState, decl: ast.ServiceDecl) -> ir.Service:
    """The service with its routes; functions made for it belong to the owner `service.<name>`."""
    owner = f"service.{decl.name.name}"
    base = split_path(decl.base_path.value)
    routes = [_route(Body(module, f"{owner}.{number}", owner), base, route) for number, route in enumerate(decl.routes)]
    return ir.Service(decl.name.name, decl.base_path.value, routes, decl.doc, module.id, decl.span)


def _route(body: Body, base: list[str], decl: ast.RouteDecl) -> ir.Route:
    result = resolve_type(body, decl.return_type)
    check_error_domains(body, decl.return_type.span, result, "service route return type")
    body.result = body.returning = result
    body.scopes.push()
    segments: list[str | None] = list(base)
    locals_ = _declare_params(body, decl)
    params: list[ir.RouteParam] = []
    for segment in split_path(decl.path.value):
        param = param_of_segment(segment)
        known = None if param is None else locals_.get((param.name, param.type))
        if known is not None:
            params.append(ir.RouteParam(known[0], schema_of(known[1]), len(segments)))
        segments.append(None if known is not None else segment)
    request = None if decl.body_type is None else _declare_body(body, decl, decl.body_type)
    stmts = block(body, decl.body, tail=True)
    for site in body.returns:
        function = body.called_function(site.value.node)
        if function is not None:
            body.module.used_results.append(function)
        site.statement.value = convert(body, site.value.node, ANY)
    body_local, body_schema = (None, None) if request is None else request
    return ir.Route(
        decl.verb,
        decl.path.value,
        segments,
        params,
        body_local,
        body_schema,
        schema_of(result),
        _is_html(result),
        stmts,
        decl.span,
    )


def _declare_params(body: Body, decl: ast.RouteDecl) -> dict[tuple[str, str], tuple[ir.Local, st.StaticType]]:
    """The parameters by name and type as written. One that is only a part of a segment is a name without a value."""
    span = decl.path.span
    params, problems = params_of_path(decl.path.value)
    for problem in problems:
        body.error(span, problem)
    whole = [param_of_segment(segment) for segment in split_path(decl.path.value)]
    declared: dict[tuple[str, str], tuple[ir.Local, st.StaticType]] = {}
    for param in params:
        type_ = resolve_type(body, ast.NamedType(span, ast.Ident(span, param.type)))
        local = body.new_local(param.name, represent_stored(type_), span) if param in whole else None
        _declare(body, param.name, type_, local, decl.span)
        if local is not None:
            declared[(param.name, param.type)] = (local, type_)
    return declared


def _declare_body(body: Body, decl: ast.RouteDecl, ref: ast.TypeRef) -> tuple[ir.Local, ir.Schema]:
    type_ = resolve_type(body, ref)
    local = body.new_local("body", represent_stored(type_), decl.body_span or ref.span)
    _declare(body, "body", type_, local, decl.span)
    return local, schema_of(type_)


def _declare(body: Body, name: str, type_: st.StaticType, local: ir.Local | None, route: Span) -> None:
    if not body.scopes.declare(name, Binding(type_, local, assignable=False)):
        body.error(route, DUPLICATE_BINDING(name=name))


def _is_html(type_: st.StaticType) -> bool:
    match type_:
        case st.OptionOf(inner) | st.ResultOf(inner, _):
            return _is_html(inner)
    return type_ == st.HTML
