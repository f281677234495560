"""Representation types of the canonical program → MLIR types.

Int is `i64`, Float `f64`, Bool `i1`; the others are types of the `fuse` dialect. Unit has a value only
inside of others.
"""

from __future__ import annotations

from mlir import ir

from ..dialects import fuse
from ..frontend import types as t
from .errors import ImportFault


class Types:
    """The MLIR types of one context, made once each. Needs the context to be entered."""

    def __init__(self) -> None:
        self.int = ir.IntegerType.get_signless(64)
        self.float = ir.F64Type.get()
        self.bool = ir.IntegerType.get_signless(1)
        self.tag = ir.IntegerType.get_signless(32)
        self.index = ir.IndexType.get()
        self.string = fuse.str_type()
        self.error = fuse.error_type()
        self.any = fuse.any_type()
        self.unit = fuse.unit_type()
        self._made: dict[t.Type, ir.Type] = {
            t.INT: self.int,
            t.FLOAT: self.float,
            t.BOOL: self.bool,
            t.STRING: self.string,
            t.BYTES: fuse.bytes_type(),
            t.HTML: fuse.html_type(),
            t.ANY: self.any,
            t.QUERY: self.any,
            # Only inside other values.
            t.UNIT: self.unit,
        }

    def of(self, type_: t.Type) -> ir.Type:
        """The MLIR type of a type; that of Unit is for what other values hold."""
        made = self._made.get(type_)
        if made is None:
            made = self._made[type_] = self._make(type_)
        return made

    def results(self, type_: t.Type) -> list[ir.Type]:
        """The result types of an op or function that yields `type_`: none for Unit."""
        return [] if type_ == t.UNIT else [self.of(type_)]

    def _make(self, type_: t.Type) -> ir.Type:
        match type_:
            case t.ListType(element):
                return fuse.list_type(self.of(element))
            case t.OptionType(inner):
                return fuse.option_type(self.of(inner))
            case t.MapType(value):
                return fuse.map_type(self.of(value))
            case t.ResultType(ok):
                return fuse.result_type(self.of(ok))
            case t.BoxType(content):
                return fuse.box_type(self.of(content))
            case t.TaskType(value):
                return fuse.task_type(self.of(value))
            case t.FunctionType():
                # Called through its address, with arguments that are converted there.
                return self.any
            case t.StructType(name):
                return fuse.struct_type(name)
            case t.EnumType(name):
                return fuse.enum_type(name)
        raise ImportFault(f"no representation for type {type_}")
