"""Generated and mutated programs through the whole frontend.

1,000 generated valid programs are accepted, formatted, and give the same canonical program afterwards. Mutations of real programs,
by bytes, by tokens and by lines, give diagnostics or a program, and no exception whatever they are.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

import golden_file
import pytest

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical.json_text import to_json
from fuse_mlir.frontend.canonical.verify import verify
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.formatting import format_source
from fuse_mlir.frontend.source import SourceFile

TEST = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TEST / "fuzz"))

from generator.programs import generate  # noqa: E402
from generator.tree import render  # noqa: E402

GENERATED = 1_000
BATCHES = 10
REAL = [
    path.read_text(encoding="utf-8")
    for path in sorted([*TEST.glob("parity/*.fuse"), *TEST.glob("python/check/accept/*.fuse"), *TEST.glob("semantics/**/*.fuse")])
]
# Every construct of the language, and mistakes of every kind.
REAL += [
    golden_file.read(path)["source"]
    for path in sorted([*TEST.glob("python/check/canonical/*.golden"), *TEST.glob("python/check/errors/*.golden")])
]
MUTATIONS = 600


def canonical(text: str) -> object:
    """The canonical program without the places in its source."""
    source = SourceFile("main.fuse", text)
    analysis = analyze(source)
    assert analysis.program is not None, [render_text(each, source) for each in analysis.diagnostics]
    return without_places(json.loads(to_json(analysis.program, source)))


def without_places(node: object) -> object:
    if isinstance(node, dict):
        return {key: without_places(value) for key, value in node.items() if key not in ("at", "source")}
    return [without_places(item) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("batch", range(BATCHES))
def test_formatting_keeps_the_canonical_program(batch: int) -> None:
    for seed in range(batch, GENERATED, BATCHES):
        text = render(generate(seed))
        formatted = format_source(SourceFile("main.fuse", text)).text
        assert formatted is not None, seed
        assert canonical(formatted) == canonical(text), seed


def mutated(rng: random.Random, text: str) -> str:
    """One to three changes: of characters, of tokens, of lines."""
    for _ in range(rng.randint(1, 3)):
        kind = rng.randrange(4)
        if kind == 0 and text:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(["", "(", ")", '"', "${", "\t", "\0", "é", "?", "!", ":", "\n"]) + text[at + 1 :]
            continue
        parts = re.findall(r"\w+|\s+|[^\w\s]", text) if kind in (1, 2) else text.splitlines(keepends=True)
        if len(parts) < 2:
            continue
        first, second = rng.randrange(len(parts)), rng.randrange(len(parts))
        if kind == 1:
            parts[first], parts[second] = parts[second], parts[first]
        elif kind == 2:
            parts[first] = parts[second]
        else:
            del parts[first]
        text = "".join(parts)
    return text


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_input_makes_the_frontend_fail(batch: int) -> None:
    rng = random.Random(batch)
    for _ in range(MUTATIONS // BATCHES):
        source = SourceFile("main.fuse", mutated(rng, rng.choice(REAL)))
        analysis = analyze(source)
        for diagnostic in analysis.diagnostics:
            assert render_text(diagnostic, source)
        has_errors = any(each.level == "error" for each in analysis.diagnostics)
        assert (analysis.program is None) == has_errors
        if analysis.program is not None:
            assert verify(analysis.program) == []
        format_source(source)
