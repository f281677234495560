"""The build line: what an executable says about itself on request and in the report of a fatal error.

`mode=aot profile=… target=… rustc=… cli=… runtime_cache=… contract=aot-v1`: seven keys in this order, as `spec` fixes them.
`rustc` is the name the contract has for the compiler that made the machine code; here that is LLVM, and behind its version stands
what it was told: `LLVM 22.1.0 (opt 3, x86-64, static)`. Nothing in it changes from build to build.
"""

from __future__ import annotations

import llvmlite.binding as llvm

from fuse_mlir import __version__

from .stages import BuildOptions
from .targets import Target

# The version of the layout of what `build` leaves in `.fuse/build`.
RUNTIME_CACHE_VERSION = 1


def build_line(options: BuildOptions, target: Target) -> str:
    """The build line of an executable for `target`, built with `options`."""
    version = ".".join(str(part) for part in llvm.llvm_version_info)
    # A list of features would be a page long; which machine `native` was, the name of its CPU says.
    told = [f"opt {options.level}", target.cpu, target.link, *(["leak check"] if options.leak_check else [])]
    return (
        f"mode=aot profile={options.profile} target={target.triple} rustc=LLVM {version} ({', '.join(told)}) cli={__version__} "
        f"runtime_cache={RUNTIME_CACHE_VERSION} contract=aot-v1"
    )
