"""The parts of the compiler depend on each other in one direction, as the table of docs/architecture.md says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent.parent
_BINDINGS = frozenset({"mlir", "llvmlite"})
# What a part may import of the others and of the bindings; `cli` may import everything.
_ALLOWED = {
    "frontend": set(),
    "interpreter": {"frontend"},
    "dialects": {"mlir"},
    "importer": {"frontend", "dialects", "mlir"},
    "lowering": {"dialects", "mlir"},
    "codegen": {"lowering", "importer", "dialects", "frontend", "mlir", "llvmlite"},
    "jit": {"codegen", "importer", "package", "frontend", "llvmlite"},
    "openapi": {"frontend"},
    "package": {"frontend"},
    "release": {"codegen"},
}


def _folder(part: str) -> Path:
    return _ROOT / part if part in ("lowering", "dialects") else _ROOT / "fuse_mlir" / part


def _imported_modules(tree: ast.AST, package: list[str]) -> Iterator[str]:
    """Full names of what a file of `package` imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _dependencies(tree: ast.AST, package: list[str]) -> set[str]:
    """The parts of the compiler and the bindings that a file depends on."""
    found = set()
    for name in _imported_modules(tree, package):
        first, *rest = name.split(".")
        if first in _BINDINGS:
            found.add(first)
        elif first == "fuse_mlir" and rest and rest[0] in {*_ALLOWED, "cli"}:
            found.add(rest[0])
    return found


@pytest.mark.parametrize("part", _ALLOWED)
def test_part_imports_only_what_it_may(part):
    folder = _folder(part)
    files = sorted(folder.rglob("*.py"))
    assert files
    for path in files:
        package = ["fuse_mlir", part, *path.relative_to(folder).parent.parts]
        found = _dependencies(ast.parse(path.read_text(encoding="utf-8")), package) - {part}
        assert found <= _ALLOWED[part], f"{path.relative_to(_ROOT)} imports {sorted(found - _ALLOWED[part])}"


def test_every_part_has_a_rule():
    parts = {path.parent.name for path in (_ROOT / "fuse_mlir").glob("*/__init__.py")} | {"lowering", "dialects"}
    assert parts == {*_ALLOWED, "cli"}


def test_the_documented_table_is_the_tested_one():
    text = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(?:fuse_mlir/)?(\w+)/`[^|]*\|[^|]*\| ([^|]+) \|$", text, re.MULTILINE))
    for part, allowed in _ALLOWED.items():
        documented = set(re.findall(r"\w+", rows[part])) & set(_ALLOWED)
        assert documented == allowed - _BINDINGS, part


def test_relative_and_lazy_imports_are_seen():
    text = "from ..codegen import build\ndef f():\n  import mlir.ir\n  from .. import jit\n  from . import own\n"
    assert _dependencies(ast.parse(text), ["fuse_mlir", "frontend"]) == {"codegen", "mlir", "jit", "frontend"}
    assert _dependencies(ast.parse("from ...jit import run"), ["fuse_mlir", "frontend", "check"]) == {"jit"}
