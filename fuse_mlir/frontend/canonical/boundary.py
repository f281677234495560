"""Declarations where a program meets the outside: services, migrations, tests."""

from __future__ import annotations

from ..record import record
from ..source import Span
from .expressions import Local
from .schema import Schema
from .statements import Stmt


@record(eq=False)
class RouteParam:
    """`{name: Type}` of a path; the text of segment `position` (of base and route path together, from 0)."""

    local: Local
    schema: Schema
    position: int


@record(eq=False)
class Route:
    """`segments` of base and route path together: a literal, or None for a parameter. `body` is the request body's local with its
    schema. `html`: the declared result is Html, also under `?` and `!`. The body of statements returns the response value."""

    verb: str
    path: str
    segments: list[str | None]
    params: list[RouteParam]
    body_local: Local | None
    body_schema: Schema | None
    result: Schema
    html: bool
    body: list[Stmt]
    span: Span


@record(eq=False)
class Service:
    name: str
    base_path: str
    routes: list[Route]
    doc: str | None
    module: int
    span: Span


@record(eq=False)
class Migration:
    """In run order: name as text, package, path."""

    package: str
    name: str
    body: list[Stmt]
    module: int
    span: Span


@record(eq=False)
class Test:
    """In run order: name, path."""

    name: str
    body: list[Stmt]
    module: int
    span: Span
