"""What a loaded program is: ids, bindings, assets, std.Error, packages, derived types; that loading costs only parsing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from multi_file import write_files

from fuse_mlir.frontend import ast
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import (
    AssetBinding,
    ItemBinding,
    LoadedProgram,
    ModuleBinding,
    ProjectLayout,
    UnresolvedBinding,
    load_program,
)
from fuse_mlir.frontend.parser import parse

Load = Callable[..., LoadedProgram]


def kinds(program: LoadedProgram, module: int = 1) -> dict[str, str]:
    return {name: type(binding).__name__ for name, binding in program.module(module).bindings.items()}


def fields(program: LoadedProgram, name: str, module: int = 1) -> list[str]:
    declared = program.module(module).exports[name]
    assert isinstance(declared, ast.TypeDecl)
    return [field.name.name for field in declared.fields]


def test_ids_follow_imports_depth_first(load: Load) -> None:
    program = load(
        "import b\nimport a\n# a.fuse\nimport c\n# b.fuse\nimport d\nimport a\n# c.fuse\nimport main\n# d.fuse\nimport c\n"
    )
    assert [(module.id, module.path) for module in program.modules] == [
        (1, "main.fuse"),
        (2, "b.fuse"),
        (3, "d.fuse"),
        (4, "c.fuse"),
        (5, "a.fuse"),
    ]
    assert program.diagnostics == []


def test_cycle_leads_back_to_the_same_module(load: Load) -> None:
    program = load('import a\n# a.fuse\nimport M from "main"\n')
    binding = program.module(2).bindings["M"]
    assert isinstance(binding, ModuleBinding) and binding.module == 1
    assert len(program.modules) == 2


def test_bindings(load: Load) -> None:
    text = """import a
import B from "lib/b"
import N as C from "root:lib/b.FUSE"
import { f, T, Card } from "./a"
import { NotFound } from std.Error
import E from "std.Error"
import about from "about.MD"
import data from "data.json"
# a.fuse
fn f():
  1
type T:
  x: Int
component Card(title: String):
  div()
# lib/b.fuse
import A from "../a"
# lib/b.FUSE
fn g():
  1
# about.MD
*About*
# data.json
{"b": [1.0, 2.5, 9223372036854775807], "a": null, "b2": "é"}
"""
    program = load(text)
    assert program.diagnostics == []
    bindings = program.module(1).bindings
    assert list(bindings) == ["a", "B", "C", "f", "T", "Card", "NotFound", "E", "about", "data"]
    assert isinstance(bindings["B"], ModuleBinding) and program.module(bindings["B"].module).path == "lib/b.fuse"
    assert isinstance(bindings["C"], ModuleBinding) and program.module(bindings["C"].module).path == "lib/b.FUSE"
    card = bindings["Card"]
    assert isinstance(card, ItemBinding) and card.declaration is program.module(card.module).exports["Card"]
    missing, error = bindings["NotFound"], bindings["E"]
    assert isinstance(missing, ItemBinding) and isinstance(error, ModuleBinding) and missing.module == error.module
    about, data = bindings["about"], bindings["data"]
    assert isinstance(about, AssetBinding) and (about.kind, about.path, about.value) == ("markdown", "about.MD", "*About*\n")
    assert isinstance(data, AssetBinding) and data.kind == "json"
    assert data.value == {"b": [1, 2.5, 2**63 - 1], "a": None, "b2": "é"} and type(data.value["b"][0]) is int  # type: ignore[index,call-overload]


def test_std_error(load: Load) -> None:
    program = load("import { Error, Validation } from std.Error\n")
    module = program.module(2)
    assert module.is_std_error and module.path == "<std.Error>" and module.package is None
    assert list(module.exports) == [
        "Error",
        "ValidationField",
        "Validation",
        "BadRequest",
        "Unauthorized",
        "Forbidden",
        "NotFound",
        "Conflict",
    ]
    assert fields(program, "Error", 2) == ["code", "message", "status"]
    assert [fields(program, name, 2) for name in list(module.exports)[3:]] == [["message"]] * 5
    assert parse(module.source)[1] == []


def test_own_error_types_are_allowed_beside_those_of_std_error(load: Load) -> None:
    program = load('import E from "std.Error"\ntype NotFound:\n  id: Int\n')
    assert program.diagnostics == []


def test_failed_imports_are_unresolved(load: Load) -> None:
    program = load(
        'import none\nimport { x } from "none"\nimport { y } from "a"\nimport m from "none.md"\n# a.fuse\nfn f():\n  1\n'
    )
    assert set(kinds(program).values()) == {UnresolvedBinding.__name__} and list(kinds(program)) == ["none", "x", "y", "m"]
    assert len(program.diagnostics) == 4


def test_a_file_is_one_module_however_it_is_reached(load: Load, tmp_path: Path) -> None:
    write_files(tmp_path, "# lib/a.fuse\nfn f():\n  1\n")
    (tmp_path / "link.fuse").symlink_to(tmp_path / "lib" / "a.fuse")
    program = load(
        f'import A from "lib/a"\nimport B from "./lib/../lib/a.fuse"\nimport C from "link"\nimport D from "{tmp_path}/lib/a"\n'
    )
    targets = [binding.module for binding in program.module(1).bindings.values() if isinstance(binding, ModuleBinding)]
    assert targets == [2, 2, 2, 2] and program.diagnostics == []


def test_root_and_package_are_those_of_the_nearest_manifest(load: Load, tmp_path: Path) -> None:
    text = """# src/main.fuse
