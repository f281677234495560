"""Object file → executable.

The linker is called directly (`zig ld.lld`) with the target's kit, which takes about 10 ms; `zig cc` would start a compiler driver
first. Sections that nothing refers to are dropped, release executables hold no symbols, and no build id, time or host path is
written: the same object gives the same bytes everywhere.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from .libc_kit import libc_kit
from .output_file import replaced_file
from .runtime_archive import Variant, runtime_file
from .targets import Target
from .toolchain import run_zig

_FLAGS = (
    "--gc-sections",
    "--build-id=none",
    "--hash-style=gnu",
    "-O2",
    # A full disk is then an error message of the linker rather than its death by a signal.
    "--no-mmap-output-file",
)


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
    with replaced_file(output, executable=True) as scratch, tempfile.TemporaryDirectory(prefix="fuse-mlir.") as folder:
        program = [Path(folder) / f"program.{number}.o" for number in range(len(object_files))]
        for path, data in zip(program, object_files, strict=True):
            path.write_bytes(data)
        command = ["ld.lld", *target.linker_flags, *_FLAGS, *(["--strip-all"] if strip else [])]
        inputs = [*kit.start, *program, runtime, "--as-needed", *kit.libraries]
        run_zig([*command, "-o", scratch, *inputs], f"linking {output}")


def _variant(leak_check: bool) -> Variant:
    return Variant.CHECKED if leak_check else Variant.ARCHIVE
