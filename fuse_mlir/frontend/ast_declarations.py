"""Tree nodes: top-level declarations, their members, and the module."""

from __future__ import annotations

from .ast_base import Expr, Ident, Item, Node, TypeRef
from .ast_expressions import StringLit
from .ast_statements import Block
from .record import record
from .source import Span


@record(eq=False)
class RequireDecl(Node):
    """One capability: `db`, `crypto`, `network` or `time`."""

    capability: str


@record(eq=False)
class ImportPath(Node):
    """A quoted path, or a dotted name used as one."""

    value: str


@record(eq=False)
class ImportModule(Item):
    """`import Foo`."""

    name: Ident


@record(eq=False)
class ImportModuleFrom(Item):
    """`import Foo from "path"`."""

    name: Ident
    path: ImportPath


@record(eq=False)
class ImportNamesFrom(Item):
    """`import { A, B } from "path"`."""

    names: list[Ident]
    path: ImportPath


@record(eq=False)
class ImportAliasFrom(Item):
    """`import Foo as Bar from "path"`."""

    name: Ident
    alias: Ident
    path: ImportPath


@record(eq=False)
class FieldDecl(Node):
    name: Ident
    type: TypeRef
    default: Expr | None


@record(eq=False)
class TypeDerive(Node):
    base: Ident
    without: list[Ident]


@record(eq=False)
class TypeDecl(Item):
    """`type Name:` with fields, or `type Name = Base without a, b` with `derive` and no fields."""

    name: Ident
    fields: list[FieldDecl]
    derive: TypeDerive | None
    doc: str | None


@record(eq=False)
class EnumVariant(Node):
    name: Ident
    payload: list[TypeRef]


@record(eq=False)
class EnumDecl(Item):
    name: Ident
    variants: list[EnumVariant]
    doc: str | None


@record(eq=False)
class TypeParam(Node):
    name: Ident


@record(eq=False)
class WhereConstraint(Node):
    type_param: Ident
    interface: Ident


@record(eq=False)
class Param(Node):
    name: Ident
    type: TypeRef
    default: Expr | None


@record(eq=False)
class FnDecl(Item):
    """A function, or a method of an impl."""

    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    return_type: TypeRef | None
    where: list[WhereConstraint]
    body: Block
    doc: str | None


@record(eq=False)
class InterfaceMember(Node):
    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    return_type: TypeRef | None
    where: list[WhereConstraint]


@record(eq=False)
class InterfaceDecl(Item):
    name: Ident
    members: list[InterfaceMember]
    doc: str | None


@record(eq=False)
class ImplDecl(Item):
    interface: Ident
    target: Ident
    methods: list[FnDecl]
    doc: str | None


@record(eq=False)
class ComponentDecl(Item):
    """The implicit parameters `attrs` and `children` are not in `params`."""

    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    where: list[WhereConstraint]
    body: Block
    doc: str | None


@record(eq=False)
class RouteDecl(Node):
    """`verb` in lower case; `body_span` is the word `body`."""

    verb: str
    path: StringLit
    body_type: TypeRef | None
    body_span: Span | None
    return_type: TypeRef
    body: Block


@record(eq=False)
class ServiceDecl(Item):
    name: Ident
    base_path: StringLit
    routes: list[RouteDecl]
    doc: str | None


@record(eq=False)
class ConfigField(Node):
    name: Ident
    type: TypeRef
    value: Expr


@record(eq=False)
class ConfigDecl(Item):
    name: Ident
    fields: list[ConfigField]
    doc: str | None


@record(eq=False)
class AppDecl(Item):
    name: StringLit
    body: Block
    doc: str | None


@record(eq=False)
class MigrationDecl(Item):
    """The name may be written as an identifier, a string or an integer; `name.name` is its text."""

    name: Ident
    body: Block
    doc: str | None


@record(eq=False)
class TestDecl(Item):
    name: StringLit
    body: Block
    doc: str | None


@record(eq=False)
class Module(Node):
    """One source file. `requires` come first in the source; `items` keep source order."""

    requires: list[RequireDecl]
    items: list[Item]
