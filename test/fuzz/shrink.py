"""Makes a failing program small.

In:   the tree of a program, and a test that tells whether a program still fails in the same way.
Out:  a tree from which no line, block or expression can be taken away any more with the failure staying.

Candidates: a run of lines is left out; a block stands in place of the line that opens it; an expression is replaced by one of its
own parts that has its type, or by the simplest value of its type. Candidates that are no programs any more fail the test like any
other. Rounds go on until one changes nothing; within a round large cuts come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.literals import simplest
from generator.tree import Expr, Line, render
from generator.types import UNIT, has_result

Program = tuple[Line, ...]
Path = tuple[int, ...]


def shrink(program: Program, still_fails: Callable[[str], bool], tries: int = 1200) -> Program:
    """The smallest program found; at most `tries` programs are tested."""
    seen: dict[str, bool] = {}

    def fails(candidate: Program) -> bool:
        text = render(candidate)
        if text not in seen:
            if len(seen) >= tries:
                return False
            seen[text] = still_fails(text)
        return seen[text]

    while True:
        before = program
        program = _without_lines(program, fails)
        program = _unwrapped(program, fails)
        program = _simpler(program, fails)
        if program == before:
            return program


def _without_lines(program: Program, fails: Callable[[Program], bool]) -> Program:
    """Leaves out runs of lines in every block, outer blocks first, longer runs first."""
    position = 0
    while True:
        blocks = list(_blocks(program))
        if position >= len(blocks):
            return program
        path, lines = blocks[position]
        size = len(lines)
        while size > 0:
            start = 0
            while start < len(lines):
                fewer = lines[:start] + lines[start + size :]
                candidate = _with_block(program, path, fewer)
                if (fewer or path == ()) and fails(candidate):
                    program, lines = candidate, fewer
                else:
                    start += size
            size //= 2
        position += 1


def _unwrapped(program: Program, fails: Callable[[Program], bool]) -> Program:
    """Puts blocks in place of the lines that open them."""
    changed = True
    while changed:
        changed = False
        for path, lines in list(_blocks(program)):
            for number, item in enumerate(lines):
                inside = item.block
                if inside is None or path == ():
                    continue
                candidate = _with_block(program, path, lines[:number] + inside + lines[number + 1 :])
                if fails(candidate):
                    program, changed = candidate, True
                    break
            if changed:
                break
    return program


def _simpler(program: Program, fails: Callable[[Program], bool]) -> Program:
    """Replaces expressions, outer ones first."""
    position = 0
    while True:
        places = list(_places(program))
        if position >= len(places):
            return program
        path, inner, value = places[position]
        for other in _replacements(value):
            candidate = _with_expression(program, path, inner, other)
            if fails(candidate):
                program = candidate
                break
        else:
            position += 1


def _replacements(value: Expr) -> Iterator[Expr]:
    """Simpler expressions of the same type: each is shorter, so that replacing comes to an end."""
    size = len(render((Line((value,)),)))
    candidates = [] if value.type == UNIT or has_result(value.type) else [simplest(value.type)]
    candidates += [part for part in _inside(value) if part.type == value.type]
    for candidate in candidates:
        if len(render((Line((candidate,)),))) < size:
            yield candidate


def _inside(value: Expr) -> Iterator[Expr]:
    for part in value.parts:
        if isinstance(part, Expr):
            yield part
            yield from _inside(part)


def _blocks(lines: Program, path: Path = ()) -> Iterator[tuple[Path, Program]]:
    """Every block with the path of line numbers to it, breadth first."""
    waiting = [(path, lines)]
    while waiting:
        path, lines = waiting.pop(0)
        yield path, lines
        waiting += [((*path, number), item.block) for number, item in enumerate(lines) if item.block is not None]


def _with_block(lines: Program, path: Path, block: Program) -> Program:
    if path == ():
        return block
    number, *rest = path
    item = lines[number]
    assert item.block is not None
    return (*lines[:number], Line(item.parts, _with_block(item.block, tuple(rest), block)), *lines[number + 1 :])


def _places(lines: Program) -> Iterator[tuple[Path, Path, Expr]]:
    """Every expression: the path of its line, its path of part numbers within the line."""
    for path, block in _blocks(lines):
        for number, item in enumerate(block):
            for inner, value in _expressions(item.parts):
                yield (*path, number), inner, value


def _expressions(parts: tuple[str | Expr, ...], path: Path = ()) -> Iterator[tuple[Path, Expr]]:
    for number, part in enumerate(parts):
        if isinstance(part, Expr):
            yield (*path, number), part
            yield from _expressions(part.parts, (*path, number))


def _with_expression(lines: Program, path: Path, inner: Path, value: Expr) -> Program:
    number, *rest = path
    item = lines[number]
    if not rest:
        changed = Line(_with_part(item.parts, inner, value), item.block)
    else:
        assert item.block is not None
        changed = Line(item.parts, _with_expression(item.block, tuple(rest), inner, value))
    return (*lines[:number], changed, *lines[number + 1 :])


def _with_part(parts: tuple[str | Expr, ...], path: Path, value: Expr) -> tuple[str | Expr, ...]:
    number, *rest = path
    part = parts[number]
    assert isinstance(part, Expr)
    changed = Expr(part.type, _with_part(part.parts, tuple(rest), value), part.simple) if rest else value
    return (*parts[:number], changed, *parts[number + 1 :])
