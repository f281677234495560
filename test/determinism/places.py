"""The two places that programs are built in: everything about them differs that must not matter.

In:   a folder of its own for each.
Out:  the programs in it, and the process that works there.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fuse_mlir.codegen.cache import cache_root

_HERE = Path(__file__).resolve().parent
# Of the environment nothing else is handed on.
_PASSED = ("PATH",)
_NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Place:
    """`folder`: where the work is done, below the place's root. `reverse`: files are made, and programs built, in reverse order.
    `nobody`: another user works here, where the gate may become one. `clock`: the time that programs which ask for it are told,
    where the program `faketime` is installed. `cold_kinds`: entries of the user's cache that are made anew here."""

    folder: str
    variables: dict[str, str]
    umask: int
    mtime: int
    reverse: bool = False
    nobody: bool = False
    clock: str | None = None
    cold_kinds: tuple[str, ...] = field(default=())


PLACES = (
    Place(
        "a",
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "80", "FUSE_TEST_PROCESSORS": "1"},
        umask=0o022,
        mtime=1_000_000_000,
    ),
    Place(
        "another folder/with blanks/and depth",
        {
            "PYTHONHASHSEED": "4711",
            "TZ": "Asia/Kathmandu",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "de_DE.UTF-8",
            "COLUMNS": "133",
            "SOURCE_DATE_EPOCH": "86400",
            "OMP_NUM_THREADS": "7",
            "NO_COLOR": "1",
            "CPATH": "/nowhere",
            "LIBRARY_PATH": "/nowhere",
        },
        umask=0o077,
        mtime=1_600_000_000,
        reverse=True,
        nobody=True,
        clock="2001-02-03 04:05:06",
        cold_kinds=("runtime-", "runtime-bitcode-"),
    ),
)


def prepare(place: Place, root: Path, files: dict[str, str], cold_target: str) -> Path:
    """Makes the place's folders below `root` with `files`, its home and its cache; gives the folder to work in.

    Of the user's cache everything is copied but the `cold_kinds` of `cold_target`, which are made there.
    """
    folder = root / place.folder
    for made in (folder / "out", root / "home", root / "tmp"):
        made.mkdir(parents=True)
    order = list(files)[::-1] if place.reverse else list(files)
    for name in order:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[name], encoding="utf-8")
        os.utime(path, (place.mtime, place.mtime))
    if place.cold_kinds:
        cold = {f"{kind}{cold_target}" for kind in place.cold_kinds}
        if cache_root().is_dir():
            shutil.copytree(cache_root(), root / "cache" / "fuse-mlir", ignore=lambda _, names: cold | ({"zig"} & set(names)))
    return folder


def start(place: Place, root: Path, folder: Path, arguments: Sequence[str]) -> subprocess.Popen[str]:
    """Starts the builder in the place."""
    variables = {name: os.environ[name] for name in _PASSED if name in os.environ}
    variables |= {**place.variables, "HOME": str(root / "home"), "TMPDIR": str(root / "tmp")}
    # One place has a cache of its own, the other that of whoever runs the gate, which is warm.
    variables["XDG_CACHE_HOME"] = str(root / "cache" if place.cold_kinds else cache_root().parent)
    command = [sys.executable, str(_HERE / "builder.py"), *arguments]
    if place.clock is not None and shutil.which("faketime"):
        command = ["faketime", place.clock, *command]
    user = _NOBODY if place.nobody and _can_become_nobody() else None
    if user is not None:
        for path in (root, *root.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)
    return subprocess.Popen(
        command, cwd=folder, env=variables, umask=place.umask, user=user, group=user, stdout=subprocess.PIPE, text=True
    )


def _can_become_nobody() -> bool:
    """Whether this process may, and nobody may read the compiler and its Python."""
    if not hasattr(os, "getuid") or os.getuid() != 0:
        return False
    needed = [Path(sys.executable), _HERE]
    return all(_open_to_all(folder) for path in needed for folder in path.resolve().parents)


def _open_to_all(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)
