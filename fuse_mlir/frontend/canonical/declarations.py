"""Declarations of the canonical program, and the program itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..source import SourceFile, Span
from ..types import Type
from .expressions import Expr, Local
from .schema import RangeConstraint
from .statements import Stmt


@dataclass(eq=False, slots=True)
class Struct:
    """`fields` in declaration order."""

    name: str
    fields: list[tuple[str, Type]]
    span: Span


@dataclass(eq=False, slots=True)
class Enum:
    """`variants` in declaration order, with payload types."""

    name: str
    variants: list[tuple[str, list[Type]]]
    span: Span


@dataclass(eq=False, slots=True)
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


@dataclass(eq=False, slots=True)
class Config:
    name: str
    fields: list[ConfigField]
    span: Span


@dataclass(eq=False, slots=True)
class Function:
    """`result` is UNIT for none; a body of another result type ends every path in `Return` or `Raise`."""

    name: str
    params: list[Local]
    result: Type
    body: list[Stmt]
    span: Span


@dataclass(eq=False, slots=True)
class App:
    name: str
    body: list[Stmt]
    span: Span


@dataclass(eq=False, slots=True)
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
