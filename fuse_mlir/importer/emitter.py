"""Where the next op goes, and the ops that every part of the importer makes.

In:   operands, MLIR types and a location, given by the caller for each op.
Out:  ops at the current insertion point, in order.
Why:  ops are made through the generic constructor: it costs a third of the generated classes, and a list literal may have
      100,000 elements. The verifier runs over the finished module, so a wrong operand or attribute does not pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from mlir import ir

from ..frontend import types as t
from .types import Types

# Where a value is: constants, and what is only known at run time: keys, positions in lists as numbers, and what is worked out where
# something is wrong.
Path = tuple["ir.Value | str | Callable[[], ir.Value]", ...]


class Emitter:
    """An insertion point and the region it lies in. Needs the context to be entered."""

    def __init__(self, types: Types) -> None:
        self.types = types
        self._point: ir.InsertionPoint | None = None
        self.block: ir.Block | None = None
        self.region: ir.Region | None = None
        self.structured = False  # whether the region may hold one block only

    # ---- the insertion point ------------------------------------------------------------------------------------------------

    def enter(self, block: ir.Block) -> None:
        """Go on at the end of `block`, in the same region."""
        self.block = block
        self._point = ir.InsertionPoint(block)

    @contextmanager
    def inside(self, region: ir.Region, block: ir.Block, *, structured: bool = True) -> Iterator[None]:
        """Emit into `block` of `region` for the time of the context."""
        outer = (self._point, self.block, self.region, self.structured)
        self.region, self.structured = region, structured
        self.enter(block)
        yield
        self._point, self.block, self.region, self.structured = outer

    def new_block(self, types: Sequence[ir.Type] = (), locations: Sequence[ir.Location] = ()) -> ir.Block:
        """A new last block of the current region; emission goes on where it was."""
        return self.region.blocks.append(*types, arg_locs=list(locations))

    # ---- ops ----------------------------------------------------------------------------------------------------------------

    def op(
        self,
        name: str,
        operands: Sequence[ir.Value],
        results: Sequence[ir.Type],
        loc: ir.Location,
        attributes: dict[str, ir.Attribute] | None = None,
        regions: int = 0,
    ) -> ir.Operation:
        return ir.Operation.create(
            name, results=results, operands=operands, attributes=attributes, regions=regions, loc=loc, ip=self._point
        )

    def value(
        self,
        name: str,
        operands: Sequence[ir.Value],
        result: ir.Type,
        loc: ir.Location,
        attributes: dict[str, ir.Attribute] | None = None,
    ) -> ir.Value:
        """The result of a new op that has one."""
        return self.op(name, operands, [result], loc, attributes).result

    def branch(self, block: ir.Block, target: ir.Block, operands: Sequence[ir.Value], loc: ir.Location) -> None:
        """End `block`, which may be any block, with a branch."""
        ir.Operation.create("cf.br", operands=operands, successors=[target], loc=loc, ip=ir.InsertionPoint(block))

    def branch_if(self, block: ir.Block, condition: ir.Value, then: ir.Block, otherwise: ir.Block, loc: ir.Location) -> None:
        """End `block` with a conditional branch to one of two blocks without arguments."""
        ir.Operation.create(
            "cf.cond_br",
            operands=[condition],
            attributes={"operandSegmentSizes": ir.DenseI32ArrayAttr.get([1, 0, 0])},
            successors=[then, otherwise],
            loc=loc,
            ip=ir.InsertionPoint(block),
        )

    def switch(
        self,
        block: ir.Block,
        tag: ir.Value,
        cases: Sequence[int],
        targets: Sequence[ir.Block],
        default: ir.Block,
        loc: ir.Location,
    ) -> None:
        """End `block` with a switch on a tag, to blocks without arguments."""
        vector = ir.RankedTensorType.get([len(cases)], self.types.tag, loc=loc)
        attributes = {
            "case_values": ir.DenseIntElementsAttr.get([ir.IntegerAttr.get(self.types.tag, case) for case in cases], type=vector),
            "case_operand_segments": ir.DenseI32ArrayAttr.get([0] * len(cases)),
            "operandSegmentSizes": ir.DenseI32ArrayAttr.get([1, 0, 0]),
        }
        ir.Operation.create(
            "cf.switch",
            operands=[tag],
            attributes=attributes,
            successors=[default, *targets],
            loc=loc,
            ip=ir.InsertionPoint(block),
        )

    # ---- constants ----------------------------------------------------------------------------------------------------------

    def const_int(self, value: int, loc: ir.Location) -> ir.Value:
        return self.value("arith.constant", [], self.types.int, loc, {"value": ir.IntegerAttr.get(self.types.int, value)})

    def const_float(self, value: float, loc: ir.Location) -> ir.Value:
        return self.value(
            "arith.constant", [], self.types.float, loc, {"value": ir.FloatAttr.get(self.types.float, value, loc=loc)}
        )

    def const_bool(self, value: bool, loc: ir.Location) -> ir.Value:
        return self.value("arith.constant", [], self.types.bool, loc, {"value": ir.BoolAttr.get(value)})

    def const_tag(self, value: int, loc: ir.Location) -> ir.Value:
        return self.value("arith.constant", [], self.types.tag, loc, {"value": ir.IntegerAttr.get(self.types.tag, value)})

    def text(self, value: str, loc: ir.Location) -> ir.Value:
        return self.value("fuse.str.constant", [], self.types.string, loc, {"value": ir.StringAttr.get(value)})

    def poison(self, type_: ir.Type, loc: ir.Location) -> ir.Value:
        """The value of an op that is never reached."""
        return self.value("ub.poison", [], type_, loc)

    def held(self, value: ir.Value | None, loc: ir.Location) -> ir.Value:
        """A value that something else holds: the Unit value, which has no SSA value of its own (None), gets one."""
        return self.value("fuse.unit.constant", [], self.types.unit, loc) if value is None else value

    # ---- logic, text, errors ------------------------------------------------------------------------------------------------

    def compare(self, predicate: str, left: ir.Value, right: ir.Value, loc: ir.Location) -> ir.Value:
        """`arith.cmpi` of two integers; predicates as in its assembly."""
        number = ir.IntegerAttr.get(self.types.int, CMPI[predicate])
        return self.value("arith.cmpi", [left, right], self.types.bool, loc, {"predicate": number})

    def compare_floats(self, predicate: str, left: ir.Value, right: ir.Value, loc: ir.Location) -> ir.Value:
        """`arith.cmpf` of two Floats; predicates as in its assembly."""
        number = ir.IntegerAttr.get(self.types.int, CMPF[predicate])
        return self.value("arith.cmpf", [left, right], self.types.bool, loc, {"predicate": number})

    def both(self, left: ir.Value, right: ir.Value, loc: ir.Location) -> ir.Value:
        return self.value("arith.andi", [left, right], self.types.bool, loc)

    def negate(self, condition: ir.Value, loc: ir.Location) -> ir.Value:
        return self.value("arith.xori", [condition, self.const_bool(True, loc)], self.types.bool, loc)

    def text_of(self, value: ir.Value, loc: ir.Location) -> ir.Value:
        """The text that interpolation shows for a value."""
        if value.type == self.types.string:
            return value
        return self.value("fuse.str.from", [value], self.types.string, loc)

    def join(self, parts: Sequence[ir.Value | str], loc: ir.Location) -> ir.Value:
        """The parts as one text; a `str` is a constant."""
        texts = [self.text(part, loc) if isinstance(part, str) else part for part in parts]
        return texts[0] if len(texts) == 1 else self.value("fuse.str.concat", texts, self.types.string, loc)

    @contextmanager
    def check(self, condition: ir.Value, loc: ir.Location) -> Iterator[None]:
        """The region of a `fuse.check`: the body of the context ends it with `raise_text` or `raise_invalid`."""
        op = self.op("fuse.check", [condition], [], loc, regions=1)
        with self.inside(op.regions[0], op.regions[0].blocks.append()):
            yield

    def raise_text(self, parts: Sequence[ir.Value | str], loc: ir.Location) -> None:
        """End the region of a check with a runtime error."""
        error = self.value("fuse.error.text", [self.join(parts, loc)], self.types.error, loc)
        self.op("fuse.yield", [error], [], loc)

    def raise_invalid(self, path: Path, parts: Sequence[ir.Value | str], loc: ir.Location, code: str = "invalid_value") -> None:
        """End the region of a check with a validation error at `path`."""
        operands = [self.path_text(path, loc), self.text(code, loc), self.join(parts, loc)]
        error = self.value("fuse.error.validation", operands, self.types.error, loc)
        self.op("fuse.yield", [error], [], loc)

    def path_text(self, path: Path, loc: ir.Location) -> ir.Value:
        """A path as one text; positions in lists are numbers until then."""
        parts = [part if isinstance(part, ir.Value | str) else part() for part in path]
        return self.join([part if isinstance(part, str) else self.text_of(part, loc) for part in parts] or [""], loc)

    # ---- options ------------------------------------------------------------------------------------------------------------

    def some(self, value: ir.Value, type_: ir.Type, loc: ir.Location) -> ir.Value:
        """A value as one of an option type, or of `any`, which hold null too; a value of the type is one already."""
        if value.type == type_:
            return value
        return self.value("fuse.any.from" if type_ == self.types.any else "fuse.option.some", [value], type_, loc)

    def none(self, type_: ir.Type, loc: ir.Location) -> ir.Value:
        """Null as a value of an option type, or of `any`."""
        return self.value("fuse.any.null" if type_ == self.types.any else "fuse.option.none", [], type_, loc)

    def is_kind(self, value: ir.Value, type_: t.Type, loc: ir.Location) -> ir.Value:
        """Whether a value of `any` is one of a type, as far as that says what it is."""
        return self.value("fuse.any.is", [value], self.types.bool, loc, {"type": ir.TypeAttr.get(self.types.of(type_))})

    def is_some(self, option: ir.Value, loc: ir.Location) -> ir.Value:
        return self.value("fuse.option.is_some", [option], self.types.bool, loc)

    def content(self, option: ir.Value, type_: ir.Type, loc: ir.Location) -> ir.Value:
        """The value of an option known to hold one."""
        return self.value("fuse.option.get", [option], type_, loc)


# The numbers that the predicates of `arith.cmpi` and `arith.cmpf` have in their attributes.
CMPI = {"eq": 0, "ne": 1, "slt": 2, "sle": 3, "sgt": 4, "sge": 5}
CMPF = {"oeq": 1, "ogt": 2, "oge": 3, "olt": 4, "ole": 5, "une": 13}
