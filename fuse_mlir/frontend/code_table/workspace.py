"""Codes of manifests and workspaces."""

from __future__ import annotations

from ..codes import (
    FUSE_MANIFEST_ENTRY_MISSING,
    FUSE_MANIFEST_ENTRY_NOT_FOUND,
    FUSE_MANIFEST_PARSE_FAILED,
    FUSE_MANIFEST_READ_FAILED,
    FUSE_WORKSPACE_NO_MANIFESTS,
    FUSE_WORKSPACE_PUBLISH_NOT_READY,
)
from .entry import CodeEntry

_SECTION = "Manifests and workspaces"

WORKSPACE = (
    CodeEntry(
        FUSE_WORKSPACE_NO_MANIFESTS,
        _SECTION,
        "a workspace has no package",
        "`deps publish-check` looks for fuse.toml in the folder and below it; hidden folders, `target`, `fuse-target` "
        "and `node_modules` are left out.",
        """
$ fuse-mlir deps publish-check docs
""",
        """
$ fuse-mlir deps publish-check .
""",
    ),
    CodeEntry(
        FUSE_WORKSPACE_PUBLISH_NOT_READY,
        _SECTION,
        "packages of a workspace cannot be published",
        "The message lists the packages and what is wrong with each.",
        """
$ fuse-mlir deps publish-check
""",
        """
$ fuse-mlir deps lock
$ fuse-mlir deps publish-check
""",
    ),
    CodeEntry(
        FUSE_MANIFEST_READ_FAILED,
        _SECTION,
        "a fuse.toml cannot be read",
        "The message says what the system says.",
        """
fuse.toml without the permission to read
""",
        """
$ chmod u+r fuse.toml
""",
    ),
    CodeEntry(
        FUSE_MANIFEST_PARSE_FAILED,
        _SECTION,
        "a fuse.toml is malformed",
        "It is not TOML, or a value is not of the type that it must have. `[package]` is required.",
        """
# fuse.toml
[package
""",
        """
# fuse.toml
[package]
entry = "main.fuse"
""",
    ),
    CodeEntry(
        FUSE_MANIFEST_ENTRY_MISSING,
        _SECTION,
        "a package has no entry file",
        "A package that is published names its entry file.",
        """
# fuse.toml
[package]
name = "auth"
""",
        """
# fuse.toml
[package]
entry = "main.fuse"
""",
    ),
    CodeEntry(
        FUSE_MANIFEST_ENTRY_NOT_FOUND,
        _SECTION,
        "the entry file of a package does not exist",
        "`entry` is relative to the folder of fuse.toml.",
        """
# fuse.toml
[package]
entry = "mian.fuse"
""",
        """
# fuse.toml
[package]
entry = "main.fuse"
""",
    ),
)
