"""Builds the compiled parts of the package: the dialect library, its Python op classes, the link kits of this machine's targets.

Everything else about the package is in pyproject.toml. The compiled parts are no CPython extension (the library is loaded through
its C API), so one wheel serves every Python 3 of a platform: `py3-none-<platform>`.

An editable installation builds nothing here: `./dev setup` builds the parts into the checkout, and again when they change.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from setuptools import Command, Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build import build

ROOT = Path(__file__).resolve().parent


class BuildNative(Command):
    """Builds the dialect library and the link kits into the build folder."""

    description = "build the dialect library and the link kits"
    user_options: ClassVar[list[tuple[str, str | None, str]]] = []

    def initialize_options(self) -> None:
        self.build_lib: str | None = None
        self.build_temp: str | None = None
        # Set by setuptools for an editable installation.
        self.editable_mode = False

    def finalize_options(self) -> None:
        self.set_undefined_options("build", ("build_lib", "build_lib"), ("build_temp", "build_temp"))

    def run(self) -> None:
        if self.editable_mode:
            return
        assert self.build_lib is not None and self.build_temp is not None
        package = Path(self.build_lib) / "fuse_mlir"
        self._build_dialects(Path(self.build_temp).resolve() / "dialects", package)
        for part in ("include", "src"):
            shutil.copytree(ROOT / "runtime" / part, package / "runtime" / part, dirs_exist_ok=True)
        third_party = package / "runtime" / "third_party"
        third_party.mkdir(exist_ok=True)
        shutil.copy2(ROOT / "runtime" / "third_party" / "deps.lock", third_party)
        # The package under construction builds its own kits.
        sys.path.insert(0, str(ROOT))
        from fuse_mlir.codegen.kits import ship_host_kits
        from fuse_mlir.codegen.sqlite import sqlite_sources

        # Other targets are for the user's machine to compile for.
        for source in sorted(sqlite_sources().glob("sqlite3.?")):
            shutil.copy2(source, third_party)
        ship_host_kits(package / "_native" / "runtime", self.announce_line)

    def announce_line(self, line: str) -> None:
        print(line, flush=True)

    def _build_dialects(self, scratch: Path, package: Path) -> None:
        # A copy: CMake puts its products beside the sources, and building a wheel must not change the checkout.
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(ROOT / "dialects", scratch / "dialects", ignore=shutil.ignore_patterns("_*_gen.py", "__pycache__"))
        shutil.copytree(ROOT / "lowering" / "native", scratch / "lowering" / "native")
        shutil.copy2(ROOT / "CMakeLists.txt", scratch)
        build_folder = scratch / "build"
        configure = ["cmake", "-G", "Ninja", "-S", scratch, "-B", build_folder, f"-DPython3_EXECUTABLE={sys.executable}"]
        subprocess.run(configure, check=True)
        subprocess.run(["cmake", "--build", build_folder, "--parallel", str(os.cpu_count() or 1)], check=True)
        shutil.copytree(scratch / "fuse_mlir" / "_native", package / "_native", dirs_exist_ok=True)
        for generated in sorted((scratch / "dialects").glob("_*_gen.py")):
            shutil.copy2(generated, package / "dialects" / generated.name)

    def get_source_files(self) -> list[str]:
        return []

    def get_outputs(self) -> list[str]:
        return []


class Build(build):
    sub_commands: ClassVar = [*build.sub_commands, ("build_native", None)]


class Wheel(bdist_wheel):
    """A wheel for every Python 3 of one platform."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


class NativeDistribution(Distribution):
    """Goes into the platform's folder: it holds compiled files, though no extension modules."""

    def has_ext_modules(self) -> bool:
        return True


setup(cmdclass={"build": Build, "build_native": BuildNative, "bdist_wheel": Wheel}, distclass=NativeDistribution)
