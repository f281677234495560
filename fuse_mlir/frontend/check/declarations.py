"""The declarations of a program, and the names that a module has for them.

In: AST modules. Out: `Symbols`, with the types of fields, payloads and parameters resolved by `type_references`.
A name of the source is looked up in the `Symbols` of its module; the name of a type, a config or a function in what is elaborated
is looked up in the `ProgramSymbols`, whoever can see it.
A declaration that is not compiled yet is reported once and its name stays known, so that its uses are not reported as unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .. import ast
from ..loader.model import AssetBinding
from ..source import Span
from ..types import Type
from .static_types import StaticType


@dataclass(slots=True)
class Field:
    name: str
    type: StaticType
    default: ast.Expr | None
    span: Span


@dataclass(slots=True)
class StructInfo:
    """`name` is the name at run time, `module` the id of the module that declares it."""

    decl: ast.TypeDecl
    name: str
    module: int = 1
    fields: dict[str, Field] = field(default_factory=dict)


@dataclass(slots=True)
class EnumInfo:
    decl: ast.EnumDecl
    name: str
    module: int = 1
    variants: dict[str, list[StaticType]] = field(default_factory=dict)


@dataclass(slots=True)
class ConfigInfo:
    decl: ast.ConfigDecl
    module: int = 1
    fields: dict[str, Field] = field(default_factory=dict)


@dataclass(slots=True)
class FunctionInfo:
    """`symbol` is its name in the canonical program. `result` is None until it is inferred. `drops_result`: the body's values have
    no one type, so a call has none to give; `result_is_provisional` while that is only assumed, inside a recursion that has no
    declared result. `cannot_infer`: reported, the result is poisoned."""

    decl: ast.FnDecl
    symbol: str
    module: int = 1
    params: list[tuple[str, StaticType]] = field(default_factory=list)
    result: StaticType | None = None
    result_representation: Type | None = None
    cannot_infer: bool = False
    drops_result: bool = False
    result_is_provisional: bool = False


@dataclass(slots=True)
class ProgramSymbols:
    """What the whole program declares: types and configs by their names at run time, functions by symbol."""

    structs: dict[str, StructInfo] = field(default_factory=dict)
    enums: dict[str, EnumInfo] = field(default_factory=dict)
    configs: dict[str, ConfigInfo] = field(default_factory=dict)
    functions: dict[str, FunctionInfo] = field(default_factory=dict)

    def function_of(self, symbol: str) -> FunctionInfo | None:
        """The function that a symbol belongs to: its own, or that of one with defaults (`f.default.1`)."""
        owner, _, given = symbol.rpartition(".default.")
        return self.functions.get(owner if given.isdigit() else symbol)


@dataclass(slots=True)
class Symbols:
    """What names mean in one module. A member of an imported module has a dotted name here: `Mod.f`.

    `modules`: the imported ones by alias, each with what it declares itself.
    """

    structs: dict[str, StructInfo] = field(default_factory=dict)
    enums: dict[str, EnumInfo] = field(default_factory=dict)
    configs: dict[str, ConfigInfo] = field(default_factory=dict)
    functions: dict[str, FunctionInfo] = field(default_factory=dict)
    unsupported: dict[str, Span] = field(default_factory=dict)
    apps: list[ast.AppDecl] = field(default_factory=list)
    modules: dict[str, Symbols] = field(default_factory=dict)
    assets: dict[str, AssetBinding] = field(default_factory=dict)
    program: ProgramSymbols = field(default_factory=ProgramSymbols)

    def value_names(self) -> list[str]:
        """The names that mean something in an expression."""
        return [*self.functions, *self.configs, *self.enums, *self.structs]

    def type_names(self) -> list[str]:
        return [*self.structs, *self.enums, *self.configs]
