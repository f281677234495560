"""SQLite, which programs that use a database are linked with: its sources, and the archive for a target.

The sources come from the package index as `runtime/third_party/deps.lock` pins them, and once in a user's cache they stay; an
installed package brings them along. They are compiled like the runtime: with relative paths, no times, a section a function.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BuildError
from .prebuilt import Recipe, entry_folder, recipe_key
from .runtime_sources import runtime_folder
from .targets import Target
from .toolchain import ZIG_VERSION, check_zig, run_zig

if TYPE_CHECKING:
    # Not when it runs: the package's own build makes the archives without MLIR.
    from mlir import ir

VERSION = "3.50.4"
ARCHIVE = "libsqlite3.a"
_CALLS = ("fuse_rt_db_", "fuse_rt_query_")
_FILES = ("sqlite3.c", "sqlite3.h")
# The distribution has code of its own behind it.
_END = b"/************************** End of sqlite3.c ******************************/\n"
_FLAGS = (
    "-O2",
    "-g0",
    "-ffunction-sections",
    "-fdata-sections",
    "-fno-sanitize=all",
    "-fno-stack-protector",
    "-fno-asynchronous-unwind-tables",
    "-fno-unwind-tables",
    "-fno-ident",
    "-ffp-contract=off",
    # Programs in process must not meet another SQLite, which Python may have.
    "-fvisibility=hidden",
    "-w",
    "-DSQLITE_DEFAULT_FOREIGN_KEYS=1",
    "-DSQLITE_DEFAULT_MEMSTATUS=0",
    "-DSQLITE_ENABLE_DBSTAT_VTAB",
    "-DSQLITE_ENABLE_FTS3",
    "-DSQLITE_ENABLE_FTS3_PARENTHESIS",
    "-DSQLITE_ENABLE_FTS5",
    "-DSQLITE_ENABLE_MATH_FUNCTIONS",
    "-DSQLITE_ENABLE_RTREE",
    "-DSQLITE_MAX_VARIABLE_NUMBER=250000",
    "-DSQLITE_OMIT_LOAD_EXTENSION",
    "-DSQLITE_SOUNDEX",
    "-DSQLITE_USE_URI=1",
)


def needs_sqlite(module: ir.Module) -> bool:
    """Whether a program in the llvm dialect calls what the runtime has for databases."""
    return calls_database(op.attributes["sym_name"].value for op in module.body.operations if op.operation.name == "llvm.func")


def calls_database(symbols: Iterable[str]) -> bool:
    """The same by the names of the functions that a program declares."""
    return any(symbol.startswith(_CALLS) for symbol in symbols)


def sqlite_recipe(target: Target) -> Recipe:
    flags = [*_FLAGS, *_flags_of(target)]
    key = recipe_key(["sqlite 1", ZIG_VERSION, target.zig, _lock().read_bytes(), *flags])
    return Recipe(target.name, "sqlite", key, lambda out: _make(target, flags, out))


def sqlite_archive(target: Target) -> Path:
    """The archive; the first use of a version for a target compiles it (about 20 seconds)."""
    return entry_folder(sqlite_recipe(target)) / ARCHIVE


def sqlite_sources() -> Path:
    """The folder with `sqlite3.c` and `sqlite3.h`, fetched now if need be. Errors: BuildError."""
    shipped = _lock().parent
    if all((shipped / name).is_file() for name in _FILES):
        return shipped
    return entry_folder(Recipe("any", "sqlite-sources", recipe_key(["sources 1", _lock().read_bytes()]), fetch_sources))


def fetch_sources(out: Path) -> None:
    """Puts the two files into the folder `out`. Errors: BuildError."""
    with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as name:
        folder = Path(name)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--no-binary=:all:", "--no-build-isolation", "--require-hashes", "--requirement", str(_lock())]
        done = subprocess.run(
            [*command, "--dest", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        archives = sorted(folder.glob("*.tar.gz"))
        if done.returncode != 0 or len(archives) != 1:
            said = [line for line in done.stdout.splitlines() if line.startswith(("ERROR", "WARNING"))] or done.stdout.splitlines()
            raise BuildError(
                f"cannot fetch the sources of SQLite, which programs with a database need: {(said or ['pip says nothing'])[0]}",
                f"the first such build needs the package index; try: {shlex.join(command)}",
            )
        _extract(archives[0], out)


def _extract(archive: Path, out: Path) -> None:
    with tarfile.open(archive) as tar:
        for member in tar:
            path = Path(member.name)
            if path.name in _FILES and path.parts[1:-1] == ("sqlite",):
                content = tar.extractfile(member)
                assert content is not None
                text, end, _ = content.read().partition(_END)
                if path.suffix == ".c" and not end:
                    raise BuildError("the sources of SQLite have no end that is known", "see runtime/third_party/deps.lock")
                (out / path.name).write_bytes(text + end)
    missing = [name for name in _FILES if not (out / name).is_file()]
    if missing:
        raise BuildError(f"the sources of SQLite lack {' and '.join(missing)}", "see runtime/third_party/deps.lock")


def _lock() -> Path:
    return runtime_folder() / "third_party" / "deps.lock"


def _flags_of(target: Target) -> list[str]:
    # Several threads, none of which uses a connection of another (runtime/src/database.h).
    threads = 0 if "threads" in target.lacks else 2
    # Shared libraries hold it too.
    return [f"-DSQLITE_THREADSAFE={threads}", *(["-fPIC"] if "linux" in target.zig else [])]


def _make(target: Target, flags: list[str], out: Path) -> None:
    check_zig()
    doing = f"compiling SQLite for {target.name}"
    with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as name:
        folder = Path(name)
        (folder / "sqlite3.c").write_bytes((sqlite_sources() / "sqlite3.c").read_bytes())
        run_zig(["cc", "-target", target.zig, *flags, "-c", "sqlite3.c", "-o", "sqlite3.o"], doing, folder=folder)
        # D: no times, owners or modes in the archive.
        run_zig(["ar", "rcsD", out.resolve() / ARCHIVE, "sqlite3.o"], doing, folder=folder)
