"""The FUSE functions that an uncaught failure came through, for who asks for them.

In:   a failure that ended a program, with its Python traceback.
Out:  lines `  at name (file:line:column)`, innermost first, as executables print them.
Method: the frames of the interpreter in the traceback hold in their locals which function runs and which node is under way, so
      nothing has to be noted while a program runs well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from ..frontend.canonical.program import ConfigField, Expr, For, Program, Stmt
from ..frontend.source import Span
from .config import load_configs
from .failures import Failure
from .machine import Machine

# As many of the innermost and of the outermost frames as executables keep.
_KEPT = 32
_ENTERS = Machine.run_body.__code__
_LOADS = load_configs.__code__
# What the functions of the interpreter call the node that they are about.
_NODES = ("expr", "stmt", "field")


class _Place:
    """A function under way: its name, its module, and the deepest node that was reached in it."""

    def __init__(self, name: str, module: int, span: Span) -> None:
        self.name = name
        self.module = module
        self.span = span


def backtrace(failure: Failure, program: Program, root: str | None) -> list[str]:
    """The lines; file names are relative to `root`, None: to the folder of the entry file."""
    folder = (os.path.dirname(program.path) if root is None else root) or "."
    sources = {module.id: module.source for module in program.modules}
    lines = []
    for place in reversed(_places(failure.__traceback__, program)):
        source = sources[place.module]
        line, column = source.position(place.span.start)
        file = Path(os.path.relpath(source.path, folder)).as_posix() if source.path.endswith(".fuse") else source.path
        lines.append(f"  at {place.name} ({file}:{line}:{column})")
    left_out = len(lines) - 2 * _KEPT
    return lines if left_out <= 0 else [*lines[:_KEPT], f"  ... {left_out} more", *lines[-_KEPT:]]


def _places(traceback: TracebackType | None, program: Program) -> list[_Place]:
    """Outermost first."""
    places: list[_Place] = []
    for frame in _frames(traceback):
        entered = _entered(frame)
        if entered is not None:
            places.append(entered)
            continue
        node = _node(frame.f_locals)
        if node is None:
            continue
        if not places and program.app is not None:
            places.append(_Place(f"app {program.app.name}", program.app.module, node.span))
        if places:
            # What fails in a loop itself is its pattern.
            places[-1].span = node.pattern.span if isinstance(node, For) else node.span
    return places


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def _entered(frame: FrameType) -> _Place | None:
    """The function, or the config, that begins with this frame."""
    if frame.f_code is _ENTERS:
        function = frame.f_locals["function"]
        return _Place(function.display or function.name, function.module, function.span)
    if frame.f_code is _LOADS:
        # The config file is read on behalf of the first field.
        config = frame.f_locals.get("config", frame.f_locals["configs"][0])
        field = frame.f_locals.get("field", config.fields[0])
        return _Place(f"config {config.name}", config.module, field.span)
    return None


def _node(variables: dict[str, Any]) -> Expr | Stmt | ConfigField | None:
    found = (variables.get(name) for name in _NODES)
    return next((node for node in found if isinstance(node, Expr | Stmt | ConfigField)), None)
