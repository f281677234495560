"""The Python face of the dialect `fuse_rt`: op classes and builder functions, generated from fuse_rt/FuseRtOps.td.

The dialect has no types: a reference is `!llvm.ptr`, so that it can stand inside `!llvm.struct`.
"""

from __future__ import annotations

from ._fuse_rt_ops_gen import *  # noqa: F403
