"""What runs executables of other systems on this machine: a tool put before the program, and how to get it.

The compiler never runs what it builds; tests do, and `fuse-mlir targets` says what is installed.
"""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Emulator:
    """One way to run executables.

    name     what it is called
    command  what is put before the executable; empty for `module`
    module   the Python package that runs it instead of a command
    file     a file that must be there as well: the dynamic loader of the system that is emulated
    install  what to do to get it, on Debian and Ubuntu
    """

    name: str
    command: tuple[str, ...] = ()
    module: str = ""
    file: str = ""
    install: str = ""

    def is_installed(self) -> bool:
        if self.module:
            return importlib.util.find_spec(self.module) is not None
        return shutil.which(self.command[0]) is not None and (not self.file or Path(self.file).exists())


QEMU_X64 = Emulator("qemu-user", ("qemu-x86_64-static",), install="apt-get install qemu-user-static")
QEMU_ARM64 = Emulator("qemu-user", ("qemu-aarch64-static",), install="apt-get install qemu-user-static")
# A dynamic executable needs the loader and the C library of its system.
QEMU_ARM64_GLIBC = Emulator(
    "qemu-user",
    ("qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"),
    file="/usr/aarch64-linux-gnu/lib/ld-linux-aarch64.so.1",
    install="apt-get install qemu-user-static libc6-arm64-cross",
)
WINE = Emulator("wine", ("wine",), install="apt-get install wine wine64")
WASMTIME = Emulator("wasmtime", module="wasmtime", install="python -m pip install wasmtime")
