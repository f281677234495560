"""What an executable may hold of others, and under which licence: one table, for the licence list and the bill of materials.

Source and terms of the parts of the C libraries come with the package `ziglang`, which has them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import __version__
from ..codegen.sqlite import VERSION as SQLITE_VERSION
from ..codegen.targets import Target
from ..codegen.toolchain import ZIG_VERSION

_NO_ASSERTION = "NOASSERTION"


@dataclass(frozen=True, slots=True)
class Component:
    """`identifier` is unique in the table and has no blanks; `licence` is an SPDX expression; `zig` is a part of zig's name of the
    targets that have it, empty for a component of every executable; `source` the package it comes with, as a package URL;
    `trace`: bytes that every executable with the component has."""

    identifier: str
    name: str
    licence: str
    purpose: str
    zig: str
    source: str
    version: str = f"in ziglang {ZIG_VERSION}"
    trace: bytes = b""


_ZIG = f"pkg:pypi/ziglang@{ZIG_VERSION}"

COMPONENTS = (
    Component(
        "fuse-runtime",
        "FUSE runtime of fuse-mlir",
        _NO_ASSERTION,
        "the run-time library of the language",
        "",
        f"pkg:pypi/fuse-mlir@{__version__}",
        __version__,
    ),
    Component("zig-compiler-rt", "compiler support of zig", "MIT", "arithmetic that the processor lacks", "", _ZIG),
    Component("musl", "musl", "MIT", "the C library, linked into the executable", "linux-musl", _ZIG),
    Component(
        "glibc-startup",
        "start-up code and libc_nonshared of the GNU C library",
        "LGPL-2.1-or-later WITH GCC-exception-2.0",
        "starts the program; the C library itself is the system's",
        "linux-gnu",
        _ZIG,
    ),
    Component(
        "mingw-w64", "start-up code and import libraries of mingw-w64", "ZPL-2.1", "starts the program on Windows", "windows", _ZIG
    ),
    Component("wasi-libc", "wasi-libc", "Apache-2.0 WITH LLVM-exception OR MIT", "the C library of WASI", "wasi", _ZIG),
    Component(
        "sqlite",
        "SQLite",
        "blessing",
        "the database, in programs that use one",
        "",
        "pkg:pypi/sqlean.py@3.50.4.5",
        SQLITE_VERSION,
        b"SQLite format 3",
    ),
)


def components_of(target: Target, executable: bytes) -> list[Component]:
    """Those that an executable for `target` holds parts of, in the order of the table."""
    return [each for each in COMPONENTS if each.zig in target.zig and each.trace in executable]


def licence_list(components: list[Component]) -> str:
    """The text of LICENSES.txt."""
    lines = ["This executable holds parts of:", ""]
    for component in components:
        terms = "see the terms of fuse-mlir" if component.licence == _NO_ASSERTION else component.licence
        lines += [f"{component.name} ({component.purpose})", f"  licence: {terms}", f"  source:  {component.source}", ""]
    return "\n".join(lines)
