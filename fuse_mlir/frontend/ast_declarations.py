"""Tree nodes: top-level declarations, their members, and the module."""

from __future__ import annotations

from dataclasses import dataclass

from .ast_base import Expr, Ident, Item, Node, TypeRef
from .ast_expressions import StringLit
from .ast_statements import Block
from .source import Span


@dataclass(eq=False, slots=True)
class RequireDecl(Node):
    """One capability: `db`, `crypto`, `network` or `time`."""

    capability: str


@dataclass(eq=False, slots=True)
class ImportPath(Node):
    """A quoted path, or a dotted name used as one."""

    value: str


@dataclass(eq=False, slots=True)
class ImportModule(Item):
    """`import Foo`."""

    name: Ident


@dataclass(eq=False, slots=True)
class ImportModuleFrom(Item):
    """`import Foo from "path"`."""

    name: Ident
    path: ImportPath


@dataclass(eq=False, slots=True)
class ImportNamesFrom(Item):
    """`import { A, B } from "path"`."""

    names: list[Ident]
    path: ImportPath


@dataclass(eq=False, slots=True)
class ImportAliasFrom(Item):
    """`import Foo as Bar from "path"`."""

    name: Ident
    alias: Ident
    path: ImportPath


@dataclass(eq=False, slots=True)
class FieldDecl(Node):
    name: Ident
    type: TypeRef
    default: Expr | None


@dataclass(eq=False, slots=True)
class TypeDerive(Node):
    base: Ident
    without: list[Ident]


@dataclass(eq=False, slots=True)
class TypeDecl(Item):
    """`type Name:` with fields, or `type Name = Base without a, b` with `derive` and no fields."""

    name: Ident
    fields: list[FieldDecl]
    derive: TypeDerive | None
    doc: str | None


@dataclass(eq=False, slots=True)
class EnumVariant(Node):
    name: Ident
    payload: list[TypeRef]


@dataclass(eq=False, slots=True)
class EnumDecl(Item):
    name: Ident
    variants: list[EnumVariant]
    doc: str | None


@dataclass(eq=False, slots=True)
class TypeParam(Node):
    name: Ident


@dataclass(eq=False, slots=True)
class WhereConstraint(Node):
    type_param: Ident
    interface: Ident


@dataclass(eq=False, slots=True)
class Param(Node):
    name: Ident
    type: TypeRef
    default: Expr | None


@dataclass(eq=False, slots=True)
class FnDecl(Item):
    """A function, or a method of an impl."""

    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    return_type: TypeRef | None
    where: list[WhereConstraint]
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class InterfaceMember(Node):
    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    return_type: TypeRef | None
    where: list[WhereConstraint]


@dataclass(eq=False, slots=True)
class InterfaceDecl(Item):
    name: Ident
    members: list[InterfaceMember]
    doc: str | None


@dataclass(eq=False, slots=True)
class ImplDecl(Item):
    interface: Ident
    target: Ident
    methods: list[FnDecl]
    doc: str | None


@dataclass(eq=False, slots=True)
class ComponentDecl(Item):
    """The implicit parameters `attrs` and `children` are not in `params`."""

    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    where: list[WhereConstraint]
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class RouteDecl(Node):
    """`verb` in lower case; `body_span` is the word `body`."""

    verb: str
    path: StringLit
    body_type: TypeRef | None
    body_span: Span | None
    return_type: TypeRef
    body: Block


@dataclass(eq=False, slots=True)
class ServiceDecl(Item):
    name: Ident
    base_path: StringLit
    routes: list[RouteDecl]
    doc: str | None


@dataclass(eq=False, slots=True)
class ConfigField(Node):
    name: Ident
    type: TypeRef
    value: Expr


@dataclass(eq=False, slots=True)
class ConfigDecl(Item):
    name: Ident
    fields: list[ConfigField]
    doc: str | None


@dataclass(eq=False, slots=True)
class AppDecl(Item):
    name: StringLit
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class MigrationDecl(Item):
    """The name may be written as an identifier, a string or an integer; `name.name` is its text."""

    name: Ident
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class TestDecl(Item):
    name: StringLit
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class Module(Node):
    """One source file. `requires` come first in the source; `items` keep source order."""

    requires: list[RequireDecl]
    items: list[Item]
