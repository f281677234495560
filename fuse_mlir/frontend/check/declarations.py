"""The declarations of a program, and the names that a module has for them.

In: AST modules. Out: `Symbols`, with the types of fields, payloads and parameters resolved by `type_references`.
A name of the source is looked up in the `Symbols` of its module; the name of a type, a config or a function in what is elaborated
is looked up in the `ProgramSymbols`, whoever can see it.
A declaration that is not compiled yet is reported once and its name stays known, so that its uses are not reported as unknown.
"""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from .. import ast
from ..loader.model import AssetBinding
from ..record import record
from ..source import Span
from ..types import Type
from .static_types import Bound, StaticType, TypeParam


@record()
class Field:
    name: str
    type: StaticType
    default: ast.Expr | None
    span: Span


@record()
class StructInfo:
    """`name` is the name at run time, `module` the id of the module that declares it."""

    decl: ast.TypeDecl
    name: str
    module: int = 1
    fields: dict[str, Field] = field(default_factory=dict)


@record()
class EnumInfo:
    decl: ast.EnumDecl
    name: str
    module: int = 1
    variants: dict[str, list[StaticType]] = field(default_factory=dict)


@record()
class ConfigInfo:
    decl: ast.ConfigDecl
    module: int = 1
    fields: dict[str, Field] = field(default_factory=dict)


def function_symbol(module: int, name: str) -> str:
    """The name of a function in the canonical program: `greet`, or `m2.greet` outside of the entry module."""
    return name if module == 1 else f"m{module}.{name}"


@record()
class InterfaceInfo:
    decl: ast.InterfaceDecl
    module: int = 1

    def meets(self, bound: Bound) -> bool:
        """Whether this is the interface of a bound."""
        return (self.module, self.decl.name.name) == (bound.module, bound.interface)


@record()
class FunctionInfo:
    """`symbol` is its name in the canonical program. `result` is None until it is inferred. `drops_result`: the body's values have
    no one type, so a call has none to give; `result_is_provisional` while that is only assumed, inside a recursion that has no
    declared result. `cannot_infer`: reported, the result is poisoned.

    `types`: what its type parameters and `Self` mean inside. A method has `takes_self` when `self` is its first parameter, and
    `interface`. A generic function has `type_params` and `instances`; an instance has the generic function as `template`, the
    symbols of the generic functions on the way to its first call as `path`, and `bounds`, the interfaces of its type arguments."""

    decl: ast.FnDecl
    symbol: str
    module: int = 1
    params: list[tuple[str, StaticType]] = field(default_factory=list)
    result: StaticType | None = None
    result_representation: Type | None = None
    cannot_infer: bool = False
    is_component: bool = False
    drops_result: bool = False
    result_is_provisional: bool = False
    types: dict[str, StaticType] = field(default_factory=dict)
    takes_self: bool = False
    interface: InterfaceInfo | None = None
    type_params: tuple[TypeParam, ...] = ()
    instances: list[FunctionInfo] = field(default_factory=list)
    template: FunctionInfo | None = None
    path: tuple[str, ...] = ()
    bounds: tuple[tuple[StaticType, Bound], ...] = ()


@record()
class ImplInfo:
    """`interface` and `target` are None where they mean nothing, which is reported; `methods` by name, the first of each."""

    decl: ast.ImplDecl
    module: int = 1
    interface: InterfaceInfo | None = None
    target: StaticType | None = None
    methods: dict[str, FunctionInfo] = field(default_factory=dict)

    def implements(self, bound: Bound) -> bool:
        """Whether the interface is that of a bound."""
        return self.interface is not None and self.interface.meets(bound)


@record()
class ProgramSymbols:
    """What the whole program declares: types and configs by their names at run time, functions and methods by symbol.

    `interfaces` by module and name. `methods` by the name of the type and their own. `instances` by the symbol of the generic
    function and its type arguments. `packages`: the folder of the package that a module belongs to, None where it has none.
    """

    structs: dict[str, StructInfo] = field(default_factory=dict)
    enums: dict[str, EnumInfo] = field(default_factory=dict)
    configs: dict[str, ConfigInfo] = field(default_factory=dict)
    functions: dict[str, FunctionInfo] = field(default_factory=dict)
    interfaces: dict[tuple[int, str], InterfaceInfo] = field(default_factory=dict)
    impls: list[ImplInfo] = field(default_factory=list)
    methods: dict[tuple[str, str], list[FunctionInfo]] = field(default_factory=dict)
    instances: dict[tuple[str, tuple[StaticType, ...]], FunctionInfo] = field(default_factory=dict)
    packages: dict[int, Path | None] = field(default_factory=dict)

    def owner_of(self, type_name: str) -> int:
        """The module that declares a type or enum."""
        return (self.structs.get(type_name) or self.enums[type_name]).module

    def function_of(self, symbol: str) -> FunctionInfo | None:
        """The function that a symbol belongs to: its own, or that of one with defaults (`f.default.1`)."""
        owner, _, given = symbol.rpartition(".default.")
        return self.functions.get(owner if given.isdigit() else symbol)


@record()
class Symbols:
    """What names mean in one module. A member of an imported module has a dotted name here: `Mod.f`.

    `modules`: the imported ones by alias, each with what it declares itself.
    `imported`: the names that stand for something else than a module.
    """

    structs: dict[str, StructInfo] = field(default_factory=dict)
    enums: dict[str, EnumInfo] = field(default_factory=dict)
    configs: dict[str, ConfigInfo] = field(default_factory=dict)
    functions: dict[str, FunctionInfo] = field(default_factory=dict)
    interfaces: dict[str, InterfaceInfo] = field(default_factory=dict)
    impls: list[ImplInfo] = field(default_factory=list)
    unsupported: dict[str, Span] = field(default_factory=dict)
    services: dict[str, ast.ServiceDecl] = field(default_factory=dict)
    apps: list[ast.AppDecl] = field(default_factory=list)
    tests: list[ast.TestDecl] = field(default_factory=list)
    migrations: list[ast.MigrationDecl] = field(default_factory=list)
    modules: dict[str, Symbols] = field(default_factory=dict)
    imported: dict[str, Span] = field(default_factory=dict)
    assets: dict[str, AssetBinding] = field(default_factory=dict)
    program: ProgramSymbols = field(default_factory=ProgramSymbols)

    def value_names(self) -> list[str]:
        """The names that mean something in an expression."""
        return [*self.functions, *self.configs, *self.enums, *self.structs, *self.interfaces]

    def type_names(self) -> list[str]:
        return [*self.structs, *self.enums, *self.configs]

    def is_unsupported(self, name: str) -> bool:
        """Whether a name, or the module that it belongs to, has been reported."""
        return name in self.unsupported or name.partition(".")[0] in self.unsupported
