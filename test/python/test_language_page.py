"""The page spec/language.md: every example is run.

A block `fuse` is a module. With a block `output` below it, it prints that, standard output and standard error in one; with a block
`diagnostics` it is reported with exactly that; alone it has no diagnostics.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical.verify import verify
from fuse_mlir.frontend.check.builtin_types import SIGNATURES
from fuse_mlir.frontend.check.static_types import FunctionOf
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.formatting import format_source
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.interpreter import run

PAGE = Path(__file__).resolve().parents[2] / "spec" / "language.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```fuse\n(.*?)^```\n(?:```(output|diagnostics)\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = _EXAMPLE.findall(TEXT)


@pytest.mark.parametrize(("text", "kind", "expected"), EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_example(text: str, kind: str, expected: str) -> None:
    source = SourceFile("main.fuse", text)
    analysis = analyze(source)
    shown = "".join(render_text(each, source) + "\n" for each in analysis.diagnostics)
    assert shown == (expected if kind == "diagnostics" else "")
    assert format_source(source).text == text
    if kind == "output":
        assert analysis.program is not None and verify(analysis.program) == []
        console = io.BytesIO()
        run(analysis.program, environ={}, stdout=console, stderr=console)
        assert console.getvalue().decode() == expected


def test_no_block_is_left_out() -> None:
    kinds = [kind for kind, _ in _BLOCK.findall(TEXT)]
    assert set(kinds) == {"fuse", "output", "diagnostics", "grammar", "signatures"}
    assert kinds.count("fuse") == len(EXAMPLES) > 20
    assert kinds.count("output") + kinds.count("diagnostics") == sum(kind != "" for _, kind, _ in EXAMPLES)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^## (.*)$", _BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_contents_lead_to_the_headings() -> None:
    assert set(re.findall(r"\]\(#([^)]*)\)", TEXT)) == anchors(PAGE)


def test_links_from_other_pages_lead_to_headings() -> None:
    root = PAGE.parents[1]
    pages = [*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("spec/*.md"), *root.glob("ops/*.md"), *root.glob("rfcs/*.md")]
    linked = {link for page in pages for link in re.findall(r"language\.md#([^)]*)\)", page.read_text(encoding="utf-8"))}
    assert linked <= anchors(PAGE)


def test_signatures_are_those_of_the_checker() -> None:
    (block,) = [text for kind, text in _BLOCK.findall(TEXT) if kind == "signatures"]
    assert block.splitlines() == [_signature(name, signature) for name, signature in SIGNATURES.items()]


def _signature(name: str, signature: FunctionOf) -> str:
    needed = len(signature.params) - signature.defaults
    params = [f"{param}: {type_}" + (" = …" if place >= needed else "") for place, (param, type_) in enumerate(signature.params)]
    return f"{name}({', '.join(params)}) -> {signature.result}"
