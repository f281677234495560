"""What kind of JSON a value is."""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from .dynamic import narrowed
from .emitter import Path
from .state import FunctionState


def expect_json(f: FunctionState, json: ir.Value, type_: t.Type, name: str, path: Path, loc: ir.Location) -> ir.Value:
    """The value as one of the type, or the error that it is none: `expected <name>`."""
    with f.check(f.is_kind(json, type_, loc), loc):
        f.raise_invalid(path, [f"expected {name}"], loc, "type_mismatch")
    return narrowed(f, json, type_, loc)
