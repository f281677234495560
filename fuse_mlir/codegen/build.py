"""Building a program: from the canonical program, or from an emitted stage, to any later stage or to an executable.

    canonical ─ importer ─► fuse ─ lowering ─► … ─► llvm ─ entry, LLVM ─► llvm-ir ─► asm | obj ─ link ─► exe

`emit` stops at a stage and gives its bytes; `build` goes to the end and writes the executable. Both take a `Program` or a
`StageFile`, so a pipeline that was stopped can be resumed from its own text. The same input and options give the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlir import ir

from fuse_mlir.dialects.context import create_context
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.importer import import_program
from fuse_mlir.lowering.driver import LoweringError, LoweringOptions, StepRecord, lower, verify_stage

from .build_info import build_line
from .debug_info import add_debug_info
from .dependencies import needed_libraries
from .errors import BuildError
from .interrupts import KeptInterrupt, kept_interrupts
from .line_tables import add_line_tables
from .link import link_executable, prepare_link
from .llvm_ir import LlvmModule, translate
from .object_files import compile_parts
from .observer import UNOBSERVED, BuildObserver
from .output_file import make_output_folder
from .partition import partition
from .program_entry import add_program_entry
from .relocation import relocated
from .runtime_archive import Variant, runtime_file
from .size_report import ComponentSize, component_sizes
from .sqlite import needs_sqlite
from .stages import MLIR_STAGES, STAGES, STEPS, BuildOptions, StageFile
from .targets import Target


@dataclass(frozen=True, slots=True)
class BuildResult:
    """An executable that was written; `needs` are the libraries of its system that it uses, `sizes` its components where they were
    asked for."""

    path: Path
    target: Target
    size_bytes: int
    needs: tuple[str, ...]
    sizes: tuple[ComponentSize, ...] = ()

    def summary(self) -> str:
        """What it is and what it depends on, in one line."""
        needs = f"{self.target.needs} ({', '.join(self.needs)})" if self.needs else "nothing"
        return f"{self.target.name}, {self.target.link}, {self.size_bytes} bytes; depends on {needs}"


def build(
    source: Program | StageFile,
    output: Path,
    options: BuildOptions,
    observer: BuildObserver = UNOBSERVED,
    *,
    make_folder: bool = False,
    size_report: bool = False,
) -> BuildResult:
    """Builds the executable `output`; `observer` sees all of STEPS but the first and the last. `make_folder`: the
    output's folder is made where there is none. `size_report`: the result has the sizes of its components.

    Errors: BuildError; `output` is then as it was.
    """
    steps = enumerate(STEPS, start=1)
    target, options = options.resolve_target(), options.for_machine_code()
    next(steps)  # the program that is built has been checked
    observer.begin(*next(steps))
    module = mlir_module(source, "llvm", options, observer)
    observer.begin(*next(steps))
    # Here rather than first: a program that does not compile never waits for its target's C library to be built.
    database = needs_sqlite(module)
    prepare_link(target, leak_check=options.leak_check, database=database)
    if _takes_runtime(options):
        runtime_file(target, Variant.BITCODE)
    observer.begin(*next(steps))
    object_files = _object_files(module, target, options, observer)
    observer.begin(*next(steps))
    if make_folder:
        # Not before: somebody may have deleted it while the program was compiled.
        make_output_folder(output.parent)
    strip = options.profile == "release"
    link_executable(
        object_files, target, output, strip=strip, symbols=options.symbols, leak_check=options.leak_check, database=database
    )
    data = output.read_bytes() if output.is_file() else b""
    sizes: list[ComponentSize] = []
    if size_report and data:
        sizes = component_sizes(object_files, target, output, database=database)
    return BuildResult(output, target, len(data), tuple(needed_libraries(data)) if data else (), tuple(sizes))


def emit(source: Program | StageFile, stage: str, options: BuildOptions, observer: BuildObserver = UNOBSERVED) -> bytes:
    """The program at `stage`, one of STAGES but `canonical`, whose text is the frontend's. `obj` and `exe` are binary.

    Errors: BuildError.
    """
    if stage == "exe":
        with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as folder:
            return build(source, Path(folder) / "program", options, observer).path.read_bytes()
    if stage in MLIR_STAGES:
        module = mlir_module(source, stage, options, observer)
        return (module.operation.get_asm(enable_debug_info=options.locations).rstrip("\n") + "\n").encode()
    if stage not in STAGES[STAGES.index("llvm-ir") :]:
        raise BuildError(f"cannot emit stage {stage}", f"stages: {', '.join(STAGES[1:])}")
    options = options.for_machine_code()
    compiled = _compiled(mlir_module(source, "llvm", options, observer), options.resolve_target(), options, observer)
    if stage == "llvm-ir":
        return compiled.text().encode()
    with observer.measure("machine code"):
        return compiled.object_code() if stage == "obj" else compiled.assembly().encode()


def mlir_module(
    source: Program | StageFile, stage: str, options: BuildOptions, observer: BuildObserver = UNOBSERVED, *, variables: bool = True
) -> ir.Module:
    """The MLIR module of `source` at `stage`, one of MLIR_STAGES. `variables`: with debug information, they are shown as well."""
    context = create_context()
    with kept_interrupts() as interrupts:
        with observer.measure("import"):
            if isinstance(source, StageFile):
                reached, module = source.stage, _parse(source, context)
            else:
                program = relocated(source, options.root)
                reached, module = MLIR_STAGES[0], import_program(program, context, variables=variables and bool(options.debug_info))
        if MLIR_STAGES.index(reached) > MLIR_STAGES.index(stage):
            raise BuildError(f"stage {stage} comes before {reached}, the stage of the input")
        if reached != stage:
            # Level 0 turns every optimization off, those of MLIR too.
            lowering = LoweringOptions(options.level > 0, _passes_to(observer, interrupts), bool(options.debug_info))
            lower(module, reached, stage, lowering)
    return module


def _passes_to(observer: BuildObserver, interrupts: KeptInterrupt) -> Callable[[StepRecord, ir.Operation], None]:
    """Has `observer` see each pass, under the name of its phase; an interrupt that came meanwhile ends the work."""

    def see(record: StepRecord, module: ir.Operation) -> None:
        interrupts.check()
        observer.spent(f"{record.phase}: {record.step}", record.duration_ns)

    return see


def _parse(source: StageFile, context: ir.Context) -> ir.Module:
    if source.stage not in MLIR_STAGES:
        raise BuildError(f"cannot resume from stage {source.stage}", f"stages: {', '.join(MLIR_STAGES)}")
    try:
        with context:
            module = ir.Module.parse(source.text)
        verify_stage(module, source.stage)
    except ir.MLIRError as error:
        first = error.error_diagnostics[0]
        raise BuildError(f"{source.path} is not a module of stage {source.stage}: {first.location}: {first.message}") from error
    except LoweringError as error:
        if error.internal:
            raise
        reasons = "".join(f"\n  {text}" for text in error.diagnostics)
        raise BuildError(f"{source.path} is not a module of stage {source.stage}:{reasons}") from error
    return module


def in_process_module(source: Program | StageFile, symbol: str, options: BuildOptions) -> LlvmModule:
    """The optimized LLVM module of a program that runs in this process, started by the function `symbol`."""
    module = mlir_module(source, "llvm", options, variables=False)
    add_program_entry(module, symbol, None)
    compiled = translate(module, options.resolve_target(), relocation="pic", level=options.level)
    compiled.optimize()
    return compiled


def _object_files(module: ir.Module, target: Target, options: BuildOptions, observer: BuildObserver) -> list[bytes]:
    """What is linked: one object file, of a large program several."""
    _complete(module, target, options)
    parts = partition(module)
    if len(parts) == 1:
        compiled = _optimized(module, target, options, observer)
        with observer.measure("machine code"):
            return [compiled.object_code()]
    runtime = runtime_file(target, Variant.BITCODE).read_bytes() if _takes_runtime(options) else None
    return compile_parts(parts, target, options.level, runtime, observer)


def _compiled(module: ir.Module, target: Target, options: BuildOptions, observer: BuildObserver = UNOBSERVED) -> LlvmModule:
    """The optimized LLVM module of an executable, in one piece."""
    _complete(module, target, options)
    return _optimized(module, target, options, observer)


def _complete(module: ir.Module, target: Target, options: BuildOptions) -> None:
    """Adds to a program what an executable has besides it."""
    add_program_entry(module, target.main, build_line(options, target))
    if options.debug_info:
        add_debug_info(module)
    elif options.symbols:
        add_line_tables(module)


def _optimized(module: ir.Module, target: Target, options: BuildOptions, observer: BuildObserver) -> LlvmModule:
    with observer.measure("translate to LLVM"):
        compiled = translate(module, target, relocation=target.relocation, level=options.level)
    if _takes_runtime(options):
        compiled.absorb(runtime_file(target, Variant.BITCODE).read_bytes(), keep=target.main)
    with observer.measure("passes of LLVM"):
        compiled.optimize()
    return compiled


def _takes_runtime(options: BuildOptions) -> bool:
    """Whether the module takes the runtime in as bitcode, so that its small functions are inlined: programs that make many lists
    and strings run about a sixth faster, for 0.15 s of compile time."""
    return options.profile == "release" and options.level > 0 and not options.leak_check