import A from "root:src/lib/a"
import L from "dep:L/lib"
# src/lib/a.fuse
import M from "root:src/main"
# fuse.toml
# lib/fuse.toml
[package]
# lib/src/lib.fuse
import A from "root:src/lib/a"
"""
    program = load(text, ProjectLayout({"L": tmp_path / "lib" / "src"}))
    assert program.diagnostics == []
    assert [(module.path, module.package) for module in program.modules] == [
        ("src/main.fuse", tmp_path),
        ("src/lib/a.fuse", tmp_path),
        ("lib/src/lib.fuse", tmp_path / "lib"),
    ]
    assert program.root == tmp_path


def test_requires_are_listed_once(load: Load) -> None:
    program = load("requires network, db\nrequires db\nfn f():\n  1\n")
    assert program.module(1).requires == ("network", "db")


def test_derived_types_have_fields_of_their_own(load: Load) -> None:
    text = """import m
import { T } from "m"
type A = B without x
type B = m.T without k
type C = T without k, x
type D:
  a: Int(1..3) = 1 + 1
  b: String
type E = D without b
# m.fuse
type T:
  k: Int
  x: Int
  y: String = "a" + "b"
"""
    program = load(text)
    assert program.diagnostics == []
    assert [fields(program, name) for name in "ABC"] == [["y"], ["x", "y"], ["y"]]
    base, derived = program.module(1).exports["D"], program.module(1).exports["E"]
    assert isinstance(base, ast.TypeDecl) and isinstance(derived, ast.TypeDecl) and derived.derive is None
    copy, original = derived.fields[0], base.fields[0]
    assert copy is not original and copy.default is not original.default and copy.span == original.span
    assert isinstance(copy.type, ast.RefinedType) and isinstance(copy.default, ast.Binary)
    foreign = program.module(1).exports["B"]
    assert isinstance(foreign, ast.TypeDecl)
    source = program.module(1).source
    span = foreign.fields[0].span
    assert source.data[span.start : span.end] == b"m.T"  # its own place is in another file


def test_derived_type_without_a_base_keeps_its_derivation(load: Load) -> None:
    declared = load("type A = Nothing without x\ntype B = A without y\n").module(1).exports["B"]
    assert isinstance(declared, ast.TypeDecl) and declared.derive is not None and declared.fields == []


def test_entry_that_cannot_be_read(tmp_path: Path) -> None:
    program = load_program(tmp_path / "none.fuse")
    assert program.modules == [] and program.has_errors()
    assert render_text(program.diagnostics[0], None).endswith("none.fuse: error: no such file")


def test_asset_that_is_no_text(load: Load, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"caf\xe9")
    program = load('import a from "a.md"\n')
    assert [(each.code, each.message, each.path) for each in program.diagnostics] == [
        ("FUSE_ASSET_UTF8", "asset file is not valid UTF-8", "a.md")
    ]


def test_strange_paths_are_errors_not_faults(load: Load) -> None:
    odd = ["..", ".", "", "/", "a\\0b", "\0", "dep:A/../../x", "root:\0", "~", "a" * 5000]
    program = load("".join(f'import M{number} from "{path}"\n' for number, path in enumerate(odd)))
    assert len(program.diagnostics) == len(odd) and program.has_errors()


def test_long_chain_of_imports(load: Load, tmp_path: Path) -> None:
    count = 1500
    for number in range(count):
        (tmp_path / f"m{number}.fuse").write_text(f"import m{number + 1}\n" if number + 1 < count else "fn f():\n  1\n")
    program = load("import m0\n")
    assert len(program.modules) == count + 1 and program.diagnostics == []


def test_loading_is_dominated_by_parsing(load: Load, tmp_path: Path) -> None:
    body = "".join(
        f"fn f{number}(a: Int, b: Int) -> Int:\n  let c = a * {number} + b\n  if c > 3:\n    return c - 1\n  return c\n"
        for number in range(100)
    )
    for number in range(40):
        imports = f'import m{number + 1}\nimport again{number} from "m{number + 1}"\n' if number < 39 else ""
        (tmp_path / f"m{number}.fuse").write_text(f"{imports}{body}")
    program = load("import m0\n")
    assert len(program.modules) == 41 and program.diagnostics == []
    # As the command line has it: a collection would look at the trees of all tests before this one.
    gc.disable()
    start = time.process_time()
    for module in program.modules:
        parse(module.source)
    parsing = time.process_time() - start
    start = time.process_time()
    load_program(Path("main.fuse"))
    loading = time.process_time() - start
    gc.enable()
    assert loading < 2 * parsing + 0.2
