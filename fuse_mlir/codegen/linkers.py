"""The linkers inside zig, one a file format: their names and the words they take for the same wishes.

All of them are told to drop what nothing refers to and to write no build id, time or host path: the same object gives the same
bytes everywhere.

ELF, PE and WebAssembly are linked by LLVM's linkers, called directly with a kit. For Mach-O zig has a linker of its own, which is
reached through `zig build-exe`; it signs what it writes (an ad-hoc signature, without which macOS on ARM starts nothing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from os import PathLike
from pathlib import Path

Words = list["str | PathLike[str]"]


class Separation(Enum):
    """How symbols come out of an executable into a file of their own (`debug_file.py`)."""

    DEBUG_LINK = auto()
    SECTION = auto()
    COPY = auto()


@dataclass(frozen=True, slots=True)
class Linker:
    """A linker and its command line.

    tool         zig's name of it
    flags        always
    strip        leaves out the symbols
    keep         keeps symbols and line tables
    strip_after  whether leaving out symbols takes another tool, when the executable is there
    build_id     has a hash of the contents written into the executable, where that is not always so
    separation   how symbols go into a file of their own
    output       what stands before the path of the output
    object       suffix of object files
    """

    tool: str
    flags: tuple[str, ...]
    strip: tuple[str, ...]
    output: str
    object: str
    separation: Separation
    build_id: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    strip_after: bool = False

    def command(self, output: Path, flags: Sequence[str], inputs: Words, *, strip: bool, build_id: bool = False) -> Words:
        """The words after `zig` that link `inputs`, in order, into `output`."""
        place: Words = [f"{self.output}{output}"] if self.output.endswith((":", "=")) else [self.output, output]
        symbols = (*(self.strip if strip else self.keep), *(self.build_id if build_id else ()))
        return [self.tool, *flags, *self.flags, *symbols, *place, *inputs]


ELF = Linker(
    tool="ld.lld",
    flags=(
        "--gc-sections",
        "--build-id=none",
        "--hash-style=gnu",
        "-O2",
        # A full disk is then an error message of the linker rather than its death by a signal.
        "--no-mmap-output-file",
        # Before the libraries, which come last: only those that the program uses are named in it.
        "--as-needed",
    ),
    strip=("--strip-all",),
    output="-o",
    object=".o",
    separation=Separation.DEBUG_LINK,
    build_id=("--build-id=sha1",),
)

COFF = Linker(
    tool="lld-link",
    # lldmingw: the rules of MinGW, whose C library this is. BREPRO: a hash of the contents where the time would stand.
    flags=("-lldmingw", "-NOLOGO", "-ERRORLIMIT:6", "-BUILD-ID:NO", "-BREPRO", "-OPT:REF"),
    strip=(),
    output="-OUT:",
    object=".obj",
    separation=Separation.DEBUG_LINK,
    build_id=("-BUILD-ID",),
    keep=("-DEBUG:DWARF",),
)

WASM = Linker(
    tool="wasm-ld",
    flags=("--gc-sections", "--build-id=none", "-O2"),
    strip=("--strip-all",),
    output="-o",
    object=".o",
    separation=Separation.SECTION,
    build_id=("--build-id=sha1",),
)

MACHO = Linker(
    tool="build-exe",
    # -fstrip leaves the names of functions; it leaves out the paths of the object files, and their times.
    # The C library's interface and the compiler support; the latter comes with the kit.
    flags=("-lc", "-fno-compiler-rt", "-fno-ubsan-rt", "-dead_strip", "-fstrip", "--name", "program"),
    strip=(),
    output="-femit-bin=",
    object=".o",
    separation=Separation.COPY,
    strip_after=True,
)
