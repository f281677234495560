"""What the per-op functions of lower-fuse-to-fuse-rt share: the op with its fuse types, and the module's builders.

All values have machine types while the pass runs; the fuse types of an op were noted before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mlir import ir

from .cell_glue import CellGlue
from .count_glue import CountGlue
from .layouts import Layouts
from .machine_builder import MachineBuilder
from .share_glue import ShareGlue

if TYPE_CHECKING:
    from .debug_variables import DebugSlots
    from .match_functions import Automaton


@dataclass(frozen=True)
class FuseOp:
    """One op of the fuse dialect; `operand_types` and `result_types` are fuse types, the operands machine values."""

    op: ir.Operation
    operand_types: list[ir.Type]
    result_types: list[ir.Type]

    @property
    def operands(self) -> list[ir.Value]:
        return list(self.op.operands)

    def text(self, attribute: str) -> str:
        """The value of a string attribute."""
        return ir.StringAttr(self.op.attributes[attribute]).value

    def integer(self, attribute: str) -> int:
        return ir.IntegerAttr(self.op.attributes[attribute]).value

    def symbol(self, attribute: str) -> str:
        return ir.FlatSymbolRefAttr(self.op.attributes[attribute]).value

    def has(self, attribute: str) -> bool:
        return attribute in self.op.attributes


@dataclass(frozen=True)
class Lowering:
    """The module-wide state of the pass."""

    layouts: Layouts
    builder: MachineBuilder
    glue: CountGlue
    share: ShareGlue
    cells: CellGlue
    has_tasks: bool  # whether the program starts any
    slots: DebugSlots
    matchers: dict[Automaton, str] = field(default_factory=dict)  # the functions of regular expressions


# Emits the machine ops of one fuse op at the insertion point and returns its results.
Handler = Callable[[Lowering, FuseOp], list[ir.Value]]
