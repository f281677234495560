"""The C library side of a link: start-up object, C library and compiler support of a target, taken from zig once.

zig builds them from source when it first links for a target (15 to 40 s) and afterwards finds them through its cache, in a way
that costs a compiler start per link. So one empty program is linked with zig, the files on its linker command line are copied into
a kit, and all later links call the linker with the kit directly: under 10 ms.

`kit.json` holds the file names in link order: `start` before the program's objects, `libraries` after.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from .cache import cache_root
from .errors import BuildError
from .prebuilt import Recipe, entry_folder, recipe_key
from .targets import Target
from .toolchain import ZIG_VERSION, check_zig, run_zig

_FLAGS = ("-O2", "-s", "-fno-sanitize=all", "-Wl,--build-id=none")
_INDEX = "kit.json"


@dataclass(frozen=True, slots=True)
class LibcKit:
    """Files of one target, in link order."""

    start: tuple[Path, ...]
    libraries: tuple[Path, ...]


def libc_recipe(target: Target) -> Recipe:
    key = recipe_key(["libc-kit 1", ZIG_VERSION, target.zig, *_FLAGS])
    return Recipe(target.name, "libc", key, lambda folder: _make(target, folder))


def libc_kit(target: Target) -> LibcKit:
    """The kit of `target`; the first use on a machine may build its C library."""
    folder = entry_folder(libc_recipe(target))
    index = json.loads((folder / _INDEX).read_text())
    return LibcKit(tuple(folder / name for name in index["start"]), tuple(folder / name for name in index["libraries"]))


def _make(target: Target, folder: Path) -> None:
    check_zig()
    program = folder / "empty.c"
    program.write_text("int main(void) { return 0; }\n")
    static = ["-static"] if "-static" in target.linker_flags else []
    result = run_zig(
        ["cc", "-target", target.zig, *_FLAGS, *static, program.name, "-o", "empty"],
        f"building the C library of {target.name}",
        folder=folder,
        variables={"ZIG_VERBOSE_LINK": "1"},
    )
    start, libraries = _linked_files(result.stderr)
    if not start or not libraries:
        raise BuildError(f"zig {ZIG_VERSION} did not say what it links for {target.name}")
    for path in (*start, *libraries):
        shutil.copyfile(path, folder / path.name)
    for path in (program, folder / "empty"):
        path.unlink()
    index = {"start": [path.name for path in start], "libraries": [path.name for path in libraries]}
    (folder / _INDEX).write_text(json.dumps(index, indent=1) + "\n")


def _linked_files(report: str) -> tuple[list[Path], list[Path]]:
    """The files of the last linker command in zig's report: those before the program's object, and those after it."""
    cache = str(cache_root() / "zig")
    commands = [line for line in report.splitlines() if line.startswith("ld.lld ")]
    # zig prints paths unquoted; the cache's own path is the only part that may hold blanks.
    words = commands[-1].replace(cache, "@").split() if commands else []
    names = [word for word in words if word.startswith("@")]
    paths = [Path(word.replace("@", cache, 1)) for word in names]
    objects = [path for path in paths if path.suffix == ".o"]
    # zig's order is: start-up objects, the program, libraries. The program is the last object.
    return objects[:-1], [path for path in paths if path.suffix != ".o"]
