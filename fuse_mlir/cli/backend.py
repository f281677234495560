"""What goes wrong in the back end, in the terms of the command line.

In:   exceptions of `codegen`, `jit` and `lowering`.
Out:  UserError for what the user can do something about, CompilerFault for a pass that failed, with its reproducer saved in the
      build folder of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .console import Console
from .errors import CompilerFault, UserError, os_reason
from .project import Project

if TYPE_CHECKING:
    from ..codegen.stages import BuildOptions
from ..frontend.canonical.program import Program


def load_backend() -> None:
    """Loads the compiler behind the canonical program. An interrupt waits: the bindings do not survive one meanwhile."""
    from ..codegen.interrupts import kept_interrupts

    with kept_interrupts():
        from ..codegen import build  # noqa: F401


def is_compilable(program: Program, console: Console, options: BuildOptions | None = None) -> bool:
    """Whether the native back end takes the program for the target of `options`; what that does not have is shown, and what no
    compiled program has."""
    load_backend()
    from ..codegen.target_limits import unavailable, without_tls

    if options is None:
        return True
    missing = unavailable(program, options.resolve_target())
    sources = {module.path: module.source for module in program.modules}
    for diagnostic in missing or without_tls(program):
        console.diagnostic(diagnostic, sources.get(diagnostic.path, program.source))
    return not missing


@contextmanager
def backend_errors(project: Project, *, from_stage: bool = False) -> Iterator[None]:
    """Translates what the block raises. `from_stage`: the input is IR that the user gave, so that a pass may rightly refuse it."""
    from ..codegen.errors import BuildError
    from ..lowering.lowering_error import LoweringError

    try:
        yield
    except BuildError as error:
        raise UserError(error.message, error.hint, error.command) from error
    except LoweringError as error:
        if from_stage and not error.internal:
            raise UserError(f"{project.entry} cannot be lowered: {error}") from error
        raise CompilerFault(str(error), _save_reproducer(project, error.reproducer)) from error


def _save_reproducer(project: Project, text: str) -> str:
    """What to do with the fault: the command that shows it again, or why there is none."""
    path = project.root / ".fuse" / "build" / f"{project.entry.stem}.reproducer.mlir"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        return f"the reproducer could not be saved: {path}: {os_reason(error)}"
    command = text.split("\n", 1)[0].removeprefix("// RUN: ").replace("%s", str(path))
    return f"to see it again: {command}"
