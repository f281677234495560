"""How each version of a program is compiled: FUSE by this compiler, C by the clang of the same toolchain, Go and Rust where their
compilers are installed.

Everything is compiled for speed: `build --release`, `-O3`, `go build`, `-C opt-level=3`. For the baseline CPU of the target, or
with `native` for the CPU of this machine (Go has no such option). C uses the system's kind of C library, whose allocator is the
faster one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fuse_mlir.codegen.targets import default_target
from fuse_mlir.codegen.toolchain import zig_path

BENCH = Path(__file__).resolve().parent


class NotCompiled(Exception):
    """A version of a program cannot be compiled; the text says why."""


@dataclass(frozen=True, slots=True)
class Language:
    """`build(source, output, native)` makes an executable or raises NotCompiled."""

    name: str
    suffix: str
    version: str
    build: Callable[[Path, Path, bool], None]

    def compile(self, program: str, folder: Path, native: bool) -> Path:
        """The executable of this language's version of a program. Those of other languages stay in `folder` until they change."""
        source = BENCH / program / f"{program}.{self.suffix}"
        output = folder / f"{program}-{self.suffix}"
        if self.version:
            parts = [source.read_bytes(), *(header.read_bytes() for header in sorted(BENCH.glob("*.h")))]
            key = hashlib.sha256(b"\0".join([self.version.encode(), str(native).encode(), *parts])).hexdigest()
            output = folder / f"{program}-{self.suffix}-{key[:16]}"
            if output.exists():
                return output
        self.build(source, output, native)
        return output


def fuse_mlir() -> list[str | Path]:
    """The command of the environment this script runs in."""
    return [Path(sys.executable).parent / "fuse-mlir"]


def languages() -> list[Language]:
    """Those that can be compiled here; FUSE first, then C."""
    found = [
        Language("FUSE", "fuse", "", _build_fuse),
        Language("C", "c", f"clang of zig {_output([zig_path(), 'version'])}", _build_c),
    ]
    go, rustc = _installed("go", Path("/usr/local/go/bin")), _installed("rustc", Path.home() / ".cargo/bin")
    if go is not None:
        found.append(Language("Go", "go", _output([go, "version"]), lambda *paths: _build_go(go, *paths)))
    if rustc is not None:
        found.append(Language("Rust", "rs", _output([rustc, "--version"]), lambda *paths: _build_rust(rustc, *paths)))
    return found


def _build_fuse(source: Path, output: Path, native: bool) -> None:
    cpu = ["--cpu", "native"] if native else []
    _compile([*fuse_mlir(), "build", "--release", *cpu, source, "-o", output])


def _build_c(source: Path, output: Path, native: bool) -> None:
    flags = ["-target", default_target("debug").zig, "-O3", "-s", "-ffp-contract=off", *(["-march=native"] if native else [])]
    _compile([zig_path(), "cc", *flags, source, "-o", output, "-lpthread"])


def _build_go(go: Path, source: Path, output: Path, native: bool) -> None:
    # GOTOOLCHAIN: the compiler that is here, never one to be fetched.
    _compile([go, "build", "-o", output, source], {"GOTOOLCHAIN": "local"})


def _build_rust(rustc: Path, source: Path, output: Path, native: bool) -> None:
    flags = ["--edition", "2021", "-C", "opt-level=3", *(["-C", "target-cpu=native"] if native else [])]
    _compile([rustc, *flags, "--cap-lints", "allow", source, "-o", output])


def _installed(program: str, usual_folder: Path) -> Path | None:
    """A compiler on the path, or in the folder that its own installer chooses."""
    found = shutil.which(program) or shutil.which(program, path=str(usual_folder))
    return Path(found) if found is not None else None


def _output(command: list[str | Path]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _compile(command: list[str | Path], variables: dict[str, str] | None = None) -> None:
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(variables or {})})
    if result.returncode != 0:
        raise NotCompiled(result.stderr.strip())
