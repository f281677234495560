"""Declarations of the canonical program, and the program itself."""

from __future__ import annotations

from dataclasses import field

from ..record import record
from ..source import SourceFile, Span
from ..types import Type
from .boundary import Migration, Service, Test
from .expressions import Expr, Local
from .schema import RangeConstraint, Schema
from .statements import Stmt


@record(eq=False)
class Struct:
    """`fields` in declaration order. For decoding, one entry a field: its schema, and the symbol of a function without parameters
    that gives its default, None where it has none. `name` is the name at run time: `std.Error.NotFound` for an imported one."""

    name: str
    fields: list[tuple[str, Type]]
    span: Span
    schemas: list[Schema] = field(default_factory=list)
    defaults: list[str | None] = field(default_factory=list)
    doc: str | None = None
    module: int = 1


@record(eq=False)
class Enum:
    """`variants` in declaration order, with payload types."""

    name: str
    variants: list[tuple[str, list[Type]]]
    span: Span
    schemas: list[list[Schema]] = field(default_factory=list)
    doc: str | None = None
    module: int = 1


@record(eq=False)
class ConfigField:
    """Resolution: environment `variable` → config file → `default`. Text is trimmed and converted to `type`
    (failure: validation error `invalid Int: <text>` at path `<Config>.<field>`), then validated by `constraints`; the default
    carries its own Validate."""

    name: str
    type: Type
    variable: str
    default: Expr
    constraints: list[RangeConstraint]
    span: Span
    non_empty: bool = False
    email: bool = False
    schema: Schema | None = None


@record(eq=False)
class Config:
    name: str
    fields: list[ConfigField]
    span: Span
    module: int = 1


@record(eq=False)
class Function:
    """`result` is UNIT for none; a body of another result type ends every path in `Return` or `Raise`.
    `fallible`: the declared result is a Result, so an error value raised inside becomes the Err that is returned.
    `display`: the name in the text of a function value, `<fn <module>::<display>>`."""

    name: str
    params: list[Local]
    result: Type
    body: list[Stmt]
    span: Span
    fallible: bool = False
    display: str = ""
    module: int = 1


@record(eq=False)
class App:
    name: str
    body: list[Stmt]
    span: Span
    module: int = 1


@record(eq=False)
class CliParam:
    """A parameter of `main` as a flag. `default` is the symbol of a function of the parameters before it, None without one."""

    name: str
    schema: Schema
    type: Type
    default: str | None


@record(eq=False)
class Main:
    """`fn main` of the entry module, for arguments after `--`."""

    function: str
    params: list[CliParam]


@record(eq=False)
class Module:
    """`id` counts from 1 in order of discovery; spans of the module's declarations count in `source`."""

    id: int
    path: str
    source: SourceFile


@record(eq=False)
class Program:
    """`configs` in load order (by name); `app` is the one that runs, None when the module declares none.
    `source` is the text the spans count in; the importer makes locations of them."""

    path: str
    structs: list[Struct] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)
    configs: list[Config] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    app: App | None = None
    source: SourceFile | None = None
    services: list[Service] = field(default_factory=list)
    migrations: list[Migration] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    main: Main | None = None
    modules: list[Module] = field(default_factory=list)
