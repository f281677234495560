"""`fuse-mlir explain CODE`: what a diagnostic code means."""

from __future__ import annotations

import click

from ..frontend.code_table import CODE_TABLE, UNUSED
from ..frontend.code_table.entry import explained
from ..frontend.nearest import did_you_mean
from .arguments import FuseCommand, common_options
from .errors import ArgumentError, UserError
from .faults import Progress


@click.command("explain", cls=FuseCommand)
@click.argument("codes", nargs=-1, metavar="[CODE]")
@common_options
@click.pass_obj
def explain(progress: Progress, codes: tuple[str, ...]) -> int:
    """Say what a diagnostic code means, with an example of what is wrong and of what is right.

    Without CODE, list all codes.
    """
    progress.phase = "explaining a code"
    if len(codes) > 1:
        raise ArgumentError(f"unexpected argument: {codes[1]}")
    if not codes:
        width = max(map(len, CODE_TABLE))
        for entry in CODE_TABLE.values():
            click.echo(f"{entry.code:<{width}}  {entry.title}")
        return 0
    code = codes[0].upper()
    if code in UNUSED:
        click.echo(f"{code}: nothing reports this code: {UNUSED[code]}.")
        return 0
    entry = CODE_TABLE.get(code)
    if entry is None:
        raise UserError(f"unknown diagnostic code: {codes[0]}", did_you_mean(code, CODE_TABLE))
    click.echo(explained(entry), nl=False)
    return 0
