"""Entries of the link kits: shipped inside the package, or made once into the user's cache.

An entry is a folder of files made from a recipe, and its key is the hash of all the recipe reads. The package ships entries under
`fuse_mlir/_native/runtime/<target>/<kind>/`, each with its key in a file `KEY`. A shipped entry is used when its key is the one
wanted, so in a checkout whose runtime sources have changed the old archive is never linked; otherwise the cache makes the entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .cache import cached_folder, cached_path

_PACKAGE = Path(__file__).resolve().parent.parent
PREBUILT_ROOT = _PACKAGE / "_native" / "runtime"
_KEY_FILE = "KEY"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an entry is made from: `kind` names it, `key` identifies all inputs, `make` fills a folder."""

    target: str
    kind: str
    key: str
    make: Callable[[Path], None]


def recipe_key(parts: Iterable[str | bytes]) -> str:
    """The hash of `parts`, each with its length so that no two lists share one."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:32]


def entry_folder(recipe: Recipe, before: Callable[[], None] = lambda: None) -> Path:
    """The folder of the entry, made now if need be; `before` is called before it is made."""
    shipped = PREBUILT_ROOT / recipe.target / recipe.kind
    if _key_of(shipped) == recipe.key:
        return shipped

    def make(folder: Path) -> None:
        before()
        recipe.make(folder)

    return cached_folder(*_cache_name(recipe), make)


def _cache_name(recipe: Recipe) -> tuple[str, str]:
    return f"{recipe.kind}-{recipe.target}", recipe.key


def is_made(recipe: Recipe) -> bool:
    """Whether the entry is there, so that a build need not make it."""
    return _key_of(PREBUILT_ROOT / recipe.target / recipe.kind) == recipe.key or cached_path(*_cache_name(recipe)).is_dir()


def ship(recipe: Recipe, root: Path) -> None:
    """Makes the entry at its place below `root`, the PREBUILT_ROOT of a package in the making, unless it is there already."""
    shipped = root / recipe.target / recipe.kind
    if _key_of(shipped) == recipe.key:
        return
    shipped.mkdir(parents=True, exist_ok=True)
    for old in shipped.iterdir():
        old.unlink()
    recipe.make(shipped)
    # Last: an interrupted run leaves an entry without a key, which is never used.
    (shipped / _KEY_FILE).write_text(recipe.key + "\n")


def _key_of(folder: Path) -> str | None:
    try:
        return (folder / _KEY_FILE).read_text().strip()
    except FileNotFoundError:
        return None
