"""All that this machine's own builds and runs link, made ahead: when the package is built, and when a checkout is set up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .libc_kit import libc_recipe
from .prebuilt import Recipe, entry_folder, ship
from .runtime_archive import Variant, runtime_recipe
from .sqlite import sqlite_recipe
from .targets import TARGETS, default_target, runs_here


def host_recipes() -> list[Recipe]:
    """C library, runtime and SQLite of each target this machine runs, and the shared runtimes of the JIT."""
    recipes = []
    for target in TARGETS:
        if runs_here(target):
            recipes += [libc_recipe(target), runtime_recipe(target, Variant.ARCHIVE), runtime_recipe(target, Variant.BITCODE)]
            recipes.append(sqlite_recipe(target))
    shared = [runtime_recipe(default_target("debug"), variant) for variant in (Variant.SHARED, Variant.SHARED_DATABASE)]
    return [*recipes, *shared]


def ship_host_kits(root: Path, report: Callable[[str], None]) -> None:
    """Makes them below `root` (`fuse_mlir/_native/runtime` of a package in the making); `report` gets a line before each."""
    for recipe in host_recipes():
        report(_line(recipe))
        ship(recipe, root)


def warm_host_kits(report: Callable[[str], None]) -> None:
    """Makes those that neither the package nor the user's cache has."""
    for recipe in host_recipes():
        entry_folder(recipe, lambda recipe=recipe: report(_line(recipe)))


def _line(recipe: Recipe) -> str:
    what = {"libc": "the C library", "sqlite": "SQLite"}.get(recipe.kind, "the runtime")
    return f"building {what} of {recipe.target}"
