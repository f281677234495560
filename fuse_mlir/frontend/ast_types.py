"""Tree nodes: type references."""

from __future__ import annotations

from dataclasses import dataclass

from .ast_base import Expr, Ident, TypeRef


@dataclass(eq=False, slots=True)
class NamedType(TypeRef):
    """`Int`, `User`, `Auth.User`."""

    name: Ident


@dataclass(eq=False, slots=True)
class GenericType(TypeRef):
    """`List<Int>`, `Map<String, Int>`."""

    name: Ident
    args: list[TypeRef]


@dataclass(eq=False, slots=True)
class OptionalType(TypeRef):
    """`T?`."""

    inner: TypeRef


@dataclass(eq=False, slots=True)
class ResultType(TypeRef):
    """`T!E`; `error` is None for the bare `T!`, which the checker rejects."""

    ok: TypeRef
    error: TypeRef | None


@dataclass(eq=False, slots=True)
class RefinedType(TypeRef):
    """`String(1..80, regex("^a"))`: the constraints are ordinary expressions."""

    name: Ident
    args: list[Expr]
