"""Debug information: which FUSE line each instruction comes from, functions by the names that users gave them, variables.

In:   a module in the llvm dialect. Ops have file locations; functions that the user wrote have named ones; slots of variables have
      the attribute `fuse.variable` (lowering/debug_variables.py).
Out:  the same module; each of these functions has a debug scope and each slot a variable in it, so that LLVM writes DWARF for
      debuggers, profilers and stack traces.
Method: what is known about the module is written down as attributes of the llvm dialect, all in one text that is parsed once: a
      function or a compile unit has an identity of its own, which only references within one text keep. A block of the source that
      declares variables is a lexical block; instructions are in the innermost one that their position lies in.

Functions that the compiler made up (counting, glue) have no scope: what LLVM inlines of them belongs to the line that needs it.
Files are named as the locations name them, relative to the package; nothing is said about the folder or the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlir import ir
from mlir.dialects import llvm

from fuse_mlir.lowering.debug_variables import VARIABLE
from fuse_mlir.lowering.file_locations import file_location, name_of

from .program_entry import ENTRY_FUNCTION

# What fills the slots of a function before its first statement.
_PROLOGUE = ("llvm.alloca", "llvm.mlir.constant", "llvm.mlir.zero", "llvm.store")

# Line and column of the first and of the last character.
_Extent = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Function:
    """A function the user wrote: its name and place, the slots of its variables, and the blocks that declare variables, outermost
    first."""

    op: ir.Operation
    name: str
    place: ir.Location
    slots: list[ir.Operation]
    blocks: list[_Extent]


def _innermost(blocks: Sequence[_Extent], line: int, column: int) -> int | None:
    """Which of the blocks, outermost first, is the innermost with this position."""
    found = None
    for number, (first, first_column, last, last_column) in enumerate(blocks):
        if (first, first_column) <= (line, column) <= (last, last_column):
            found = number
    return found


def add_debug_info(module: ir.Module) -> None:
    """Describes the functions and variables of `module`, and gives every op a plain file location, in its block."""
    start = file_location(module.operation.location)
    functions = [
        _described(op, name)
        for op in (view.operation for view in module.body.operations)
        if op.name == "llvm.func" and (name := _source_name(op)) is not None
    ]
    if not functions or start is None:
        return
    with module.context:
        attributes = _Attributes(start)
        indices = [attributes.describe(function) for function in functions]
        parsed = attributes.parse()
        for function, (subprogram, blocks, variables) in zip(functions, indices, strict=True):
            _attach(function, parsed[subprogram], [parsed[n] for n in blocks], [parsed[n] for n in variables])


def _source_name(op: ir.Operation) -> str | None:
    """What users call a function that is to be described. The start of the program is described as well: LLVM drops what it knows
    of a function that it inlines into one it knows nothing of."""
    if not len(op.regions[0].blocks) or file_location(op.location) is None:
        return None
    return "start" if ir.StringAttr(op.attributes["sym_name"]).value == ENTRY_FUNCTION else name_of(op.location)


def _described(op: ir.Operation, name: str) -> _Function:
    slots = [view.operation for view in op.regions[0].blocks[0] if VARIABLE in view.operation.attributes]
    # Parameters are seen in the whole function.
    extents = dict.fromkeys(_extent(slot) for slot in slots if "argument" not in _facts(slot))
    # Blocks nest, so the one that begins first and ends last is the outermost.
    ordered = sorted(extents, key=lambda extent: (extent[:2], (-extent[2], -extent[3])))
    return _Function(op, name, file_location(op.location), slots, ordered)


def _facts(slot: ir.Operation) -> ir.DictAttr:
    """What the slot of a variable says about it."""
    return ir.DictAttr(slot.attributes[VARIABLE])


def _extent(slot: ir.Operation) -> _Extent:
    first, first_column, last, last_column = ir.DenseI64ArrayAttr(_facts(slot)["scope"])
    return first, first_column, last, last_column


class _Attributes:
    """The text of the attributes of one module."""

    def __init__(self, start: ir.Location) -> None:
        self._lines: list[str] = []
        self._count = 0
        self._files: dict[str, str] = {}
        self._types: dict[ir.Attribute, str] = {}
        self._identities = 1
        # gdb knows by the first word that the second line of a function is where its arguments are in place; rustc says it as well.
        producer = 'producer = "clang LLVM (fuse-mlir)", isOptimized = false, emissionKind = Full'
        # No debugger knows FUSE; as values of C all of it can be shown.
        unit = f"id = distinct[0]<>, sourceLanguage = DW_LANG_C11, file = {self._file(start.filename)}, {producer}"
        self._unit = self._alias(f"#llvm.di_compile_unit<{unit}>")
        self._wanted: list[str] = []

    def describe(self, function: _Function) -> tuple[int, list[int], list[int]]:
        """Positions in the result of `parse`: of the function's scope, its blocks and its variables."""
        file = self._file(function.place.filename)
        line = function.place.start_line
        # Without the name that the linker knows, which debuggers would take for the name.
        scope = self._alias(
            f"#llvm.di_subprogram<id = distinct[{self._identities}]<>, compileUnit = {self._unit}, scope = {file}, "
            f"name = {_quoted(function.name)}, file = {file}, line = {line}, "
            f'scopeLine = {line}, subprogramFlags = "LocalToUnit|Definition", type = #llvm.di_subroutine_type<>>'
        )
        self._identities += 1
        blocks: list[str] = []
        for number, (first, column, _, _) in enumerate(function.blocks):
            outer = _innermost(function.blocks[:number], first, column)
            around = scope if outer is None else blocks[outer]
            blocks.append(
                self._alias(f"#llvm.di_lexical_block<scope = {around}, file = {file}, line = {first}, column = {column}>")
            )
        block_of = dict(zip(function.blocks, blocks, strict=True))
        variables = [self._variable(slot, block_of.get(_extent(slot), scope), scope, file) for slot in function.slots]
        return self._want(scope), [self._want(block) for block in blocks], [self._want(variable) for variable in variables]

    def parse(self) -> list[ir.Attribute]:
        """Everything that was described."""
        listed = ", ".join(self._wanted)
        text = "\n".join([*self._lines, f"module attributes {{fuse.described = [{listed}]}} {{}}"])
        return list(ir.ArrayAttr(ir.Module.parse(text).operation.attributes["fuse.described"]))

    def _variable(self, slot: ir.Operation, block: str, function: str, file: str) -> str:
        facts = _facts(slot)
        is_argument = "argument" in facts
        argument = f"arg = {ir.IntegerAttr(facts['argument']).value}, " if is_argument else ""
        type_ = facts["type"]
        if type_ not in self._types:
            self._types[type_] = self._alias(str(type_))
        name, scope = _quoted(ir.StringAttr(facts["name"]).value), function if is_argument else block
        return self._alias(
            f"#llvm.di_local_variable<scope = {scope}, name = {name}, file = {file}, "
            f"line = {ir.IntegerAttr(facts['line']).value}, {argument}type = {self._types[type_]}>"
        )

    def _file(self, name: str) -> str:
        if name not in self._files:
            self._files[name] = self._alias(f'#llvm.di_file<{_quoted(name)} in ".">')
        return self._files[name]

    def _alias(self, text: str) -> str:
        name = f"#a{self._count}"
        self._count += 1
        self._lines.append(f"{name} = {text}")
        return name

    def _want(self, name: str) -> int:
        self._wanted.append(name)
        return len(self._wanted) - 1


