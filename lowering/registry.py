"""The registry of passes: every pass that the compiler defines, as data.

A pass `insert-rc` is the function `insert_rc(module, **options)` of `insert_rc.py`. It takes the `builtin.module` operation,
changes it in place, raises `PassFailure` for input that it cannot accept, and returns its statistics as a dict, or None where it
declares none. Its module is imported when it first runs. The text below the first line of the module's docstring is the pass's
description.

`python -m fuse_mlir.lowering.registry` prints docs/passes.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from mlir.ir import Operation

from .stages import Stage

OptionValue = bool | int | str
PassFunction = Callable[..., Mapping[str, int] | None]


@dataclass(frozen=True, slots=True)
class PassOption:
    """An option of a pass; the default's type is the option's type. Names are in kebab case."""

    name: str
    default: OptionValue
    summary: str


@dataclass(frozen=True, slots=True)
class PassInfo:
    """One pass.

    takes, leaves   the dialects that may occur before and after
    stage           the stage of the IR that it runs on; None: any, it does not change the stage
    becomes         the stage after it: another one for the gate at the end of a phase, which proves the stage; else the same
    after           passes of the same phase that must have run before
    speed           it only makes programs faster: `-O0` leaves it out
    statistics      name and meaning of each number that it returns
    """

    name: str
    summary: str
    stage: Stage | None
    takes: tuple[str, ...]
    leaves: tuple[str, ...]
    becomes: Stage | None = None
    after: tuple[str, ...] = ()
    speed: bool = False
    options: tuple[PassOption, ...] = ()
    statistics: tuple[tuple[str, str], ...] = ()
    anchor: str = "builtin.module"

    @property
    def stage_after(self) -> Stage | None:
        return self.becomes or self.stage

    @property
    def module_name(self) -> str:
        return self.name.replace("-", "_")

    def function(self) -> PassFunction:
        """The pass itself."""
        return getattr(import_module(f".{self.module_name}", __package__), self.module_name)

    def description(self) -> str:
        """The docstring of the pass's module, without its first line."""
        documentation = import_module(f".{self.module_name}", __package__).__doc__ or ""
        return documentation.partition("\n")[2].strip("\n")


# Dialects of the stages, for `takes` and `leaves`.
STRUCTURED = ("fuse", "func", "scf", "cf", "arith", "math", "ub")
FLAT = ("fuse", "func", "cf", "arith", "math", "ub")
MACHINE = ("fuse_rt", "llvm", "func", "cf", "arith", "math", "ub")
EXPLAIN = PassOption("explain", False, "attach the reason of each decision as an attribute")

