"""Schemas: what data from outside must look like.

A schema is the checker's type of a place where values are validated, decoded or converted from text: struct fields, configs, CLI
flags, route parameters, request bodies, typed rows. Unlike a representation type it knows `Id`, `Email` and refinements.
"""

from __future__ import annotations

from ..record import record


@record(frozen=True)
class RangeConstraint:
    """Inclusive bounds. On String the length in scalar values, on Bytes in bytes (`length <n> out of range <min>..<max>`); on Int
    and Float the value (`value <v> out of range <min>..<max>`). Bounds have the base's number type, Int for lengths."""

    low: int | float
    high: int | float


@record(frozen=True)
class RegexConstraint:
    """An unanchored search: `value does not match regex <pattern>`."""

    pattern: str


@record(frozen=True)
class PredicateConstraint:
    """`name` as written, `function` its symbol: `predicate <name> rejected value`."""

    name: str
    function: str


Constraint = RangeConstraint | RegexConstraint | PredicateConstraint


@record(frozen=True)
class Schema:
    """Base of all schemas."""


@record(frozen=True)
class BasicSchema(Schema):
    """Unit, Int, Float, Bool, String, Bytes, Html, Id, Email, or `any`, which accepts everything."""

    name: str


@record(frozen=True)
class OptionSchema(Schema):
    inner: Schema


@record(frozen=True)
class ListSchema(Schema):
    element: Schema


@record(frozen=True)
class MapSchema(Schema):
    """`key` validates the key texts."""

    key: Schema
    value: Schema


@record(frozen=True)
class ResultSchema(Schema):
    ok: Schema
    err: Schema


@record(frozen=True)
class NamedSchema(Schema):
    """A struct or an enum of the program, by its run-time name."""

    name: str


@record(frozen=True)
class RefinedSchema(Schema):
    """The base first, then the constraints, left to right."""

    base: Schema
    constraints: tuple[Constraint, ...]
