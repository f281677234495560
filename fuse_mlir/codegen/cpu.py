"""`--cpu`: the processor that an executable is made for, in place of the baseline of its target.

A name is one of LLVM's; `native` is this machine's processor, with what its system lets programs use. The result runs on that
processor and its successors only, and is the same bytes wherever it is built with the same name.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import replace
from functools import cache

from .errors import BuildError
from .targets import Target, runs_here
from .toolchain import run_llvm_tool

NATIVE = "native"
_NAME = re.compile(r"^  (\S+) +- Select the \S+ processor\.$", re.MULTILINE)


@cache
def with_cpu(target: Target, name: str) -> Target:
    """The row of `target` with another CPU.

    Errors: BuildError where the target has no such CPU, or none to choose.
    """
    if "cpus" in target.lacks:
        raise BuildError(f"there is no CPU to choose for {target.name}", "leave --cpu out")
    if name == NATIVE:
        return _with_this_one(target)
    names = _names(target)
    if name not in names:
        close = difflib.get_close_matches(name, names, 3)
        hint = f"similar: {', '.join(close)}" if close else f"the baseline is {target.cpu}; this machine's own is called {NATIVE}"
        raise BuildError(f"unknown CPU {name} for {target.name}", hint)
    return replace(target, cpu=name)


def _with_this_one(target: Target) -> Target:
    if not runs_here(target):
        raise BuildError(f"this machine's CPU is none for {target.name}", "name one: --cpu NAME")
    import llvmlite.binding as llvm

    return replace(target, cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten())


def _names(target: Target) -> list[str]:
    """LLVM's names of the CPUs of the architecture, as its code generator lists them on request."""
    listing = run_llvm_tool("llc", [f"-mtriple={target.triple}", "-mcpu=help"], f"listing the CPUs of {target.name}")
    # On standard error, and with it the features.
    return _NAME.findall(listing.stderr.partition("Available features")[0])
