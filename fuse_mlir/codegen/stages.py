"""The stages of a build, and what the user can ask of one. Imports nothing heavy: the command line reads it first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .targets import Target, default_target, find_target, relinked

# What `--emit` and `--from` accept, in the order of the pipeline.
MLIR_STAGES = ("fuse", "fuse-opt", "cfg", "owned", "fuse_rt", "llvm")
STAGES = ("canonical", *MLIR_STAGES, "llvm-ir", "asm", "obj", "exe")

# The steps of building an executable, as `build --aot` shows them. The first and the last are the command's own.
STEPS = (
    "check program",
    "compile program",
    "build link dependencies",
    "emit native object",
    "link final binary",
    "write cache artifacts",
)

# What stands behind the path of an executable in that of the file with its symbols.
DEBUG_SUFFIX = ".debug"

# LLVM's level of a profile. Level 1 of a debug build costs little more than 0 and keeps recursion and loops usable.
_LEVELS = {"debug": 1, "release": 3}


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What changes the output.

    profile     `debug`: compiles fast, keeps symbols; `release`: the fastest code, no symbols
    target      a name of the target table; None: this machine, static for release
    link        `static` or `dynamic`: the row for the same machines that is linked so; None: as the target says
    cpu         LLVM's name of the CPU, or `native`; None: the target's baseline
    opt_level   LLVM's level, 0 to 3; None: the profile's
    symbols     what a stripped executable lacks is kept in a file beside it
    leak_check  links the runtime that counts live objects and reports them at exit
    locations   emitted MLIR keeps its source locations
    root        the folder that file names in the result are relative to; None: that of the entry file
    debug_info  for a debugger: functions keep frames of their own, errors their traces; None: in what a debug build makes but MLIR
    """

    profile: str = "debug"
    target: str | None = None
    link: str | None = None
    cpu: str | None = None
    opt_level: int | None = None
    symbols: bool = False
    leak_check: bool = False
    locations: bool = False
    root: str | None = None
    debug_info: bool | None = None

    def resolve_target(self) -> Target:
        """The row of the target table these options mean, with their CPU."""
        if self.target is None:
            target = default_target(self.profile, self.link)
        else:
            target = find_target(self.target)
            if self.link is not None:
                target = relinked(target, self.link)
        if self.cpu is None:
            return target
        from .cpu import with_cpu

        return with_cpu(target, self.cpu)

    def for_machine_code(self) -> BuildOptions:
        """The same options where the result is no MLIR."""
        return self if self.debug_info is not None else replace(self, debug_info=self.profile == "debug")

    @property
    def level(self) -> int:
        return _LEVELS[self.profile] if self.opt_level is None else self.opt_level


@dataclass(frozen=True, slots=True)
class StageFile:
    """The text of a module emitted at `stage`, one of MLIR_STAGES; `path` is for messages."""

    stage: str
    path: str
    text: str
