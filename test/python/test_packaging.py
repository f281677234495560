"""pyproject.toml says the same thing in each of its places, and names every package of the checkout."""

from __future__ import annotations

import re
from pathlib import Path

from fuse_mlir.codegen.toolchain import ZIG_VERSION

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text()


def test_every_package_has_one_pin() -> None:
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r'^  "([a-z-]+)==([^"]+)",$', PYPROJECT, re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    assert pins and all(len(versions) == 1 for versions in pins.values()), pins
    assert pins["ziglang"] == {ZIG_VERSION}


def test_every_package_folder_is_installed() -> None:
    listed = re.findall(r'^  "(fuse_mlir[a-z_.]*)",$', PYPROJECT, re.MULTILINE)
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "fuse_mlir").rglob("__init__.py")}
    for folder in ("dialects", "lowering"):
        found |= {".".join(("fuse_mlir", *path.parent.relative_to(ROOT).parts)) for path in (ROOT / folder).rglob("__init__.py")}
    assert sorted(listed) == sorted(found)
