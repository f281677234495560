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

from .emulators import QEMU_ARM64, QEMU_ARM64_GLIBC, QEMU_X64, WASMTIME, WINE, Emulator
from .errors import BuildError
from .linkers import COFF, ELF, MACHO, WASM, Linker


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the table.

    name          what `--target` takes
    triple        LLVM's name of the target; also the `target=` of the build line
    zig           zig's name of it, with the minimum version of the system or its C library
    cpu           LLVM's name of the baseline CPU
    libc          the C library, in words
    needs         what executables need of their system, in words
    link          `static`: needs nothing of its system; `dynamic`: uses the C library of its system
    linker        the linker of its file format
    linker_flags  what this target tells it
    suffix        of an executable's file name
    emulator      how another machine runs the executables; None: not at all
    system        `sys.platform` and `machine` of the machines that run them as they are
    relocation    LLVM's relocation model of the code: `static` where an executable is loaded at the address it was linked for
    main          the name by which the C library starts a program
    libraries     of the system, besides the C library
    features      of the CPU, in LLVM's notation, where it is not the baseline
    lacks         what it does not have: `threads`, `sockets`; `cpus` to choose from
    """

    name: str
    triple: str
    zig: str
    cpu: str
    libc: str
    needs: str
    link: str
    linker: Linker
    linker_flags: tuple[str, ...]
    suffix: str
    emulator: Emulator | None
    system: tuple[str, str]
    relocation: str = "static"
    main: str = "main"
    lacks: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    features: str = ""


# The main thread of a Linux or macOS program has 8 MiB of stack as a rule, and programs recurse as deep everywhere: the others are
# given as much. musl sizes the stacks of further threads by this number.
_STACK_BYTES = 8 << 20

_ELF = ("--entry=_start", "-z", f"stack-size={_STACK_BYTES}", "-z", "now", "-z", "relro", "-z", "noexecstack", "-no-pie")
_X64 = (*_ELF, "-m", "elf_x86_64")
_ARM64 = (*_ELF, "-m", "aarch64linux")

TARGETS: tuple[Target, ...] = (
    Target(
        name="linux-x64",
        triple="x86_64-unknown-linux-gnu",
        zig="x86_64-linux-gnu.2.28",
        cpu="x86-64",
        libc="glibc",
        needs="glibc 2.28 or later",
        link="dynamic",
        linker=ELF,
        linker_flags=(*_X64, "--dynamic-linker=/lib64/ld-linux-x86-64.so.2"),
        suffix="",
        emulator=None,
        system=("linux", "x86_64"),
    ),
    Target(
        name="linux-x64-musl",
        triple="x86_64-unknown-linux-musl",
        zig="x86_64-linux-musl",
        cpu="x86-64",
        libc="musl",
        needs="nothing",
        link="static",
        linker=ELF,
        linker_flags=(*_X64, "-static"),
        suffix="",
        emulator=QEMU_X64,
        system=("linux", "x86_64"),
    ),
    Target(
        name="linux-arm64",
        triple="aarch64-unknown-linux-gnu",
        zig="aarch64-linux-gnu.2.28",
        cpu="generic",
        libc="glibc",
        needs="glibc 2.28 or later",
        link="dynamic",
        linker=ELF,
        linker_flags=(*_ARM64, "--dynamic-linker=/lib/ld-linux-aarch64.so.1"),
        suffix="",
        emulator=QEMU_ARM64_GLIBC,
        system=("linux", "aarch64"),
    ),
    Target(
        name="linux-arm64-musl",
        triple="aarch64-unknown-linux-musl",
        zig="aarch64-linux-musl",
        cpu="generic",
        libc="musl",
        needs="nothing",
        link="static",
        linker=ELF,
        linker_flags=(*_ARM64, "-static"),
        suffix="",
        emulator=QEMU_ARM64,
        system=("linux", "aarch64"),
    ),
    Target(
        name="macos-arm64",
        triple="arm64-apple-macosx13.0.0",
        zig="aarch64-macos.13.0",
        cpu="apple-m1",
        libc="libSystem",
        needs="macOS 13 or later",
        link="dynamic",
        linker=MACHO,
        linker_flags=("-target", "aarch64-macos.13.0"),
        suffix="",
        emulator=None,
        system=("darwin", "arm64"),
        relocation="pic",
    ),
    Target(
        name="windows-x64",
        triple="x86_64-pc-windows-gnu",
        zig="x86_64-windows-gnu",
        cpu="x86-64",
        libc="mingw-w64 with the universal C runtime",
        needs="Windows 10 or later",
        link="dynamic",
        linker=COFF,
        linker_flags=(
            "-MACHINE:X64",
            "-SUBSYSTEM:CONSOLE",
            f"-STACK:{_STACK_BYTES}",
            # Where 64-bit executables go by custom; the system moves them anyway.
            "-BASE:5368709120",
            "-ALTERNATENAME:__image_base__=__ImageBase",
        ),
        suffix=".exe",
        emulator=WINE,
        system=("win32", "AMD64"),
        relocation="pic",
        # Of sockets; programs that use none do not name it.
        libraries=("ws2_32",),
    ),
    Target(
        name="wasm32-wasi",
        triple="wasm32-unknown-wasi",
        zig="wasm32-wasi",
        cpu="generic",
        libc="wasi-libc",
        needs="a host with WASI preview 1",
        link="static",
        linker=WASM,
        # The stack comes first: one that overflows leaves the memory, which is a trap, instead of growing into the data.
        linker_flags=("--entry=_start", "--export-memory", "--stack-first", "-z", f"stack-size={_STACK_BYTES}"),
        suffix=".wasm",
        emulator=WASMTIME,
        system=("wasi", "wasm32"),
        # What the C compiler makes of a `main` with parameters there.
        main="__main_argc_argv",
        lacks=("threads", "sockets", "cpus"),
    ),
)


_ADVERBS = {"static": "statically", "dynamic": "dynamically"}


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


def default_target(profile: str, link: str | None = None) -> Target:
    """The row for this machine: linked as `link` says, else statically for `release` and dynamically for `debug`."""
    candidates = [target for target in TARGETS if runs_here(target)]
    if not candidates:
        raise BuildError(
            f"no target for this machine ({sys.platform} {platform.machine()})",
            f"choose one with --target: {', '.join(target_names())}",
        )
    if link is not None:
        return relinked(candidates[0], link)
    wanted = "static" if profile == "release" else "dynamic"
    return next((target for target in candidates if target.link == wanted), candidates[0])


def relinked(target: Target, link: str) -> Target:
    """The row for the same machines as `target` that is linked as `link` says.

    Errors: BuildError where there is none.
    """
    for candidate in TARGETS:
        if (candidate.system, candidate.link) == (target.system, link):
            return candidate
    raise BuildError(f"{target.name} cannot be linked {_ADVERBS[link]}", f"its executables are linked {_ADVERBS[target.link]}")
