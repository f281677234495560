"""Codes of dependencies: requests in fuse.toml, and repositories."""

from __future__ import annotations

from ..codes import (
    FUSE_DEP_CACHE_DIR_CREATE_FAILED,
    FUSE_DEP_CHECKOUT_DIR_CREATE_FAILED,
    FUSE_DEP_CHECKOUT_NOT_GIT,
    FUSE_DEP_CONFLICTING_SPECS,
    FUSE_DEP_GIT_COMMAND_FAILED,
    FUSE_DEP_GIT_COMMAND_START_FAILED,
    FUSE_DEP_GIT_EMPTY,
    FUSE_DEP_GIT_REF_CONFLICT,
    FUSE_DEP_GIT_REF_RESOLVE_FAILED,
    FUSE_DEP_GIT_REQUIRED_FOR_REFS,
    FUSE_DEP_INVALID_SOURCE,
    FUSE_DEP_MANIFEST_LOAD_FAILED,
    FUSE_DEP_PATH_EMPTY,
    FUSE_DEP_PATH_FIELDS_INVALID,
    FUSE_DEP_PATH_NOT_FOUND,
    FUSE_DEP_SOURCE_REQUIRED,
    FUSE_DEP_SUBDIR_EMPTY,
    FUSE_DEP_SUBDIR_NOT_FOUND,
)
from .entry import CodeEntry

_SECTION = "Dependencies"

DEPENDENCIES = (
    CodeEntry(
        FUSE_DEP_INVALID_SOURCE,
        _SECTION,
        "a dependency that is neither a path nor a repository",
        "A plain string is a repository if it contains `://`, starts with `git@` or ends with `.git`, and a path if it "
        "starts with `.` or has a slash. A version number alone says nothing about where a package is.",
        """
# fuse.toml
[package]

[dependencies]
Auth = "1.2.0"
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
""",
    ),
    CodeEntry(
        FUSE_DEP_SOURCE_REQUIRED,
        _SECTION,
        "a dependency says nothing about where it is",
        "The table of a dependency has `path` or `git`.",
        """
# fuse.toml
[package]

[dependencies]
Auth = {}
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
""",
    ),
    CodeEntry(
        FUSE_DEP_PATH_EMPTY,
        _SECTION,
        "the path of a dependency is empty",
        "`path` is a folder, relative to the fuse.toml that names it.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { path = "" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
""",
    ),
    CodeEntry(
        FUSE_DEP_PATH_NOT_FOUND,
        _SECTION,
        "the folder of a dependency does not exist",
        "Paths are relative to the fuse.toml that names them.",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/atuh"
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
""",
    ),
    CodeEntry(
        FUSE_DEP_PATH_FIELDS_INVALID,
        _SECTION,
        "a path together with fields of a repository",
        "A dependency is a folder or a repository. `git`, `rev`, `tag`, `branch`, `version` and `subdir` belong to a repository.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { path = "./deps/auth", tag = "v1.2.0" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
""",
    ),
    CodeEntry(
        FUSE_DEP_GIT_REQUIRED_FOR_REFS,
        _SECTION,
        "a reference without a repository",
        "`rev`, `tag`, `branch`, `version` and `subdir` are about the repository that `git` names.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { tag = "v1.2.0" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0" }
""",
    ),
    CodeEntry(
        FUSE_DEP_GIT_EMPTY,
        _SECTION,
        "the repository of a dependency is empty",
        "`git` is what `git clone` takes.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0" }
""",
    ),
    CodeEntry(
        FUSE_DEP_GIT_REF_CONFLICT,
        _SECTION,
        "several references into one repository",
        "At most one of `rev`, `tag`, `branch` and `version` says which commit is meant; without any it is the newest "
        "one of the main branch.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0", branch = "main" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0" }
""",
    ),
    CodeEntry(
        FUSE_DEP_SUBDIR_EMPTY,
        _SECTION,
        "the folder inside a repository is empty",
        "Leave `subdir` out where the package is the whole repository.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", subdir = "" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0" }
""",
    ),
    CodeEntry(
        FUSE_DEP_SUBDIR_NOT_FOUND,
        _SECTION,
        "a repository does not have the folder",
        "`subdir` is a folder of the repository, at the commit that is meant.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/all.git", subdir = "atuh" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/all.git", subdir = "auth" }
""",
    ),
    CodeEntry(
        FUSE_DEP_GIT_REF_RESOLVE_FAILED,
        _SECTION,
        "a repository does not have the reference",
        "A `version` is looked for as the tag `v<version>`, then as the tag `<version>`. A `rev` is the hash of a commit.",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v99" }
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0" }
""",
    ),
    CodeEntry(
        FUSE_DEP_GIT_COMMAND_START_FAILED,
        _SECTION,
        "git cannot be started",
        "Dependencies from repositories need the `git` command in the search path.",
        """
$ git --version
git: command not found
""",
        """
$ git --version
git version 2.39.5
""",
    ),
    CodeEntry(
        FUSE_DEP_GIT_COMMAND_FAILED,
        _SECTION,
        "git reports an error",
        "The message has the arguments and what git said. It never asks for a password; set up access to the repository first.",
        """
# fuse.toml
[package]

[dependencies]
Private = "https://example.org/no-access.git"
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = { git = "https://example.org/auth.git", tag = "v1.2.0" }
""",
    ),
    CodeEntry(
        FUSE_DEP_CHECKOUT_NOT_GIT,
        _SECTION,
        "a folder of the cache is not a checkout",
        "`.fuse/deps` belongs to the compiler. Remove the folder and run the command again.",
        """
.fuse/deps/Auth/<commit>/ without .git
""",
        """
$ rm -r .fuse/deps/Auth
$ fuse-mlir deps lock
""",
    ),
    CodeEntry(
        FUSE_DEP_CHECKOUT_DIR_CREATE_FAILED,
        _SECTION,
        "a folder for a checkout cannot be made",
        "The message says what the system says: a missing permission, a full disk.",
        """
.fuse/deps without the permission to write
""",
        """
$ chmod u+w .fuse/deps
""",
    ),
    CodeEntry(
        FUSE_DEP_CACHE_DIR_CREATE_FAILED,
        _SECTION,
        "the folder .fuse/deps cannot be made",
        "Repositories are checked out below the folder of fuse.toml. The message says what the system says.",
        """
.fuse is a file
""",
        """
.fuse is a folder, or does not exist
""",
    ),
    CodeEntry(
        FUSE_DEP_MANIFEST_LOAD_FAILED,
        _SECTION,
        "the fuse.toml of a dependency cannot be used",
        "A dependency may have a fuse.toml of its own, and it must be a right one. The message says what is wrong with it.",
        """
# deps/auth/fuse.toml
[dependencies]
Base = "../base"
""",
        """
# deps/auth/fuse.toml
[package]

[dependencies]
Base = "../base"
""",
    ),
    CodeEntry(
        FUSE_DEP_CONFLICTING_SPECS,
        _SECTION,
        "one name is asked for in different ways",
        "A program has one package of each name, so all packages that need it ask for the same place. The message shows"
        " both requests.",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
Base = "./deps/base"

# deps/auth/fuse.toml
[package]

[dependencies]
Base = "https://example.org/base.git"
""",
        """
# fuse.toml
[package]

[dependencies]
Auth = "./deps/auth"
Base = "./deps/base"

# deps/auth/fuse.toml
[package]

[dependencies]
Base = "../base"
""",
    ),
)
