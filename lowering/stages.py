"""The stages of the IR between the importer and LLVM: what `--emit` and `--from` name, and what pipelines are checked against."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """`value` is the name on the command line."""

    FUSE = "fuse"
    FUSE_OPT = "fuse-opt"
    CFG = "cfg"
    OWNED = "owned"
    FUSE_RT = "fuse_rt"
    LLVM = "llvm"

    @property
    def order(self) -> int:
        """Position in the way of the data, from 0."""
        return list(Stage).index(self)


def stage_named(name: str) -> Stage:
    """The stage with this command line name. ValueError where there is none."""
    return Stage(name)
