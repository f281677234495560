"""Object file → executable.

The linker is called directly with the target's kit, which takes about 10 ms; `zig cc` would start a compiler driver first. Release
executables hold no symbols. `linkers.py` says how each linker is told.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from .debug_file import separate_symbols
from .libc_kit import libc_kit
from .output_file import replaced_file, write_file
from .runtime_archive import Variant, runtime_file
from .sqlite import sqlite_archive
from .stages import DEBUG_SUFFIX
from .targets import Target
from .toolchain import run_llvm_tool, run_zig

# Some linkers write the name of the output into it.
_FIXED_NAME = "program"


def prepare_link(target: Target, *, leak_check: bool = False, database: bool = False) -> None:
    """Makes what a link for `target` needs, where it is not there yet: its C library, then the runtime, then SQLite."""
    libc_kit(target)
    runtime_file(target, _variant(leak_check))
    if database:
        sqlite_archive(target)


def link_executable(
    object_files: list[bytes],
    target: Target,
    output: Path,
    *,
    strip: bool,
    symbols: bool = False,
    leak_check: bool = False,
    database: bool = False,
) -> None:
    """Links `object_files`, one of which defines `main`, with the runtime, and with SQLite for `database`, into the executable
    `output`. `symbols`: what `strip` takes out goes into `debug_path(output)`.

    Errors: BuildError where the linker, its kit or the output folder fails; `output` is then as it was.
    """
    linker = target.linker
    with ExitStack() as stack:
        scratch = stack.enter_context(replaced_file(output, executable=True))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fuse-mlir.")))
        program = link_in_folder(
            object_files,
            target,
            folder,
            f"linking {output}",
            strip=strip and not symbols,
            build_id=symbols,
            leak_check=leak_check,
            database=database,
        )
        if symbols:
            debug_file = folder / debug_path(output).name
            separate_symbols(program, debug_file, linker)
            # First: an executable without its symbols would be worse than symbols without theirs.
            write_file(debug_path(output), debug_file.read_bytes())
        elif strip and linker.strip_after:
            run_llvm_tool("llvm-strip", [program.name], f"leaving the symbols out of {output}", folder=folder)
        shutil.copyfile(program, scratch)


def debug_path(output: Path) -> Path:
    """Where the symbols of the executable `output` go."""
    return output.with_name(f"{output.name}{DEBUG_SUFFIX}")


def link_in_folder(
    object_files: list[bytes],
    target: Target,
    folder: Path,
    doing: str,
    *,
    strip: bool = False,
    build_id: bool = False,
    leak_check: bool = False,
    database: bool = False,
) -> Path:
    """The executable, as the linker makes it, among scratch files in `folder`; `doing` is for messages."""
    kit = libc_kit(target)
    archives = [runtime_file(target, _variant(leak_check)), *([sqlite_archive(target)] if database else [])]
    linker = target.linker
    program = [f"program.{number}{linker.object}" for number in range(len(object_files))]
    for name, data in zip(program, object_files, strict=True):
        (folder / name).write_bytes(data)
    inputs = [*kit.start, *program, *archives, *kit.libraries]
    command = linker.command(Path(_FIXED_NAME), target.linker_flags, inputs, strip=strip, build_id=build_id)
    run_zig(command, doing, folder=folder, variables={"ZIG_LOCAL_CACHE_DIR": str(folder / "cache")})
    return folder / _FIXED_NAME


def _variant(leak_check: bool) -> Variant:
    return Variant.CHECKED if leak_check else Variant.ARCHIVE
