"""The C runtime, compiled for a target: static archive, bitcode, shared library; archive and shared library also leak-checked.

One set of sources (`runtime/src/*.c`), one set of flags, six products. Every function is a section of its own, so the linker keeps
only what a program calls. Compiled with relative paths in the runtime's folder: no host path gets into the bytes.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path

from .prebuilt import Recipe, entry_folder, recipe_key
from .runtime_sources import runtime_files, uses_sqlite
from .sqlite import sqlite_archive, sqlite_recipe
from .targets import Target
from .toolchain import ZIG_VERSION, check_zig, run_zig

_FLAGS = (
    "-std=gnu17",
    "-O3",
    # Which kind of debug information a program has that takes the runtime in as bitcode; the runtime itself has none.
    "-gdwarf-4",
    "-g0",
    "-Iinclude",
    "-Isrc",
    "-ffunction-sections",
    "-fdata-sections",
    "-fno-sanitize=all",
    "-fno-stack-protector",
    "-fomit-frame-pointer",
    "-fno-asynchronous-unwind-tables",
    "-fno-unwind-tables",
    "-fno-ident",
    # x + y * z must round twice, as the language says, on targets with a fused multiply-add too.
    "-ffp-contract=off",
)


class Variant(Enum):
    """The products: kind, file name and the flags that differ."""

    ARCHIVE = ("runtime", "libfuse_rt.a", ("-fvisibility=hidden",))
    CHECKED = ("runtime-checked", "libfuse_rt.a", ("-fvisibility=hidden", "-DFUSE_RT_CHECK=1"))
    BITCODE = ("runtime-bitcode", "fuse_rt.bc", ("-fvisibility=hidden", "-emit-llvm"))
    SHARED = ("runtime-shared", "libfuse_rt.so", ("-fPIC",))
    # The same with SQLite, for programs that use a database.
    SHARED_DATABASE = ("runtime-shared-database", "libfuse_rt.so", ("-fPIC",))
    SHARED_CHECKED = ("runtime-shared-checked", "libfuse_rt.so", ("-fPIC", "-DFUSE_RT_CHECK=1"))

    def __init__(self, kind: str, file_name: str, flags: tuple[str, ...]) -> None:
        self.kind = kind
        self.file_name = file_name
        self.flags = flags


_WITH_SQLITE = (Variant.SHARED_DATABASE, Variant.SHARED_CHECKED)


def runtime_recipe(target: Target, variant: Variant) -> Recipe:
    files = runtime_files()
    parts: list[str | bytes] = ["runtime 2", ZIG_VERSION, target.zig, variant.kind, *_FLAGS, *variant.flags]
    for name, data in files.items():
        parts += [name, data]
    if variant in _WITH_SQLITE:
        parts.append(sqlite_recipe(target).key)
    return Recipe(target.name, variant.kind, recipe_key(parts), lambda out: _make(files, target, variant, out))


def runtime_file(target: Target, variant: Variant) -> Path:
    """The compiled runtime; the first use of a version of the sources compiles it (a few seconds)."""
    return entry_folder(runtime_recipe(target, variant)) / variant.file_name


def _make(files: dict[str, bytes], target: Target, variant: Variant, out: Path) -> None:
    check_zig()
    doing = f"compiling the runtime for {target.name}"
    # What is compiled is what the key was made of, even if somebody edits the sources meanwhile.
    with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as name:
        folder = Path(name)
        for path, data in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(data)

        def compile_one(source: str) -> Path:
            compiled = Path(source).with_suffix(".bc" if variant is Variant.BITCODE else ".o")
            run_zig(["cc", "-target", target.zig, *_FLAGS, *variant.flags, "-c", source, "-o", compiled], doing, folder=folder)
            return folder / compiled

        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            compiled = list(pool.map(compile_one, _sources(files, variant)))
        _combine(target, variant, compiled, out / variant.file_name, doing)


def _sources(files: dict[str, bytes], variant: Variant) -> list[str]:
    sources = [path for path in files if path.endswith(".c")]
    # A shared library must be whole; of an archive the linker takes what a program calls.
    return [path for path in sources if not uses_sqlite(path)] if variant is Variant.SHARED else sources


def _combine(target: Target, variant: Variant, compiled: list[Path], product: Path, doing: str) -> None:
    if variant is Variant.BITCODE:
        _combine_bitcode(compiled, product)
    elif product.suffix == ".so":
        flags = ["-shared", "-s", "-Wl,--build-id=none", "-Wl,-z,defs"]
        archives = [sqlite_archive(target)] if variant in _WITH_SQLITE else []
        run_zig(["cc", "-target", target.zig, *flags, *compiled, *archives, "-o", product, "-lm"], doing)
    else:
        # D: no times, owners or modes in the archive.
        run_zig(["ar", "rcsD", product, *compiled], doing)


def _combine_bitcode(compiled: list[Path], product: Path) -> None:
    import llvmlite.binding as llvm

    # Of its own: bitcode also holds what else its context has seen.
    context = llvm.create_context()
    first, *rest = [llvm.parse_bitcode(path.read_bytes(), context) for path in compiled]
    for module in rest:
        first.link_in(module)
    product.write_bytes(first.as_bitcode())
