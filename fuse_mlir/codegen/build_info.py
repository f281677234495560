"""The build line: what an executable says about itself on request and in the report of a fatal error.

`mode=aot profile=… target=… rustc=… cli=… runtime_cache=… contract=aot-v1`: seven keys in this order, as `spec` fixes them.
`rustc` is the name the contract has for the compiler that made the machine code; here that is LLVM. Nothing in it changes from
build to build.
"""

from __future__ import annotations

import llvmlite.binding as llvm

from fuse_mlir import __version__

from .targets import Target

# The version of the layout of what `build` leaves in `.fuse/build`.
RUNTIME_CACHE_VERSION = 1


def build_line(profile: str, target: Target) -> str:
    """The build line of an executable for `target`, built with `profile` (`release` or `debug`)."""
    compiler = "LLVM " + ".".join(str(part) for part in llvm.llvm_version_info)
    return (
        f"mode=aot profile={profile} target={target.triple} rustc={compiler} cli={__version__} "
        f"runtime_cache={RUNTIME_CACHE_VERSION} contract=aot-v1"
    )
