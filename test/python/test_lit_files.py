"""Every lit test tests something: what it says in CHECK lines is checked by FileCheck, and it has something to say."""

import re
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent.parent
_FILES = [
    path
    for suffix in ("mlir", "fuse", "test")
    for path in sorted(_TESTS.rglob(f"*.{suffix}"))
    if path.relative_to(_TESTS).parts[0] not in ("parity", "python", "semantics", "fuzz") and "Inputs" not in path.parts
]
# The comment sign is missing in a `.test` file, all of which is comment.
_CHECK_LINE = re.compile(r"^\s*(?://|#)?\s*([A-Z][A-Z0-9_-]*?)(?:-NEXT|-SAME|-NOT|-DAG|-LABEL|-EMPTY|-COUNT-\d+)?:", re.MULTILINE)
_NOT_PREFIXES = {"RUN", "DEFINE", "REDEFINE", "REQUIRES", "UNSUPPORTED", "XFAIL"}


def _commands(text: str) -> list[str]:
    """The RUN lines, with continued ones joined."""
    return re.sub(r"\\\n\s*(?://|#)?\s*RUN:", " ", text).split("\n")


def _prefixes_checked(text: str) -> set[str]:
    """The prefixes that some RUN line hands to FileCheck."""
    found = set()
    for line in _commands(text):
        if "RUN:" not in line or "FileCheck" not in line:
            continue
        for call in line.split("FileCheck")[1:]:
            named = re.findall(r"--?check-prefix(?:es)?[= ]([\w,-]+)", call)
            found.update(name for names in named for name in names.split(",")) if named else found.add("CHECK")
    return found


def _faults(text: str) -> list[str]:
    if not any("RUN:" in line for line in _commands(text)):
        return ["no RUN line"]
    written, checked = set(_CHECK_LINE.findall(text)) - _NOT_PREFIXES, _prefixes_checked(text)
    faults = [f"{prefix} lines that no FileCheck reads" for prefix in sorted(written - checked)]
    faults += [f"FileCheck of {prefix}, of which there is no line" for prefix in sorted(checked - written)]
    if not written and not re.search(r"RUN:.*(--verify-diagnostics|\bdiff\b|\bcmp\b|\bgrep\b|\bnot\b)", text):
        faults.append("nothing is checked")
    return faults


@pytest.mark.parametrize("path", _FILES, ids=lambda path: str(path.relative_to(_TESTS)))
def test_lit_file_checks_what_it_says(path):
    assert _faults(path.read_text(encoding="utf-8")) == []


def test_faults_are_found():
    assert _faults("// CHECK: a\n") == ["no RUN line"]
    assert _faults("// RUN: fuse-opt %s\n// CHECK: a\n") == ["CHECK lines that no FileCheck reads"]
    assert _faults("// RUN: fuse-opt %s \\\n// RUN:   | FileCheck %s\n// CHECK-NOT: a\n") == []
    assert _faults("# RUN: x | FileCheck %s --check-prefix=ERR\n# ERR-NEXT: a\n# CHECK: b\n") == [
        "CHECK lines that no FileCheck reads"
    ]
    assert _faults("// RUN: x | FileCheck %s\n") == ["FileCheck of CHECK, of which there is no line", "nothing is checked"]
    assert _faults("// RUN: fuse-opt %s\n") == ["nothing is checked"]
