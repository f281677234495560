"""`fuse-mlir deps lock` and `deps publish-check`: the lock file of a package, and whether a workspace can be published."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from ..package.lock_mode import LockMode
from ..package.manifest import MANIFEST, read_manifest
from ..package.publish import check_publishable
from ..package.resolve import resolve_dependencies
from .arguments import FuseCommand, FuseGroup, at_most_one, common_options, manifest_option
from .errors import ArgumentError, UserError, os_reason
from .faults import Progress
from .project import manifest_file, package_errors

# Options of other commands, which are refused by name.
_FOREIGN = (
    "--aot",
    "--app",
    "--backend",
    "--check",
    "--clean",
    "--file",
    "--filter",
    "--frozen",
    "--release",
    "--strict-architecture",
)


class DepsGroup(FuseGroup):
    """The commands below `deps`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj.usage = ctx.get_usage()
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            raise ArgumentError(f"unknown deps subcommand: {args[0]}", "fuse-mlir deps --help shows them")
        return super().resolve_command(ctx, args)


class DepsCommand(FuseCommand):
    """A command whose refusals name it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {option for param in self.params for option in param.opts}
        for arg in args:
            option = arg.partition("=")[0]
            if option in _FOREIGN and option not in own:
                raise ArgumentError(f"{option} is not supported for fuse deps {self.name}")
        return super().parse_args(ctx, args)


def _path_argument(command: Callable) -> Callable:
    return click.argument("path", required=False, nargs=-1, callback=at_most_one, metavar="[PATH]")(command)


@click.group("deps", cls=DepsGroup, invoke_without_command=True)
@common_options
@click.pass_context
def deps(ctx: click.Context) -> None:
    """Work with the dependencies of a package."""
    if ctx.invoked_subcommand is None:
        raise ArgumentError("missing deps subcommand", "fuse-mlir deps --help shows them")


@deps.command("lock", cls=DepsCommand)
@_path_argument
@manifest_option
@click.option("--check", is_flag=True, help="Change nothing; fail if fuse.lock is out of date.")
@click.option("--update", is_flag=True, help="Bring fuse.lock up to date. [default]")
@common_options
@click.pass_obj
def lock(progress: Progress, path: str | None, manifest_path: str | None, check: bool, update: bool) -> int:
    """Bring fuse.lock up to date with fuse.toml.

    PATH is the package: its fuse.toml, or the folder that has one. [default: the nearest one]
    """
    if check and update:
        raise ArgumentError("--check and --update exclude each other")
    progress.phase = "locking the dependencies"
    place = manifest_file(_chosen(path, manifest_path))
    if place is None:
        raise UserError("missing manifest: pass --manifest-path <path> or run from a package directory")
    with package_errors():
        resolve_dependencies(read_manifest(place), LockMode.CHECK if check else LockMode.UPDATE)
    return 0


@deps.command("publish-check", cls=DepsCommand)
@_path_argument
@manifest_option
@common_options
@click.pass_obj
def publish_check(progress: Progress, path: str | None, manifest_path: str | None) -> int:
    """Check that every package of a workspace could be published: its manifest, its entry file, its fuse.lock.

    PATH is the folder of the workspace, or a fuse.toml in it. [default: the working directory]
    """
    progress.phase = "checking the packages"
    with package_errors():
        check_publishable(_workspace(_chosen(path, manifest_path)))
    return 0


def _chosen(path: str | None, manifest_path: str | None) -> str | None:
    if path is not None and manifest_path is not None:
        raise ArgumentError(f"unexpected argument: {path}")
    return path if path is not None else manifest_path


def _workspace(given: str | None) -> Path:
    if given is None:
        try:
            return Path(os.getcwd())
        except OSError as error:
            raise UserError(f"cwd error: {os_reason(error)}") from None
    path = Path(given)
    if path.is_dir():
        return path
    if path.name == MANIFEST:
        return path.parent
    raise UserError(f"workspace root must be a directory or fuse.toml path, got {path}")
