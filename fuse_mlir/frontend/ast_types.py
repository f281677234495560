"""Tree nodes: type references."""

from __future__ import annotations

from .ast_base import Expr, Ident, TypeRef
from .record import record


@record(eq=False)
class NamedType(TypeRef):
    """`Int`, `User`, `Auth.User`."""

    name: Ident


@record(eq=False)
class GenericType(TypeRef):
    """`List<Int>`, `Map<String, Int>`."""

    name: Ident
    args: list[TypeRef]


@record(eq=False)
class OptionalType(TypeRef):
    """`T?`."""

    inner: TypeRef


@record(eq=False)
class ResultType(TypeRef):
    """`T!E`; `error` is None for the bare `T!`, which the checker rejects."""

    ok: TypeRef
    error: TypeRef | None


@record(eq=False)
class RefinedType(TypeRef):
    """`String(1..80, regex("^a"))`: the constraints are ordinary expressions."""

    name: Ident
    args: list[Expr]
