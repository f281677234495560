"""The targets: the one table that knows what the compiler builds for.

Everything that differs between targets is a field of a row; no other file asks which target it has. Adding a target is adding a
row: zig brings the C library and the start-up objects, llvmlite the code generator, and `link.py` reads `linker_flags`.

The C library of a row is part of its promise to the user:

- glibc rows make a dynamic executable that runs on every distribution with that glibc version or a later one;
- musl rows make a fully static one that needs nothing of the system it runs on. A static program starts in about a fifth of the
  time of a dynamic one, so release builds use these rows unless told otherwise.

CPU: the baseline of the architecture, so that an executable runs on every machine of its target; never the build machine's CPU,
which would make the bytes depend on it.
"""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass

from .errors import BuildError


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the table.

    name          what `--target` takes
    triple        LLVM's name of the target; also the `target=` of the build line
    zig           zig's name of it, with the minimum glibc version
    cpu           LLVM's name of the baseline CPU
    libc          the C library policy, in words, for `doctor` and the docs
    linker_flags  flags of ld.lld that say what kind of file is linked
    suffix        of an executable's file name
    emulator      how a test on another machine runs the executable: a program put before it; empty: not emulated
    system        `sys.platform` and `machine` of the machines that run the executable as it is
    """

    name: str
    triple: str
    zig: str
    cpu: str
    libc: str
    linker_flags: tuple[str, ...]
    suffix: str
    emulator: str
    system: tuple[str, str]


# The main thread's stack is the system's business (8 MiB as a rule); musl sizes the stacks of further threads by this number.
_STACK_BYTES = 8 << 20

_ELF = ("--entry=_start", "-z", f"stack-size={_STACK_BYTES}", "-z", "now", "-z", "relro", "-z", "noexecstack")
_GLIBC = "glibc 2.28 or later, dynamic"
_MUSL = "musl, static"

TARGETS: tuple[Target, ...] = (
    Target(
        name="linux-x64",
        triple="x86_64-unknown-linux-gnu",
        zig="x86_64-linux-gnu.2.28",
        cpu="x86-64",
        libc=_GLIBC,
        linker_flags=(*_ELF, "-m", "elf_x86_64", "-no-pie", "--dynamic-linker=/lib64/ld-linux-x86-64.so.2"),
        suffix="",
        emulator="qemu-x86_64-static",
        system=("linux", "x86_64"),
    ),
    Target(
        name="linux-x64-musl",
        triple="x86_64-unknown-linux-musl",
        zig="x86_64-linux-musl",
        cpu="x86-64",
        libc=_MUSL,
        linker_flags=(*_ELF, "-m", "elf_x86_64", "-no-pie", "-static"),
        suffix="",
        emulator="qemu-x86_64-static",
        system=("linux", "x86_64"),
    ),
    Target(
        name="linux-arm64",
        triple="aarch64-unknown-linux-gnu",
        zig="aarch64-linux-gnu.2.28",
        cpu="generic",
        libc=_GLIBC,
        linker_flags=(*_ELF, "-m", "aarch64linux", "-no-pie", "--dynamic-linker=/lib/ld-linux-aarch64.so.1"),
        suffix="",
        emulator="",
        system=("linux", "aarch64"),
    ),
    Target(
        name="linux-arm64-musl",
        triple="aarch64-unknown-linux-musl",
        zig="aarch64-linux-musl",
        cpu="generic",
        libc=_MUSL,
        linker_flags=(*_ELF, "-m", "aarch64linux", "-no-pie", "-static"),
        suffix="",
        emulator="qemu-aarch64-static",
        system=("linux", "aarch64"),
    ),
)


def target_names() -> list[str]:
    """The names `--target` accepts, in table order."""
    return [target.name for target in TARGETS]


def find_target(name: str) -> Target:
    """The row called `name`; BuildError names the rows there are."""
    for target in TARGETS:
        if target.name == name:
            return target
    raise BuildError(f"unknown target {name}", f"targets: {', '.join(target_names())}")


def runs_here(target: Target) -> bool:
    """Whether this machine runs the target's executables without an emulator."""
    return target.system == (sys.platform, platform.machine())


def default_target(profile: str) -> Target:
    """The row for this machine: the static one for `release`, the dynamic one for `debug`."""
    candidates = [target for target in TARGETS if runs_here(target)]
    if not candidates:
        raise BuildError(
            f"no target for this machine ({sys.platform} {platform.machine()})",
            f"choose one with --target: {', '.join(target_names())}",
        )
    wanted = _MUSL if profile == "release" else _GLIBC
    return next((target for target in candidates if target.libc == wanted), candidates[0])
