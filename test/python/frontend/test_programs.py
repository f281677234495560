"""Programs of many modules: golden files of messages, and of what accepted ones print; symbols, ids and order."""

from __future__ import annotations

import io
from pathlib import Path

import golden_file
import pytest
from multi_file import write_files

from fuse_mlir.frontend.analysis import Analysis, analyze_program
from fuse_mlir.frontend.canonical.json_reader import from_json
from fuse_mlir.frontend.canonical.json_text import to_json
from fuse_mlir.frontend.canonical.verify import verify
from fuse_mlir.frontend.collection import fault_in_migrations, fault_in_tests
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import ProjectLayout, load_program
from fuse_mlir.interpreter import run

FOLDER = Path(__file__).parent.parent / "check"


@pytest.fixture(autouse=True)
def in_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def analyzed(text: str, app: str | None = None, layout: ProjectLayout | None = None, strict: bool = False) -> Analysis:
    write_files(Path(), text)
    return analyze_program(load_program(Path("main.fuse"), layout), app, strict)


def shown(analysis: Analysis) -> str:
    return "\n".join(render_text(item, analysis.sources.get(item.path)) for item in analysis.diagnostics)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("programs/*.golden")), ids=lambda path: path.stem)
def test_message(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    analysis = analyzed(text)
    golden_file.check(path, text, {"diagnostics": shown(analysis)}, update_golden)
    assert analysis.program is None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("strict/*.golden")), ids=lambda path: path.stem)
def test_strict_architecture(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    golden_file.check(path, text, {"diagnostics": shown(analyzed(text, strict=True))}, update_golden)
    assert "strict architecture" not in shown(analyzed(text))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("runs/*.golden")), ids=lambda path: path.stem)
def test_run(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    analysis = analyzed(text)
    program = analysis.program
    assert program is not None, shown(analysis)
    assert verify(program) == []
    assert program.source is not None
    assert to_json(*from_json(to_json(program, program.source))) == to_json(program, program.source)
    console = io.BytesIO()
    run(program, environ={}, stdout=console, stderr=console)
    golden_file.check(path, text, {"output": console.getvalue().decode()}, update_golden)


def test_symbols_and_module_ids() -> None:
    module = "fn f(n: Int = g()) -> Int:\n  n\n\nfn g() -> Int:\n  1\n\ntype T:\n  x: Int = g()\n"
    text = f"import a\nfn f():\n  a.f(a.g())\n# a.fuse\n{module}"
    program = analyzed(text).program
    assert program is not None
    found = [(function.name, function.display, function.module) for function in program.functions]
    assert found == [
        ("f", "f", 1),
        ("m2.f", "f", 2),
        ("m2.f.default.0", "", 2),
        ("m2.g", "g", 2),
        ("T.default.x", "", 2),
    ]
    assert [(module.id, module.path) for module in program.modules] == [(1, "main.fuse"), (2, "a.fuse")]


def test_app_of_the_entry_comes_first() -> None:
    text = 'import a\napp "z":\n  1\n# a.fuse\napp "b":\n  1\n'
    for name, expected in ((None, "z"), ("b", "b")):
        program = analyzed(text, name).program
        assert program is not None and program.app is not None
        assert (program.app.name, program.app.module) == (expected, 1 if expected == "z" else 2)


def test_diagnostics_come_by_module_and_place() -> None:
    analysis = analyzed("import a\nimport b\nfn f():\n  nope1\n  nope2\n# a.fuse\nfn f():\n  nope3\n# b.fuse\nfn f():\n  nope4\n")
    assert [item.message[-5:] for item in analysis.diagnostics] == ["nope1", "nope2", "nope3", "nope4"]
    assert [item.path for item in analysis.diagnostics] == ["main.fuse", "main.fuse", "a.fuse", "b.fuse"]


def test_what_does_not_need_a_module_with_syntax_errors_is_checked() -> None:
    wrong = "fn f():\n  nope\n"
    entry = f"import a\nimport b\nimport c\n{wrong}"
    analysis = analyzed(f"{entry}# a.fuse\nfn ():\n  1\n# b.fuse\nimport a\n{wrong}# c.fuse\nimport d\n{wrong}# d.fuse\n")
    assert [(item.path, item.message) for item in analysis.diagnostics] == [
        ("a.fuse", "expected identifier"),
        ("c.fuse", "unknown identifier nope"),
    ]
    assert analysis.program is None


def test_methods_may_be_in_a_module_with_syntax_errors() -> None:
    impl = "# i.fuse\nimport t\nimpl t.I for t.T:\n  fn m( -> Int:\n    1\n"
    use = '# a.fuse\nimport { T } from "t"\nfn f(x: T):\n  x.m()\n'
    types = "# t.fuse\ninterface I:\n  fn m() -> Int\ntype T:\n  a: Int\n"
    analysis = analyzed(f"import a\nimport i\n{impl}{use}{types}")
    assert {item.path for item in analysis.diagnostics} == {"i.fuse"}


def test_strict_architecture_waits_for_the_whole_program() -> None:
    analysis = analyzed("import a\nfn (\n# a.fuse\nrequires db\nfn f():\n  1\n", strict=True)
    assert [item.path for item in analysis.diagnostics] == ["main.fuse"]


def test_tests_run_by_name_and_path() -> None:
    text = 'import a\ntest "b":\n  1\ntest "c":\n  1\n# a.fuse\ntest "a":\n  1\ntest "b":\n  1\n'
    program = analyzed(text).program
    assert program is not None
    assert [(test.name, test.module) for test in program.tests] == [("a", 2), ("b", 2), ("b", 1), ("c", 1)]
    fault = fault_in_tests(program)
    assert fault is not None and fault.text == "duplicate test b (also declared in main.fuse)"


def test_migrations_run_by_name_as_text_then_package() -> None:
    entry = 'import A from "sub/a"\nmigration 2:\n  1\nmigration 10:\n  1\n'
    text = f"{entry}# sub/a.fuse\nmigration 2:\n  1\n# sub/fuse.toml\n[package]\n"
    layout = ProjectLayout(name_of_package=lambda folder: folder.name)
    program = analyzed(text, None, layout).program
    assert program is not None
    assert [(each.name, each.package) for each in program.migrations] == [("10", ""), ("2", ""), ("2", "sub")]
    assert fault_in_migrations(program) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('test "":\n  1\n', "test name cannot be empty"),
        ('test "a":\n  1\ntest "a":\n  1\n', "duplicate test a (also declared in main.fuse)"),
        ('test "a":\n  1\n', None),
    ],
)
def test_faults_of_tests(text: str, expected: str | None) -> None:
    program = analyzed(text).program
    assert program is not None
    fault = fault_in_tests(program)
    assert (fault and fault.text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('migration " ":\n  1\n', "migration name cannot be empty"),
        ("migration 1:\n  1\nmigration 1:\n  1\n", "duplicate migration 1 in package <default> (also declared in main.fuse)"),
    ],
)
def test_faults_of_migrations(text: str, expected: str) -> None:
    program = analyzed(text).program
    assert program is not None
    fault = fault_in_migrations(program)
    assert (fault and fault.text) == expected
