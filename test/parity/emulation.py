"""Executables of other systems on this machine.

In:   a target of the table that has an emulator, an executable, arguments, environment; the process is a fork for this one run,
      with the program's streams and folder.
Out:  the program's exit status, or its process in the place of this one.

Wine and WebAssembly need care. Every Wine program needs the server of its prefix: `prepared` makes a prefix of our own under
`build/` once and keeps one server running, because starting one takes seconds. WebAssembly runs inside this process, with the
folder preopened; a trap is reported on standard error and ends it with the status below.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fuse_mlir.codegen.emulators import WASMTIME, WINE
from fuse_mlir.codegen.targets import TARGETS, Target, find_target, runs_here

# What a shell reports for a process that was aborted, which is how the `wasmtime` program ends at a trap.
TRAP_STATUS = 134

_WINE_PREFIX = Path(__file__).resolve().parent.parent.parent / "build" / "test" / "wine"
# What Wine itself says where a program ends while other threads of it still run.
_WINE_WORDS = re.compile(r"^wine client error:.*\n", re.MULTILINE)
# How long the server stays after its last program.
_WINE_SECONDS = 60
# Room for the recursion that a native program has in 8 MiB; frames of the emulated machine's code are larger. The stack of the
# process itself must be larger still, but for a program that is to come to its end.
_WASM_STACK_BYTES = 2 << 20
STACK_BYTES = 64 << 20
_SMALL_STACK_BYTES = 8 << 20


def emulated_ways() -> list[str]:
    """The ways `aot@<target>` of all targets that have an emulator and do not run as they are: those are ways of their own."""
    return [f"aot@{target.name}" for target in TARGETS if target.emulator is not None and not runs_here(target)]


def target_of(way: str) -> Target:
    """The target of a way `aot@<target>`."""
    return find_target(way.partition("@")[2])


@contextmanager
def prepared(ways: list[str]) -> Iterator[None]:
    """Makes what the emulators of `ways` share, and ends it."""
    if not any("@" in way and target_of(way).emulator == WINE for way in ways):
        yield
        return
    environment = {**os.environ, **_wine_variables()}
    _WINE_PREFIX.mkdir(parents=True, exist_ok=True)
    # Fails where one runs already, which is as good.
    subprocess.run(["wineserver", f"-p{_WINE_SECONDS}"], env=environment, check=False)
    # Makes the prefix where there is none, and starts the services that programs wait for; none of them writes into the first
    # program's streams then.
    for command in (["wineboot", "-i"], ["cmd", "/c", "exit"]):
        subprocess.run(["wine", *command], env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        subprocess.run(["wineserver", "-k"], env=environment, check=False)


def own_stderr(text: str) -> str:
    """Standard error of a program without what its emulator says."""
    return _WINE_WORDS.sub("", text)


def run_emulated(target: Target, executable: Path, arguments: list[str], environment: dict[str, str], overflows: bool) -> int:
    """Runs the executable in this process, whose folder is the program's. `overflows`: it is to use up its stack."""
    if runs_here(target):
        os.execve(executable, [str(executable), *arguments], environment)
    emulator = target.emulator
    assert emulator is not None
    if emulator == WASMTIME:
        return _run_wasm(executable, arguments, environment)
    if emulator == WINE:
        environment = environment | _wine_variables()
    if overflows:
        _, most = resource.getrlimit(resource.RLIMIT_STACK)
        resource.setrlimit(resource.RLIMIT_STACK, (_SMALL_STACK_BYTES, most))
    command = [*emulator.command, str(executable), *arguments]
    os.execvpe(command[0], command, environment)


def _wine_variables() -> dict[str, str]:
    # No questions about components that programs here do not use, and no reports of its own. Variables reach the program through
    # the encoding of the locale.
    quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=", "DISPLAY": ""}
    return {"WINEPREFIX": str(_WINE_PREFIX), "LC_ALL": "C.UTF-8", **quiet}


def _run_wasm(executable: Path, arguments: list[str], environment: dict[str, str]) -> int:
    import wasmtime

    config = wasmtime.Config()
    config.max_wasm_stack = _WASM_STACK_BYTES
    engine = wasmtime.Engine(config)
    store = wasmtime.Store(engine)
    wasi = wasmtime.WasiConfig()
    wasi.argv = [executable.name, *arguments]
    wasi.env = list(environment.items())
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    wasi.preopen_dir(".", ".")
    store.set_wasi(wasi)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    instance = linker.instantiate(store, wasmtime.Module.from_file(engine, str(executable)))
    try:
        instance.exports(store)["_start"](store)
    except wasmtime.ExitTrap as exit_:
        return exit_.code
    except wasmtime.Trap as trap:
        os.write(2, f"trap: {trap.trap_code.name if trap.trap_code else 'unknown'}\n".encode())
        return TRAP_STATUS
    return 0
