"""The declarations of a module: one namespace, collected before anything is checked.

In: the AST module. Out: `Symbols`, with the types of fields, payloads and parameters resolved by `type_references`.
A declaration that is not compiled yet is reported once and its name stays known, so that its uses are not reported as unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .. import ast
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
    decl: ast.TypeDecl
    fields: dict[str, Field] = field(default_factory=dict)


@dataclass(slots=True)
class EnumInfo:
    decl: ast.EnumDecl
    variants: dict[str, list[StaticType]] = field(default_factory=dict)


@dataclass(slots=True)
class ConfigInfo:
    decl: ast.ConfigDecl
    fields: dict[str, Field] = field(default_factory=dict)


@dataclass(slots=True)
class FunctionInfo:
    """`result` is None until it is inferred. `drops_result`: the body's values have no one type, so a call has none to give;
    `result_is_provisional` while that is only assumed, inside a recursion that has no declared result. `cannot_infer`: reported,
    the result is poisoned."""

    decl: ast.FnDecl
    params: list[tuple[str, StaticType]] = field(default_factory=list)
    result: StaticType | None = None
    result_representation: Type | None = None
    cannot_infer: bool = False
    drops_result: bool = False
    result_is_provisional: bool = False


@dataclass(slots=True)
class Symbols:
    structs: dict[str, StructInfo] = field(default_factory=dict)
    enums: dict[str, EnumInfo] = field(default_factory=dict)
    configs: dict[str, ConfigInfo] = field(default_factory=dict)
    functions: dict[str, FunctionInfo] = field(default_factory=dict)
    unsupported: dict[str, Span] = field(default_factory=dict)
    apps: list[ast.AppDecl] = field(default_factory=list)

    def value_names(self) -> list[str]:
        """The names that mean something in an expression."""
        return [*self.functions, *self.configs, *self.enums, *self.structs]

    def type_names(self) -> list[str]:
        return [*self.structs, *self.enums, *self.configs]