def _quoted(text: str) -> str:
    return str(ir.StringAttr.get(text))


def _attach(function: _Function, scope: ir.Attribute, blocks: list[ir.Attribute], variables: list[ir.Attribute]) -> None:
    inside = ir.Location.fused([function.place], scope)
    no_expression = ir.Attribute.parse("#llvm.di_expression<>")

    def locate(op: ir.Operation) -> None:
        place = file_location(op.location) or function.place
        if place == function.place and op.name in _PROLOGUE:
            # No place at all: a debugger that stops at the function stops behind this, where its arguments can be seen.
            op.location = ir.Location.unknown()
            return
        number = _innermost(function.blocks, place.start_line, place.start_col)
        op.location = place if number is None else ir.Location.fused([place], blocks[number])

    for block in function.op.regions[0].blocks:
        for view in block:
            locate(view.operation)
    for slot, variable in zip(function.slots, variables, strict=True):
        # A declaration counts where it says it is, whatever block its variable names.
        block = function.blocks.index(_extent(slot)) if "argument" not in _facts(slot) else None
        declared = inside if block is None else ir.Location.fused([function.place], blocks[block])
        with ir.InsertionPoint.after(slot), declared:
            llvm.DbgDeclareOp(slot.results[0], variable, locationExpr=no_expression)
        del slot.attributes[VARIABLE]
    function.op.location = inside
