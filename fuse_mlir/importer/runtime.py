"""Calls of functions of the runtime that the table of builtins has (dialects/builtins.py)."""

from __future__ import annotations

from mlir import ir

from ..dialects.builtins import BUILTINS, type_of
from .emitter import Emitter


def builtin(f: Emitter, name: str, operands: list[ir.Value], loc: ir.Location) -> ir.Value | None:
    """A call of a builtin (dialects/builtins.py); its result, if it has one."""
    row = BUILTINS[name]
    attributes: dict[str, ir.Attribute] = {
        "name": ir.StringAttr.get(name),
        "effect": ir.IntegerAttr.get(f.types.int, row.effect.value),
    }
    if row.raises:
        attributes["raises"] = ir.UnitAttr.get()
    op = f.op("fuse.builtin", operands, [] if row.result is None else [type_of(row.result)], loc, attributes)
    return None if row.result is None else op.result
