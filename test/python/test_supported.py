"""What the native backend refuses, and that nothing else is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.codes import FUSE_UNSUPPORTED
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.importer.supported import unsupported

ROOT = Path(__file__).parent.parent.parent
COMPILED = sorted([*ROOT.glob("examples/*.fuse"), *ROOT.glob("test/parity/*.fuse"), *ROOT.glob("test/Importer/*.fuse")])


def refused(text: str) -> list[str]:
    """Line and construct of everything that is refused."""
    source = SourceFile("main.fuse", text)
    program = analyze(source).program
    assert program is not None
    shown = []
    for item in unsupported(program):
        assert item.code == FUSE_UNSUPPORTED and item.level == "error" and item.span is not None
        construct = item.message.removesuffix(" is not supported by the native backend yet")
        shown.append(f"{source.position(item.span.start)[0]}: {construct}")
    return shown


def app(*lines: str) -> str:
    return 'app "main":\n' + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: path.stem)
def test_what_compiles_is_not_refused(path: Path) -> None:
    program = analyze(SourceFile(path.name, path.read_text(encoding="utf-8"))).program
    assert program is not None
    assert [item.message for item in unsupported(program)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("requires network\n\n" + app('print(http.get("http://localhost"))'), ["4: `http.get`"]),
        ("requires network\n\n" + app("let p = http.post"), ["4: `http.post`"]),
        ('requires network\n\nservice S at "/":\n  get "/" -> Unit:\n    http.get("x")\n\n' + app("print(1)"), ["5: `http.get`"]),
    ],
)
def test_refused(text: str, expected: list[str]) -> None:
    assert refused(text) == expected


def run_tool(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fuse_mlir.cli.main", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)


def test_the_commands_refuse_only_where_they_compile(tmp_path: Path) -> None:
    (tmp_path / "client.fuse").write_text("requires network\n\n" + app('print(http.get(""))'))
    message = "client.fuse:4:9: error[FUSE_UNSUPPORTED]: `http.get` is not supported by the native backend yet"
    assert run_tool("check", "client.fuse", cwd=tmp_path).returncode == 0
    interpreted = run_tool("run", "client.fuse", "--backend", "ast", cwd=tmp_path)
    assert interpreted.stdout == "Err(http.Error(http.* requires a non-empty URL))\n"
    assert run_tool("build", "client.fuse", "--emit", "canonical", cwd=tmp_path).returncode == 0
    for args in (("run",), ("build",), ("build", "--emit", "fuse"), ("build", "--aot")):
        done = run_tool(args[0], "client.fuse", *args[1:], cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert message in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / ".fuse" / "build" / "program.aot").exists()
