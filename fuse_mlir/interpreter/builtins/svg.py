"""`svg.inline`: the markup of an SVG file below the folder of icons."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..conversion import trim
from ..failures import RuntimeFailure
from ..values import HtmlValue, Value
from .arguments import expect, expect_count, expect_string

if TYPE_CHECKING:
    from ..machine import Machine


def _inline(args: list[Value], machine: Machine) -> Value:
    expect_count("svg.inline", args, 1)
    relative = _relative_path(expect_string(args[0], "svg.inline expects a String path"))
    path = os.path.join(machine.variable("FUSE_SVG_DIR") or os.path.join("assets", "svg"), relative)
    if machine.variable("FUSE_DEV_MODE") == "1":
        return HtmlValue(_read(path))
    if path not in machine.svg_cache:
        machine.svg_cache[path] = _read(path)
    return HtmlValue(machine.svg_cache[path])


def _relative_path(name: str) -> str:
    raw = trim(name).replace("\\", "/")
    expect(raw != "", "svg.inline expects a non-empty path")
    expect(not raw.startswith("/"), "svg.inline path must be relative to assets/svg")
    parts = [part for part in raw.split("/") if part not in ("", ".")]
    expect(".." not in parts, "svg.inline path traversal is not allowed")
    expect(bool(parts), "svg.inline expects a non-empty path")
    path = os.path.join(*parts)
    extension = os.path.splitext(path)[1]
    if not extension:
        return f"{path}.svg"
    expect(extension.lower() == ".svg", "svg.inline only supports .svg files")
    return path


def _read(path: str) -> str:
    expect(os.path.isfile(path), f"svg.inline missing file: {path}")
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        reason = f"{error.strerror} (os error {error.errno})"
    except UnicodeDecodeError:
        reason = "stream did not contain valid UTF-8"
    raise RuntimeFailure(f"svg.inline failed to read {path}: {reason}")


BUILTINS = {"svg.inline": _inline}
