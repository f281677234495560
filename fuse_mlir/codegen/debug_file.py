"""An executable with symbols → a stripped executable, and a file beside it with what was stripped.

Debuggers find the file by its name and know it by the id of the build, which both hold: a hash that the linker made.

    ELF, PE       symbols and line tables move to the file; the executable names it (`.gnu_debuglink`, with a checksum)
    WebAssembly   likewise; a section `external_debug_info` names it
    Mach-O        the file is the executable with its symbols, which debuggers take by its id (`target symbols add`); it has no line
                  tables, because its linker leaves them in the object files, of which nothing remains

What is executed is the same with and without the file: byte for byte on x86-64; on ARM, LLVM saves registers in another order where
line tables are kept.
"""

from __future__ import annotations

from pathlib import Path

from .linkers import Linker, Separation
from .toolchain import run_llvm_tool


def separate_symbols(executable: Path, debug_file: Path, linker: Linker) -> None:
    """Strips `executable`, and writes `debug_file`, which is in the same folder."""
    folder = executable.parent

    def run(name: str, *arguments: str) -> None:
        run_llvm_tool(name, arguments, f"making {debug_file.name}", folder=folder)

    match linker.separation:
        case Separation.DEBUG_LINK:
            run("llvm-objcopy", "--only-keep-debug", executable.name, debug_file.name)
            run("llvm-objcopy", "--strip-all", f"--add-gnu-debuglink={debug_file.name}", executable.name)
        case Separation.SECTION:
            run("llvm-objcopy", "--only-keep-debug", "--keep-section=build_id", executable.name, debug_file.name)
            link = folder / "external_debug_info"
            name = debug_file.name.encode()
            link.write_bytes(_leb(len(name)) + name)
            run("llvm-objcopy", "--strip-all", executable.name)
            run("llvm-objcopy", f"--add-section=external_debug_info={link.name}", executable.name)
        case Separation.COPY:
            debug_file.write_bytes(executable.read_bytes())
            run("llvm-strip", executable.name)


def _leb(value: int) -> bytes:
    """An unsigned number as WebAssembly writes it."""
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
