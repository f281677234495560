"""`fuse-mlir targets`: what can be built for, and what runs the result here."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ..frontend.record import record
from .arguments import FuseCommand, common_options
from .faults import Progress

if TYPE_CHECKING:
    from ..codegen.targets import Target


@record(frozen=True)
class _Row:
    """`kit`: whether what programs are linked with is there, or made by the first build."""

    target: str
    link: str
    needs: str
    kit: str
    runs: str


@click.command("targets", cls=FuseCommand)
@common_options
@click.pass_obj
def targets(progress: Progress) -> int:
    """List what --target of build takes.

    For each: how it is linked, what its executables need of their system, whether its libraries are there or made by the first
    build (up to two minutes), and what runs its executables on this machine.
    """
    progress.phase = "looking for what is installed"
    rows = _rows()
    if progress.console.json_lines:
        for row in rows:
            click.echo(json.dumps({"kind": "target", **asdict(row)}, separators=(",", ":"), sort_keys=True))
        return 0
    lines = [_Row("target", "link", "needs", "libraries", "runs here"), *rows]
    widths = [max(len(getattr(line, name)) for line in lines) for name in ("target", "link", "needs", "kit")]
    for line in lines:
        cells = zip((line.target, line.link, line.needs, line.kit), widths, strict=True)
        click.echo("  ".join(f"{cell:<{width}}" for cell, width in cells) + f"  {line.runs}")
    return 0


def _rows() -> list[_Row]:
    from ..codegen.libc_kit import libc_recipe
    from ..codegen.prebuilt import is_made
    from ..codegen.runtime_archive import Variant, runtime_recipe
    from ..codegen.targets import TARGETS

    rows = []
    for target in TARGETS:
        ready = is_made(libc_recipe(target)) and is_made(runtime_recipe(target, Variant.ARCHIVE))
        rows.append(_Row(target.name, target.link, target.needs, "ready" if ready else "first build", _runner(target)))
    return rows


def _runner(target: Target) -> str:
    from ..codegen.targets import runs_here

    if runs_here(target):
        return "as they are"
    if target.emulator is None:
        return "not here"
    if target.emulator.is_installed():
        return f"with {target.emulator.name}"
    return f"with {target.emulator.name}, which is not installed: {target.emulator.install}"
