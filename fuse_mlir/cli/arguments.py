"""The command line: options that commands share, and argument errors in FUSE's words.

`FuseCommand` is a click command whose parse errors become ArgumentErrors with the texts of the language's tool contract, and whose
usage and help stay click's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from .errors import ArgumentError

# What an option expects, where its value is missing.
_EXPECTED = {
    "--app": "a name",
    "--backend": "a name",
    "--manifest-path": "a path",
    "--file": "a path",
    "--filter": "a pattern",
    "--output": "a path",
    "-o": "a path",
    "--emit": "a stage",
    "--from": "a stage",
    "--target": "a name",
    "--link": "static|dynamic",
    "--cpu": "a name",
    "--opt": "0..3",
    "--diagnostics": "json|text",
    "--color": "auto, always, or never",
}
# Options that exist, but for one command.
_OWNERS = {
    "--aot": "fuse build",
    "--filter": "fuse test",
    "--strict-architecture": "fuse check",
    "--clean": "fuse build",
    "--frozen": "fuse check|run|build|test",
    "--release": "fuse build",
    "--symbols": "fuse build",
}


class OneOf(click.ParamType):
    """One of a few words. `complaint` is the error text, with `{value}` for what was given."""

    name = "word"

    def __init__(self, words: tuple[str, ...], complaint: str) -> None:
        self.words = words
        self.complaint = complaint

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            raise ArgumentError(self.complaint.format(value=value))
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(self.words)


class FuseCommand(click.Command):
    """`program_arguments`: whether the command takes `-- <args>` for the program."""

    def __init__(self, *args: Any, program_arguments: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._program_arguments = program_arguments

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj.usage = ctx.get_usage()
        if "--" in args:
            if not self._program_arguments:
                raise ArgumentError("unexpected --")
            split = args.index("--")
            ctx.obj.program_arguments = args[split + 1 :]
            args = args[:split]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            owner = _OWNERS.get(error.option_name)
            text = f"unknown option: {error.option_name}" if owner is None else f"{error.option_name} is only supported for {owner}"
            raise ArgumentError(text) from None
        except click.BadOptionUsage as error:
            raise ArgumentError(self._option_misuse(error.option_name)) from None

    def _option_misuse(self, name: str) -> str:
        """An option without its value, or a flag with one: the two ways to misuse an option."""
        option = next((param for param in self.params if name in param.opts), None)
        if isinstance(option, click.Option) and option.is_flag:
            return f"{name} takes no value"
        return f"{name} expects {_EXPECTED[name]}"


class FuseGroup(click.Group):
    """A group of commands whose unknown ones are ArgumentErrors."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise ArgumentError("missing command", "fuse-mlir --help shows the commands") from None
        except click.NoSuchOption as error:
            raise ArgumentError(f"unknown option: {error.option_name}") from None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            raise ArgumentError(f"unknown command: {args[0]}", "fuse-mlir --help shows the commands")
        return super().resolve_command(ctx, args)


def entry_argument(command: Callable) -> Callable:
    """`[FILE]`, the entry file; at most one word."""
    return click.argument("file", required=False, nargs=-1, callback=at_most_one, metavar="[FILE]")(command)


def manifest_option(command: Callable) -> Callable:
    """`--manifest-path`, for the commands that work on a package."""
    text = "The package: its fuse.toml, or the folder that has one. [default: the nearest one]"
    return click.option("--manifest-path", metavar="PATH", help=text)(command)


def frozen_option(command: Callable) -> Callable:
    """`--frozen`, for the commands that read dependencies."""
    text = "Fail where fuse.lock is out of date, instead of bringing it up to date."
    return click.option("--frozen", is_flag=True, help=text)(command)


def executable_options(command: Callable) -> Callable:
    """The options of `codegen.option_table`."""
    from ..codegen.option_table import OPTION_TABLE

    for option in reversed(OPTION_TABLE):
        if not option.metavar:
            command = click.option(option.flag, is_flag=True, help=option.help)(command)
            continue
        complaint = f"invalid {option.flag} value: {{value}} (expected {option.metavar})"
        kind = OneOf(option.values, complaint) if option.values else None
        command = click.option(option.flag, type=kind, metavar=option.metavar, help=option.help)(command)
    return command


def message_options(args: list[str]) -> dict[str, str]:
    """The words after `--diagnostics` and `--color`, found without parsing: argument errors are shown the chosen way too."""
    found = {}
    for position, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        if name in ("--diagnostics", "--color"):
            found.setdefault(name, value if equals else "".join(args[position + 1 : position + 2]))
    return found


def at_most_one(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> str | None:
    """Zero words or one; a second is an ArgumentError."""
    if len(words) > 1:
        raise ArgumentError(f"unexpected argument: {words[1]}")
    return words[0] if words else None


def common_options(command: Callable) -> Callable:
    """The options that every command has. How messages look is known before the command line is parsed (see `message_options`), so
    these four are only checked here."""
    for option in reversed(_COMMON):
        command = option(command)
    return command


_COMMON = (
    click.option(
        "--diagnostics",
        type=OneOf(("text", "json"), "invalid --diagnostics value: {value} (expected json|text)"),
        default="text",
        expose_value=False,
        help="How messages look: text for people, json for tools (one object a line).",
    ),
    click.option(
        "--color",
        type=OneOf(("auto", "always", "never"), "invalid --color value: {value} (expected auto|always|never)"),
        default="auto",
        expose_value=False,
        help="Whether messages are coloured.",
    ),
    click.option("--verbose", is_flag=True, expose_value=False, help="Show the command line of a tool that fails."),
    click.option("--debug", is_flag=True, expose_value=False, help="Show the Python traceback when the compiler itself fails."),
)
