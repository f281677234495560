"""lit configuration: `lit test` (or `lit test/Dialect`) in any checkout whose Python environment has the `dev` extra installed.

Substitutions:  %s, %t and the like of lit.
Tools:          fuse-opt and fuse-mlir of the environment that runs lit; FileCheck, not and split-file of the LLVM wheel.
Outputs:        build/test/, one folder a test folder.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import lit.formats

ROOT = Path(__file__).resolve().parent


def wheel_bin(package: str) -> Path:
    """The folder of the tools that a wheel brings."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        lit_config.fatal(f"package '{package}' is not installed: install the `dev` extra of pyproject.toml")  # noqa: F821
    return Path(next(iter(spec.submodule_search_locations))) / "bin"


config.name = "fuse-mlir"  # noqa: F821
config.test_format = lit.formats.ShTest(execute_external=False)  # noqa: F821
config.suffixes = [".mlir", ".fuse", ".test"]  # noqa: F821
config.test_source_root = str(ROOT)  # noqa: F821
config.test_exec_root = str(ROOT / "build")  # noqa: F821
# Programs that pytest runs, not lit.
config.excludes = ["Inputs", "fuzz", "parity", "python", "semantics"]  # noqa: F821
config.environment = {  # noqa: F821
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), str(wheel_bin("llvm")), "/usr/bin", "/bin"]),
    # Messages and sorting must not depend on who runs the tests.
    "LC_ALL": "C.UTF-8",
    # FileCheck shows the input around a failed check.
    "FILECHECK_OPTS": "--dump-input=fail --dump-input-context=10",
    "HOME": os.environ.get("HOME", str(ROOT)),
}
