"""The stages of a build, and what the user can ask of one. Imports nothing heavy: the command line reads it first."""

from __future__ import annotations

from dataclasses import dataclass

from .targets import Target, default_target, find_target

# What `--emit` and `--from` accept, in the order of the pipeline.
MLIR_STAGES = ("fuse", "fuse-opt", "cfg", "owned", "fuse_rt", "llvm")
STAGES = ("canonical", *MLIR_STAGES, "llvm-ir", "asm", "obj", "exe")

# The steps of building an executable, as `build --aot` shows them. The last one is the command's own.
STEPS = (
    "compile program",
    "build link dependencies",
    "optimize program",
    "emit native object",
    "link final binary",
    "write cache artifacts",
)

# LLVM's level of a profile. Level 1 of a debug build costs little more than 0 and keeps recursion and loops usable.
_LEVELS = {"debug": 1, "release": 3}


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What changes the output.

    profile     `debug`: compiles fast, keeps symbols; `release`: the fastest code, no symbols
    target      a name of the target table; None: this machine, static for release
    opt_level   LLVM's level, 0 to 3; None: the profile's
    leak_check  links the runtime that counts live objects and reports them at exit
    locations   emitted MLIR keeps its source locations
    """

    profile: str = "debug"
    target: str | None = None
    opt_level: int | None = None
    leak_check: bool = False
    locations: bool = False

    def resolve_target(self) -> Target:
        """The row of the target table these options mean."""
        return find_target(self.target) if self.target is not None else default_target(self.profile)

    @property
    def level(self) -> int:
        return _LEVELS[self.profile] if self.opt_level is None else self.opt_level


@dataclass(frozen=True, slots=True)
class StageFile:
    """The text of a module emitted at `stage`, one of MLIR_STAGES; `path` is for messages."""

    stage: str
    path: str
    text: str
