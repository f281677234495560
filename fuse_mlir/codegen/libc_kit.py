"""The C library side of a link: start-up object, C library and compiler support of a target, taken from zig once.

zig builds them from source when it first links for a target (15 to 40 s) and afterwards finds them through its cache, in a way
that costs a compiler start per link. So one empty program is linked with zig, the files on its linker command line are copied into
a kit, and all later links call the linker with the kit directly: under 10 ms.

`kit.json` holds the file names in link order: `start` before the program's objects, `libraries` after. A kit of macOS holds the
compiler support only: the interface of its C library is among zig's own files.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .errors import BuildError
from .linkers import Linker
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
    key = recipe_key(["libc-kit 3", ZIG_VERSION, target.zig, *_FLAGS, *target.libraries])
    return Recipe(target.name, "libc", key, lambda folder: _make(target, folder))


def libc_kit(target: Target) -> LibcKit:
    """The kit of `target`; the first use on a machine may build its C library."""
    folder = entry_folder(libc_recipe(target))
    index = json.loads((folder / _INDEX).read_text())
    return LibcKit(tuple(folder / name for name in index["start"]), tuple(folder / name for name in index["libraries"]))


def _make(target: Target, folder: Path) -> None:
    check_zig()
    # A cache of its own: zig reports how an archive is put together only when it does that, and what it keeps is ten times the kit.
    with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as scratch, tempfile.TemporaryDirectory() as beside:
        program = Path(beside) / "empty.c"
        program.write_text("int main(void) { return 0; }\n")
        more = ["-static"] if "-static" in target.linker_flags else []
        more += [f"-l{name}" for name in target.libraries]
        report = run_zig(
            ["cc", "-target", target.zig, *_FLAGS, *more, program.name, "-o", "empty"],
            f"building the C library of {target.name}",
            folder=program.parent,
            variables={"ZIG_VERBOSE_LINK": "1", "ZIG_GLOBAL_CACHE_DIR": scratch, "ZIG_LOCAL_CACHE_DIR": scratch},
        ).stderr
        start, libraries = _copy_linked_files(report, target.linker, scratch, folder)
    if not libraries:
        raise BuildError(f"zig {ZIG_VERSION} did not say what it links for {target.name}")
    (folder / _INDEX).write_text(json.dumps({"start": start, "libraries": libraries}, indent=1) + "\n")


def _copy_linked_files(report: str, linker: Linker, scratch: str, folder: Path) -> tuple[list[str], list[str]]:
    """Copies what zig's last linker command names into `folder`: names of the start-up objects, and of the libraries."""
    # zig prints paths unquoted; the folder's own path is the only part of them that may hold blanks.
    commands = [line.replace(scratch, "@").split() for line in report.splitlines()]
    members = {words[2]: words[3:] for words in commands if words[:2] == ["ar", "rcs"]}
    linked = [word for word in next(words for words in reversed(commands) if words[0] in (linker.tool, "zig")) if word[0] == "@"]
    # The program itself is no part of the kit.
    linked = [word for word in linked if Path(word).stem != "empty"]
    for word in linked:
        copy = folder / Path(word).name
        if word in members:
            # zig's own archive holds the full path of every member.
            paths = [member.replace("@", scratch, 1) for member in members[word]]
            run_zig(["ar", "qcsD", copy, *paths], f"packing {copy.name}")
        else:
            shutil.copyfile(word.replace("@", scratch, 1), copy)
    names = [Path(word).name for word in linked]
    return [name for name in names if name.endswith(linker.object)], [name for name in names if not name.endswith(linker.object)]
