"""Schemas: what data from outside must look like.

A schema is the checker's type of a place where values are validated, decoded or converted from text: struct fields, configs, CLI
flags, route parameters, request bodies, typed rows. Unlike a representation type it knows `Id`, `Email` and refinements.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RangeConstraint:
    """Inclusive bounds. On String the length in scalar values, on Bytes in bytes (`length <n> out of range <min>..<max>`); on Int
    and Float the value (`value <v> out of range <min>..<max>`). Bounds have the base's number type, Int for lengths."""

    low: int | float
    high: int | float


@dataclass(frozen=True, slots=True)
class RegexConstraint:
    """An unanchored search: `value does not match regex <pattern>`."""

    pattern: str


@dataclass(frozen=True, slots=True)
class PredicateConstraint:
    """`name` as written, `function` its symbol: `predicate <name> rejected value`."""

    name: str
    function: str


Constraint = RangeConstraint | RegexConstraint | PredicateConstraint


@dataclass(frozen=True, slots=True)
class Schema:
    """Base of all schemas."""


@dataclass(frozen=True, slots=True)
class BasicSchema(Schema):
    """Unit, Int, Float, Bool, String, Bytes, Html, Id, Email, or `any`, which accepts everything."""

    name: str


@dataclass(frozen=True, slots=True)
class OptionSchema(Schema):
    inner: Schema


@dataclass(frozen=True, slots=True)
class ListSchema(Schema):
    element: Schema


@dataclass(frozen=True, slots=True)
class MapSchema(Schema):
    """`key` validates the key texts."""

    key: Schema
    value: Schema


@dataclass(frozen=True, slots=True)
class ResultSchema(Schema):
    ok: Schema
    err: Schema


@dataclass(frozen=True, slots=True)
class NamedSchema(Schema):
    """A struct or an enum of the program, by its run-time name."""

    name: str


@dataclass(frozen=True, slots=True)
class RefinedSchema(Schema):
    """The base first, then the constraints, left to right."""

    base: Schema
    constraints: tuple[Constraint, ...]
