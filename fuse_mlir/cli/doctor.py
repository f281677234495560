"""`fuse-mlir doctor`: which parts of the toolchain are there, in which version, and what to do about those that are not.

The wanted versions are those of the installed package's own requirements, so they are stated in one place.
"""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata

import click

from .. import __version__
from ..frontend.record import record
from .arguments import FuseCommand, common_options
from .faults import ERROR_STATUS, Progress

_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)==([^; ]+)(.*)")
_BELOW = re.compile(r"python_version *< *[\"'](\d+)\.(\d+)[\"']")
_MIN_PYTHON = (3, 10)


@record(frozen=True)
class Finding:
    """`state`: `ok`, `missing`, `wrong version` or `failed`; `needed`: False for parts that only developers of the compiler use."""

    part: str
    found: str
    state: str
    remedy: str | None = None
    needed: bool = True


@click.command("doctor", cls=FuseCommand)
@common_options
@click.pass_obj
def doctor(progress: Progress) -> int:
    """Say which parts of the toolchain are installed and work.

    The exit status is 0 when programs can be checked, run and built, else 1.
    """
    progress.phase = "examining the toolchain"
    findings = [_python(), *_packages(), _dialects(), _linker(), _cache_folder()]
    width = max(len(finding.part) for finding in findings)
    click.echo(f"fuse-mlir {__version__} on {platform.system()} {platform.machine()}")
    for finding in findings:
        if finding.needed or finding.state == "ok":
            click.echo(f"  {finding.part:<{width}}  {finding.state:<13}  {finding.found}")
        if finding.needed and finding.remedy is not None:
            click.echo(f"  {'':<{width}}  remedy: {finding.remedy}")
    broken = [finding.part for finding in findings if finding.needed and finding.state != "ok"]
    click.echo("everything that is needed works" if not broken else f"not working: {', '.join(broken)}")
    return ERROR_STATUS if broken else 0


def _python() -> Finding:
    wanted = ".".join(str(part) for part in _MIN_PYTHON)
    state = "ok" if sys.version_info >= _MIN_PYTHON else "wrong version"
    remedy = None if state == "ok" else f"use Python {wanted} or later"
    return Finding("python", platform.python_version(), state, remedy)


def _packages() -> list[Finding]:
    """The packages that fuse-mlir requires, each at one version."""
    try:
        requirements = metadata.requires("fuse-mlir") or []
    except metadata.PackageNotFoundError:
        return [Finding("fuse-mlir", "-", "missing", "python -m pip install fuse-mlir")]
    matches = [match for match in map(_REQUIREMENT.match, requirements) if match is not None and _applies(match[3])]
    return [_package(match[1], match[2], needed="extra" not in match[3]) for match in matches]


def _applies(marker: str) -> bool:
    """Whether a requirement with this marker is one of this Python version."""
    below = _BELOW.search(marker)
    return below is None or sys.version_info < (int(below[1]), int(below[2]))


def _package(name: str, wanted: str, *, needed: bool) -> Finding:
    remedy = f"python -m pip install {name}=={wanted}"
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, "-", "missing", remedy, needed)
    if found != wanted:
        return Finding(name, f"{found}, {wanted} is needed", "wrong version", remedy, needed)
    return Finding(name, found, "ok", None, needed)


def _dialects() -> Finding:
    try:
        from ..dialects.context import create_context

        create_context()
    except (ImportError, OSError, AttributeError) as error:
        remedy = "install fuse-mlir again; in a checkout: cmake -G Ninja -B build && ninja -C build"
        return Finding("fuse dialects", str(error), "failed", remedy)
    return Finding("fuse dialects", "registered", "ok")


def _linker() -> Finding:
    from ..codegen.errors import BuildError
    from ..codegen.toolchain import ZIG_VERSION, check_zig

    try:
        check_zig()
    except BuildError as error:
        return Finding("linker (zig)", error.message, "failed", error.hint)
    return Finding("linker (zig)", ZIG_VERSION, "ok")


def _cache_folder() -> Finding:
    import os

    from ..codegen.cache import cache_root

    root = cache_root()
    existing = next(folder for folder in (root, *root.parents) if folder.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return Finding("cache folder", str(root), "ok")
    return Finding(
        "cache folder", f"{existing} is not writable", "failed", "make it writable, or set XDG_CACHE_HOME to another folder"
    )
