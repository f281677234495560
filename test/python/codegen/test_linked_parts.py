"""What of the runtime is in an executable, by the names of its functions.

In the debug profile, where no function is gone into another; release links the same archive members' code.
"""

from __future__ import annotations

from pathlib import Path

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.codegen.toolchain import run_llvm_tool
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_HELLO = 'app "hello":\n  print("hello")\n'
_REFINED = """
type Code:
  text: String(regex("{}"))
app "refined":
  print(Code(text=env("NAME") ?? "").text)
"""


def _functions(text: str, folder: Path) -> set[str]:
    """The functions of an executable."""
    analysis = analyze(SourceFile("program.fuse", text))
    assert analysis.program is not None, analysis.diagnostics
    folder.mkdir()
    path = build(analysis.program, folder / "program", BuildOptions(target="linux-x64-musl")).path
    lines = run_llvm_tool("llvm-nm", [path], "reading symbols").stdout.splitlines()
    return {line.split()[-1] for line in lines if line.split()[-2] in "Tt"}


def test_hello(tmp_path: Path) -> None:
    """Memory, the console, the start, and the ways in which a program fails; of JSON what writes an uncaught error."""
    functions = {name.removeprefix("fuse_rt_") for name in _functions(_HELLO, tmp_path / "hello") if name.startswith("fuse_rt_")}
    areas = {name.partition("_")[0] for name in functions}
    needed = {"array", "heap", "retain", "release", "text", "console", "print", "os", "main", "error", "fatal", "message", "json"}
    assert areas == needed
    assert {name for name in functions if name.startswith("json")} == {"json_quote"}


def test_database_only_where_one_is_used(tmp_path: Path) -> None:
    """A query that is only shown needs no SQLite, and a program without a database nothing of either."""
    text = 'requires db\napp "db":\n  {}\n'
    none = _functions(_HELLO, tmp_path / "none")
    query = _functions(text.format('print(db.from("t").sql())'), tmp_path / "query")
    statement = _functions(text.format('db.exec("x")'), tmp_path / "statement")
    assert not any("sqlite3" in name or "query" in name or "database" in name for name in none)
    assert "fuse_rt_query_sql" in query and not any("sqlite3" in name for name in query)
    assert "sqlite3_step" in statement and not any("query" in name for name in statement if name.startswith("fuse_rt"))


def test_refinements_carry_no_engine(tmp_path: Path) -> None:
    """A pattern is code. One whose code would be too large is a table, and only then is there something that reads tables."""
    assert "fuse_rt_regex_matches" not in _functions(_REFINED.format("^[a-z]+$"), tmp_path / "code")
    assert "fuse_rt_regex_matches" in _functions(_REFINED.format("(a|b)*a(a|b){20}"), tmp_path / "table")
