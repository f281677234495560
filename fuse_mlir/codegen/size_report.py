"""`--size-report`: which part of an executable takes how many of its bytes.

In:     the object files of a program, its target, the executable that was made of them.
Out:    bytes by component, largest first; they add up to the size of the file.
Method: the program is linked once more with its symbols, which changes no address; each symbol belongs to whoever defines its name:
        an area of the runtime (`json` is `runtime/src/json_*.c`; release builds have the runtime inside the program's object, under
        the same names), SQLite, the C library, the compiler's support, or else the program. PE and Mach-O say no sizes: a symbol
        then reaches to the next one of its section. What no symbol covers are headers, tables, constants without a name, padding.
"""

from __future__ import annotations

import re
import tempfile
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .libc_kit import libc_kit
from .link import link_in_folder
from .runtime_archive import Variant, runtime_file
from .sqlite import sqlite_archive
from .targets import Target
from .toolchain import run_llvm_tool

PROGRAM = "program"
UNNAMED = "headers, tables, constants without a name"

_SYMBOL = re.compile(r"^([0-9a-f]+) ([0-9a-f]+) (\w) (.+)$")
_SECTION = re.compile(r"^ *\d+ (\S+) +([0-9a-f]+) ([0-9a-f]+) (TEXT|DATA)\b")
_MEMBER = re.compile(r"^(?:.*:)?([^:/\\]+?)\.(?:o|obj): (?:[0-9a-f]+|-+|\s+) ?(?:[0-9a-f]+|-+)? ?\w (.+)$")
# What LLVM puts behind a name to tell it from another one.
_COPY = re.compile(r"\.(?:\d+|llvm\.\d+|specialized\.\d+)$")


@dataclass(frozen=True, slots=True)
class ComponentSize:
    component: str
    size_bytes: int


def component_sizes(object_files: list[bytes], target: Target, executable: Path, *, database: bool = False) -> list[ComponentSize]:
    """The components of `executable`, which was linked from `object_files`, for `database` with SQLite.

    Errors: BuildError where a tool fails.
    """
    with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as name:
        linked = link_in_folder(object_files, target, Path(name), "measuring the executable", database=database)
        symbols = _symbols(linked)
    owners = _owners(target, database)
    sizes: Counter[str] = Counter()
    for symbol, size in symbols:
        sizes[_owner(symbol, owners)] += size
    sizes[UNNAMED] += executable.stat().st_size - sizes.total()
    ordered = sorted(sizes.items(), key=lambda item: (item[0] == UNNAMED, -item[1], item[0]))
    return [ComponentSize(component, size) for component, size in ordered if size]


def _symbols(executable: Path) -> list[tuple[str, int]]:
    """Name and size of each symbol that has bytes in the file."""
    headers = run_llvm_tool("llvm-objdump", ["-h", executable], "reading sections").stdout.splitlines()
    sections = sorted((int(found[3], 16), int(found[2], 16)) for found in map(_SECTION.match, headers) if found)
    listing = run_llvm_tool("llvm-nm", ["--print-size", "--numeric-sort", "--defined-only", executable], "reading symbols").stdout
    found = [(int(m[1], 16), int(m[2], 16), m[4]) for m in map(_SYMBOL.match, listing.splitlines()) if m]
    starts = [start for start, _ in sections]
    sizes = []
    reached = 0
    for number, (address, size, name) in enumerate(found):
        index = bisect_right(starts, address) - 1
        section_end = sum(sections[index]) if index >= 0 else 0
        if address >= section_end:
            continue
        if size:  # noqa: SIM108
            end = address + size
        else:
            end = next((start for start, _, _ in found[number + 1 :] if start > address), section_end)
        end = min(end, section_end)
        # Two names of one thing, and one thing inside another, count once.
        sizes.append((name, max(0, end - max(address, reached))))
        reached = max(reached, end)
    return sizes


def _owners(target: Target, database: bool) -> dict[str, str]:
    """The component of each name that the runtime or a library defines; the runtime first."""
    owners: dict[str, str] = {}
    for member, name in _members(runtime_file(target, Variant.ARCHIVE)):
        owners.setdefault(name, f"runtime: {member.partition('_')[0]}")
    if database:
        owners |= {name: "SQLite" for _, name in _members(sqlite_archive(target)) if name not in owners}
    kit = libc_kit(target)
    for path in (*kit.start, *kit.libraries):
        component = "compiler support" if "compiler_rt" in path.name else "C library"
        for _, name in _members(path):
            owners.setdefault(name, component)
    return owners


def _members(archive: Path) -> list[tuple[str, str]]:
    """Member and name of each symbol that an archive or object file defines; nothing for a shared library."""
    if archive.suffix not in (".a", ".lib", ".o", ".obj"):
        return []
    listing = run_llvm_tool("llvm-nm", ["-A", "--defined-only", "--quiet", archive], f"reading {archive.name}").stdout
    return [(found[1], found[2]) for found in map(_MEMBER.match, listing.splitlines()) if found]


def _owner(name: str, owners: dict[str, str]) -> str:
    while True:
        owner = owners.get(name)
        if owner is not None:
            return owner
        if re.match(r"_?\.str\b", name):
            # C string literals, which LLVM names so.
            return "runtime: texts"
        shorter = _COPY.sub("", name)
        if shorter == name:
            return PROGRAM
        name = shorter
