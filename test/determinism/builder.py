"""One of the two processes that the gate compares: builds programs and says what each stage of each came to.

In:   the arguments `TARGETS FILES TURNS`, with commas: names of targets, files in the working folder, and, where each program is
      built for one target only, the targets that take turns.
Out:  a line of JSON a stage: [program, stage, hash]. Stages before the target is known come first, then those of each target.
      A program that does not compile has its messages only.

The programs are built for debugging, for release, and for release with symbols in a file of their own, one after the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from fuse_mlir.lowering.driver import LoweringOptions, lower
from mlir import ir

from fuse_mlir.codegen import build as back_end
from fuse_mlir.codegen.link import debug_path, link_executable
from fuse_mlir.codegen.partition import partition
from fuse_mlir.codegen.sqlite import needs_sqlite
from fuse_mlir.codegen.stages import MLIR_STAGES, BuildOptions
from fuse_mlir.codegen.target_limits import unavailable
from fuse_mlir.frontend.analysis import Analysis, analyze_program
from fuse_mlir.frontend.canonical.json_text import to_json
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import ProjectLayout, load_program

PROFILES = (BuildOptions("debug"), BuildOptions("release"), BuildOptions("release", symbols=True))


def main(targets: list[str], names: list[str], turns: list[str]) -> None:
    """Builds the programs in the order in which they are given."""
    for name in names:
        chosen = [target for target in targets if not turns or turns[number_of(name) % len(turns)] == target]
        if chosen:
            build_program(name, chosen)


def number_of(name: str) -> int:
    """The digits of the name say which program it is, on either side."""
    return int(Path(name).stem.partition("_")[0])


def build_program(name: str, targets: list[str]) -> None:
    analysis = analyze_program(load_program(Path(name), ProjectLayout()), None)
    report(name, "messages", messages(analysis))
    program = analysis.program
    if program is not None and program.app is not None:
        build(name, program, targets)


def messages(analysis: Analysis) -> bytes:
    texts = (render_text(each, analysis.sources.get(each.path)) for each in analysis.diagnostics)
    return "".join(texts).encode()


def build(name: str, program: Program, targets: list[str]) -> None:
    report(name, "canonical", to_json(program, program.source).encode())
    options = PROFILES[number_of(name) % len(PROFILES)].for_machine_code()
    module = back_end.mlir_module(program, MLIR_STAGES[0], options)
    reached = MLIR_STAGES[0]
    for stage in MLIR_STAGES:
        if stage != reached:
            lower(module, reached, stage, LoweringOptions(debug=bool(options.debug_info)))
            reached = stage
        text = module.operation.get_asm(enable_debug_info=True)
        report(name, stage, text.encode())
    for target in targets:
        build_for(name, program, ir.Module.parse(text, module.context), replace(options, target=target))
    if Path(name).parent.name == "package":
        output = back_end.build(program, Path("out") / "parts", BuildOptions("release", symbols=True)).path
        report(name, "exe in parts", output.read_bytes())
        report(name, "debug file in parts", debug_path(output).read_bytes())


def build_for(name: str, program: Program, module: ir.Module, options: BuildOptions) -> None:
    """`module` is the program in the llvm dialect."""
    target = options.resolve_target()
    refused = unavailable(program, target)
    report(name, f"messages of {options.target}", "".join(each.message for each in refused).encode())
    if refused:
        return
    database = needs_sqlite(module)
    compiled = back_end._compiled(module, target, options)
    report(name, f"llvm-ir of {options.target}", compiled.text().encode())
    machine_code = compiled.object_code()
    report(name, f"obj of {options.target}", machine_code)
    output = Path("out") / "program"
    strip = options.profile == "release"
    link_executable([machine_code], target, output, strip=strip, symbols=options.symbols, database=database)
    report(name, f"exe of {options.target}", output.read_bytes())
    if options.symbols:
        report(name, f"debug file of {options.target}", debug_path(output).read_bytes())


def report(program: str, stage: str, data: bytes) -> None:
    print(json.dumps([program, stage, hashlib.sha256(data).hexdigest()]), flush=True)


def small_parts(module: ir.Module) -> list[ir.Module]:
    """Has the package, which is not that large, compiled as a large program is."""
    return partition(module, 400)


if __name__ == "__main__":
    back_end.partition = small_parts
    if "FUSE_TEST_PROCESSORS" in os.environ:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(os.environ["FUSE_TEST_PROCESSORS"])])
    main(*(argument.split(",") if argument else [] for argument in sys.argv[1:4]))
