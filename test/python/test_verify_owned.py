"""verify-owned finds every count that is missing or too many.

Programs of the corpus are lowered to the stage `owned`; then each retain and each release in turn is taken away, and put in
twice. The checker must accept the program as it is and reject every change.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fuse_mlir.dialects.context import create_context
from fuse_mlir.lowering.driver import LoweringOptions, lower
from fuse_mlir.lowering.pass_failure import PassFailure
from fuse_mlir.lowering.verify_owned import verify_owned
from mlir import ir

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.importer.module import import_program

CORPUS = Path(__file__).resolve().parent.parent / "parity"
PROGRAMS = ("alias_conditional_move", "config_defaults", "error_deep", "list_nested_values")


def counts_of(module: ir.Operation) -> list[ir.Operation]:
    """All fuse.retain and fuse.release, in order."""
    found: list[ir.Operation] = []

    def visit(op: ir.Operation) -> ir.WalkResult:
        if op.name in ("fuse.retain", "fuse.release"):
            found.append(op)
        return ir.WalkResult.ADVANCE

    module.walk(visit, ir.WalkOrder.PRE_ORDER)
    return found


def owned_module(program: str, context: ir.Context, speed: bool) -> ir.Module:
    path = CORPUS / f"{program}.fuse"
    analysis = analyze(SourceFile(path.name, path.read_text(encoding="utf-8")))
    assert analysis.program is not None
    module = import_program(analysis.program, context)
    lower(module, "fuse", "owned", LoweringOptions(speed=speed))
    return module


@pytest.mark.parametrize("speed", [True, False])
@pytest.mark.parametrize("program", PROGRAMS)
def test_each_count_is_needed_once(program: str, speed: bool) -> None:
    with create_context() as context, ir.Location.unknown():
        module = owned_module(program, context, speed).operation
        verify_owned(module)
        counts = counts_of(module)
        assert counts, "the program has nothing to count"
        for op in counts:
            twin = op.clone(ip=ir.InsertionPoint(op))
            with pytest.raises(PassFailure):
                verify_owned(module)
            twin.erase()
        for op in counts:
            marker = ir.Operation.create("fuse.error.none", results=[ir.Type.parse("!fuse.error")], ip=ir.InsertionPoint(op))
            op.detach_from_parent()
            with pytest.raises(PassFailure):
                verify_owned(module)
            ir.InsertionPoint(marker).insert(op)
            marker.erase()
        verify_owned(module)
