"""llvm dialect → LLVM IR → optimized LLVM IR → assembly or object code.

The module gets the target's triple and data layout. The bindings translate it to LLVM IR text; llvmlite, which has LLVM with every
target in process, takes it from there: it runs LLVM's default pipeline for the level and emits code. Only the host's code generator
is initialized unless another is needed.
"""

from __future__ import annotations

import platform
from functools import cache
from typing import TYPE_CHECKING

import llvmlite.binding as llvm

from .targets import Target

if TYPE_CHECKING:
    # Not when it runs: a process that compiles a part of a program reads LLVM IR and needs no MLIR.
    from mlir import ir


def translate(module: ir.Module, target: Target, *, relocation: str, level: int) -> LlvmModule:
    """The LLVM IR of a module in the llvm dialect, not yet optimized.

    `relocation` is `static` for executables and `pic` for the JIT, whose code lies anywhere. `level` is 0 to 3.
    """
    return read_llvm_ir(llvm_ir_text(module, target, relocation=relocation), target, relocation=relocation, level=level)


def llvm_ir_text(module: ir.Module, target: Target, *, relocation: str) -> str:
    """The text of `translate`."""
    from mlir import ir
    from mlir.dialects.llvm import translate_module_to_llvmir

    # From the start: sizes are folded and alignments chosen as the text is made and read, and without a layout that of no machine
    # in particular counts (an Int is then aligned to 4 bytes).
    with module.context:
        layout = str(_machine(target, relocation, 0).target_data)
        module.operation.attributes["llvm.target_triple"] = ir.StringAttr.get(target.triple)
        module.operation.attributes["llvm.data_layout"] = ir.StringAttr.get(layout)
    return translate_module_to_llvmir(module.operation)


def read_llvm_ir(text: str, target: Target, *, relocation: str, level: int) -> LlvmModule:
    """A module from its text."""
    # A context of its own: one that other modules have been in remembers names and kinds of theirs, and the bytes would depend on
    # what the process has compiled before.
    context = llvm.create_context()
    parsed = llvm.parse_assembly(text, context)
    parsed.name = "program"
    for function in parsed.functions:
        # Errors are values: nothing unwinds, so no function needs unwind tables.
        function.add_function_attribute("nounwind")
    machine = _machine(target, relocation, level)
    return LlvmModule(parsed, context, machine, level, is_debugged="\n!llvm.dbg.cu = " in text)


def read_bitcode(bitcode: bytes, target: Target, *, relocation: str, level: int) -> LlvmModule:
    """A module from its bitcode."""
    context = llvm.create_context()
    return LlvmModule(llvm.parse_bitcode(bitcode, context), context, _machine(target, relocation, level), level)


class LlvmModule:
    """A module with the target machine it is compiled for. `is_debugged`: it has debug information."""

    def __init__(
        self,
        module: llvm.ModuleRef,
        context: llvm.ContextRef,
        machine: llvm.TargetMachine,
        level: int,
        *,
        is_debugged: bool = False,
    ) -> None:
        self._module = module
        self._context = context
        self._is_debugged = is_debugged
        self._machine = machine
        self._level = level

    def absorb(self, bitcode: bytes, keep: str) -> None:
        """Takes in the definitions of a bitcode module of the same target, for inlining.

        Afterwards only the function `keep` is visible outside, and what it does not reach is gone.
        """
        self._link_in(bitcode)
        self._keep_only({keep})

    def share(self, names: set[str], prefix: str) -> None:
        """Keeps what the functions `names` reach, all of it visible in every part of a program; what was visible in this module
        only gets `prefix` before its name."""
        self._keep_only(names)
        for value in self._definitions():
            if value.name not in names:
                value.name = prefix + value.name
            value.linkage = llvm.Linkage.external
            value.visibility = llvm.Visibility.hidden

    def refer_to(self, bitcode: bytes) -> None:
        """Takes in the definitions of a module that was shared, for inlining only: they are another part's to emit."""
        own = {value.name for value in self._definitions()}
        self._link_in(bitcode)
        for value in self._definitions():
            if value.name not in own:
                value.linkage = llvm.Linkage.available_externally

    def _link_in(self, bitcode: bytes) -> None:
        self._module.link_in(llvm.parse_bitcode(bitcode, self._context))

    def _definitions(self) -> list[llvm.ValueRef]:
        """Functions and variables; LLVM's own names have a linkage that means something to it."""
        values = (*self._module.functions, *self._module.global_variables)
        return [value for value in values if not value.is_declaration and not value.name.startswith("llvm.")]

    def _keep_only(self, names: set[str]) -> None:
        for value in self._definitions():
            if value.name not in names:
                value.linkage = llvm.Linkage.internal
        passes = llvm.create_new_module_pass_manager()
        passes.add_global_dead_code_eliminate_pass()
        passes.run(self._module, self._pass_builder())

    def optimize(self) -> None:
        """Runs LLVM's pipeline of the level, or on level 1, for a module with debug information, what leaves functions, lines and
        variables to a debugger as they are in the source."""
        builder = self._pass_builder()
        passes = _debug_pipeline() if self._is_debugged and self._level == 1 else builder.getModulePassManager()
        passes.run(self._module, builder)

    def _pass_builder(self) -> llvm.PassBuilder:
        options = llvm.create_pipeline_tuning_options(self._level)
        # As clang does: straight-line code is vectorized where loops are.
        options.slp_vectorization = self._level >= 2
        return llvm.create_pass_builder(self._machine, options)

    def undefined_symbols(self) -> list[str]:
        """The functions and variables the module uses and does not define, in module order; LLVM's own intrinsics excepted."""
        declared = [item.name for item in (*self._module.functions, *self._module.global_variables) if item.is_declaration]
        return [name for name in declared if not name.startswith("llvm.")]

    def bitcode(self) -> bytes:
        return self._module.as_bitcode()

    def text(self) -> str:
        return str(self._module)

    def assembly(self) -> str:
        return self._machine.emit_assembly(self._module)

    def object_code(self) -> bytes:
        return self._machine.emit_object(self._module)


def _debug_pipeline() -> llvm.ModulePassManager:
    """Takes away what no user wrote (counting out of line, temporaries in memory), and makes loops of tail calls. Blocks are left
    alone: where the returns of a function become one, none has a line any more."""
    passes = llvm.create_new_module_pass_manager()
    passes.add_always_inliner_pass()
    passes.add_sroa_pass()
    passes.add_instruction_combine_pass()
    passes.add_tail_call_elimination_pass()
    passes.add_global_dead_code_eliminate_pass()
    return passes


def _machine(target: Target, relocation: str, level: int) -> llvm.TargetMachine:
    _initialize(native=target.triple.partition("-")[0] == platform.machine())
    return llvm.Target.from_triple(target.triple).create_target_machine(
        cpu=target.cpu, features=target.features, opt=level, reloc=relocation, codemodel="small"
    )


@cache
def _initialize(native: bool) -> None:
    if native:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
    else:
        llvm.initialize_all_targets()
        llvm.initialize_all_asmprinters()