# In the order of the pipeline. A new pass: an entry here, a file, a folder test/Lowering/<name>/, its place in pipelines.py,
# and `python -m fuse_mlir.lowering.registry > docs/passes.md`.
PASSES: tuple[PassInfo, ...] = (
    # ---- optimize
    PassInfo(
        name="infer-inlining",
        summary="decide which functions the inliner may put into their callers",
        stage=Stage.FUSE,
        speed=True,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        # Measured in ops of the fuse stage: about what a function of a dozen lines has.
        options=(
            PassOption("size", 80, "largest function that is inlined wherever it is called, in ops"),
            PassOption("limit", 2000, "how large a function may become by inlining functions that have one call, in ops"),
        ),
        statistics=(("kept", "functions that stay"),),
    ),
    # Also at the end of other phases.
    PassInfo(
        name="simplify",
        summary="folds and canonicalization patterns, values and control flow in turns",
        stage=None,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        speed=True,
    ),
    PassInfo(
        name="elide-bounds-checks",
        summary="an access whose index is surely within the list loses its test",
        stage=Stage.FUSE,
        speed=True,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        statistics=(("elided", "accesses left unchecked"), ("kept", "accesses that keep their test")),
    ),
    PassInfo(
        name="forward-list-lengths",
        summary="accesses in a loop are tested against the length that the list had before it",
        stage=Stage.FUSE,
        after=("elide-bounds-checks",),
        speed=True,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        statistics=(
            ("forwarded", "lengths read from the origin of a list"),
            ("tested", "accesses tested against a length from outside their loop"),
        ),
    ),
    PassInfo(
        name="hoist-uniqueness",
        summary="a list that a loop stores into is made unique before the loop",
        stage=Stage.FUSE,
        speed=True,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        statistics=(("hoisted", "lists made unique"),),
    ),
    PassInfo(
        name="split-loops",
        summary="a counted loop runs its first part, where every access is surely in range, without tests",
        stage=Stage.FUSE,
        after=("forward-list-lengths",),
        speed=True,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        statistics=(("split", "loops that have a first part"), ("dropped", "tests that the first parts do without")),
    ),
    PassInfo(
        name="verify-fuse-opt",
        summary="gate of the phase optimize: no op of a later stage",
        stage=Stage.FUSE,
        becomes=Stage.FUSE_OPT,
        takes=STRUCTURED,
        leaves=STRUCTURED,
    ),
    # ---- lower-to-cfg
    PassInfo(
        name="lower-any",
        summary="conversions between types and values known at run time become calls of generated functions",
        stage=Stage.FUSE_OPT,
        takes=STRUCTURED,
        leaves=STRUCTURED,
    ),
    PassInfo(
        name="lower-json",
        summary="JSON of values becomes calls of generated functions",
        stage=Stage.FUSE_OPT,
        takes=STRUCTURED,
        leaves=STRUCTURED,
    ),
    PassInfo(
        name="lower-text",
        summary="text of composite values becomes calls of generated functions",
        stage=Stage.FUSE_OPT,
        takes=STRUCTURED,
        leaves=STRUCTURED,
    ),
    PassInfo(
        name="infer-raises",
        summary="mark each function that may raise",
        stage=Stage.FUSE_OPT,
        takes=STRUCTURED,
        leaves=STRUCTURED,
        options=(EXPLAIN,),
    ),
    PassInfo(
        name="lower-raises",
        summary="every raise becomes a branch, functions that may raise return an error first",
        stage=Stage.FUSE_OPT,
        after=("infer-raises",),
        takes=FLAT,
        leaves=FLAT,
        options=(PassOption("trace", False, "errors remember the places that they pass"),),
    ),
    PassInfo(
        name="elide-checks",
        summary="a test whose outcome is known from an earlier branch goes",
        stage=Stage.FUSE_OPT,
        after=("lower-raises",),
        speed=True,
        takes=FLAT,
        leaves=FLAT,
    ),
    PassInfo(
        name="verify-cfg",
        summary="gate of the phase lower-to-cfg: no scf, no raising op, errors returned first",
        stage=Stage.FUSE_OPT,
        becomes=Stage.CFG,
        takes=FLAT,
        leaves=FLAT,
    ),
    # ---- insert-ownership
    PassInfo(
        name="lower-selects",
        summary="a select between counted values becomes a branch",
        stage=Stage.CFG,
        takes=FLAT,
        leaves=FLAT,
    ),
    PassInfo(
        name="append-in-place",
        summary="text and lists grow at their end instead of being joined into new ones",
        stage=Stage.CFG,
        after=("lower-selects",),
        speed=True,
        takes=FLAT,
        leaves=FLAT,
        statistics=(("appended", "texts that are appended to"), ("pushed", "elements pushed onto lists")),
    ),
    PassInfo(
        name="take-elements",
        summary="nested stores move the inner value out and back instead of copying it",
        stage=Stage.CFG,
        after=("lower-selects",),
        speed=True,
        takes=FLAT,
        leaves=FLAT,
        statistics=(("taken", "elements and fields moved out"),),
    ),
    PassInfo(
        name="infer-ownership",
        summary="decide for each counted parameter whether the function owns or borrows it",
        stage=Stage.CFG,
        takes=FLAT,
        leaves=FLAT,
        options=(EXPLAIN,),
    ),
    PassInfo(
        name="insert-rc",
        summary="add retains and releases so that each owned value is consumed once on each path",
        stage=Stage.CFG,
        after=("lower-selects", "infer-ownership"),
        takes=FLAT,
        leaves=FLAT,
    ),
    PassInfo(
        name="elide-rc",
        summary="a part that outlives its container takes over the container's count",
        stage=Stage.CFG,
        after=("insert-rc",),
        speed=True,
        takes=FLAT,
        leaves=FLAT,
        statistics=(("elided", "retains and releases removed"),),
    ),
    PassInfo(
        name="infer-unique",
        summary="mark list updates whose list is proven to have one owner",
        stage=Stage.CFG,
        after=("insert-rc",),
        speed=True,
        takes=FLAT,
        leaves=FLAT,
        statistics=(("unique", "updates marked"),),
    ),
    PassInfo(
        name="reuse-cells",
        summary="a cell that dies where another of its type is made becomes that other one",
        stage=Stage.CFG,
        after=("insert-rc",),
        speed=True,
        takes=FLAT,
        leaves=FLAT,
        statistics=(("reused", "cells that may become others"),),
    ),
    PassInfo(
        name="verify-owned",
        summary="gate of the phase insert-ownership: each owned value is consumed once on each path",
        stage=Stage.CFG,
        becomes=Stage.OWNED,
        takes=FLAT,
        leaves=FLAT,
    ),
    # ---- lower-to-fuse-rt
    PassInfo(
        name="lower-fuse-to-fuse-rt",
        summary="values get their machine representation",
        stage=Stage.OWNED,
        takes=FLAT,
        leaves=MACHINE,
    ),
    PassInfo(
        name="verify-fuse-rt",
        summary="gate of the phase lower-to-fuse-rt: no op, type or attribute of fuse",
        stage=Stage.OWNED,
        becomes=Stage.FUSE_RT,
        after=("lower-fuse-to-fuse-rt",),
        takes=MACHINE,
        leaves=MACHINE,
    ),
    # ---- lower-to-llvm
    PassInfo(
        name="lower-fuse-rt-to-llvm",
        summary="runtime ops become llvm ops; functions get their linker names",
        stage=Stage.FUSE_RT,
        takes=("fuse_rt", "llvm"),
        leaves=("llvm",),
    ),
    PassInfo(
        name="verify-llvm",
        summary="gate of the phase lower-to-llvm: nothing but the llvm dialect",
        stage=Stage.FUSE_RT,
        becomes=Stage.LLVM,
        after=("lower-fuse-rt-to-llvm",),
        takes=("llvm",),
        leaves=("llvm",),
    ),
)

_BY_NAME = {info.name: info for info in PASSES}


def find_pass(name: str) -> PassInfo:
    """The pass with this name. ValueError where there is none."""
    info = _BY_NAME.get(name)
    if info is None:
        raise ValueError(f"no pass is called '{name}'")
    return info


def is_registered(name: str) -> bool:
    """Whether a pass of ours has this name."""
    return name in _BY_NAME


def call(info: PassInfo, module: Operation, options: Mapping[str, OptionValue]) -> dict[str, int]:
    """Run a pass on a module; returns its statistics.

    Errors: PassFailure from the pass; AssertionError where it returns other numbers than it declares.
    """
    values = info.function()(module, **{name.replace("-", "_"): value for name, value in options.items()})
    statistics = dict(values or {})
    declared = [name for name, _ in info.statistics]
    if list(statistics) != declared:
        raise AssertionError(f"pass '{info.name}' declares the statistics {declared}, but returned {list(statistics)}")
    return statistics


if __name__ == "__main__":
    from .pass_documentation import markdown

    print(markdown(), end="")
