"""Object file → executable.

The linker is called directly with the target's kit, which takes about 10 ms; `zig cc` would start a compiler driver first. Release
executables hold no symbols. `linkers.py` says how each linker is told.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from .libc_kit import libc_kit
from .output_file import replaced_file
from .runtime_archive import Variant, runtime_file
from .targets import Target
from .toolchain import run_llvm_tool, run_zig

# Some linkers write the name of the output into it.
_FIXED_NAME = "program"


def prepare_link(target: Target, *, leak_check: bool = False) -> None:
    """Makes what a link for `target` needs, where it is not there yet: its C library, then the runtime."""
    libc_kit(target)
    runtime_file(target, _variant(leak_check))


def link_executable(object_files: list[bytes], target: Target, output: Path, *, strip: bool, leak_check: bool = False) -> None:
    """Links `object_files`, one of which defines `main`, with the runtime into the executable `output`.

    Errors: BuildError where the linker, its kit or the output folder fails; `output` is then as it was.
    """
    kit = libc_kit(target)
    runtime = runtime_file(target, _variant(leak_check))
    linker = target.linker
    with replaced_file(output, executable=True) as scratch, tempfile.TemporaryDirectory(prefix="fuse-mlir.") as scratch_folder:
        folder = Path(scratch_folder)
        program = [f"program.{number}{linker.object}" for number in range(len(object_files))]
        for name, data in zip(program, object_files, strict=True):
            (folder / name).write_bytes(data)
        command = linker.command(
            Path(_FIXED_NAME), target.linker_flags, [*kit.start, *program, runtime, *kit.libraries], strip=strip
        )
        run_zig(command, f"linking {output}", folder=folder, variables={"ZIG_LOCAL_CACHE_DIR": str(folder / "cache")})
        if strip and linker.strip_after:
            run_llvm_tool("llvm-strip", [_FIXED_NAME], f"leaving the symbols out of {output}", folder=folder)
        shutil.copyfile(folder / _FIXED_NAME, scratch)


def _variant(leak_check: bool) -> Variant:
    return Variant.CHECKED if leak_check else Variant.ARCHIVE
