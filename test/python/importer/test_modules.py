"""Programs of many modules: every location names the file that it is about."""

from __future__ import annotations

from pathlib import Path

from fuse_mlir.dialects.context import create_context

from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.loader import load_program
from fuse_mlir.importer import import_program


def program(folder: Path, module: str) -> Program:
    (folder / "main.fuse").write_text('import lib\n\napp "x":\n  print(lib.f(1))\n')
    (folder / "lib.fuse").write_text(module)
    found = analyze_program(load_program(folder / "main.fuse")).program
    assert found is not None
    return found


def test_locations_name_the_module(tmp_path: Path) -> None:
    text = "type T:\n  x: Int\n\nconfig C:\n  c: Int = 1\n\nfn f(n: Int) -> Int:\n  let twice = n + C.c\n  return twice\n"
    module = import_program(program(tmp_path, text), create_context())
    shown = module.operation.get_asm(enable_debug_info=True)
    for line, column in ((1, 6), (4, 8), (5, 3), (7, 4), (8, 15)):
        assert f'lib.fuse":{line}:{column}' in shown
    assert 'main.fuse":4:9' in shown
    assert 'main.fuse":7' not in shown
    assert "func.func private @m2.f" in shown
