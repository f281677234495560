"""Codes of the lock file."""

from __future__ import annotations

from ..codes import (
    FUSE_LOCK_ENTRY_MISSING_GIT,
    FUSE_LOCK_ENTRY_MISSING_PATH,
    FUSE_LOCK_ENTRY_MISSING_REV,
    FUSE_LOCK_ENTRY_PATH_NOT_FOUND,
    FUSE_LOCK_ENTRY_SUBDIR_NOT_FOUND,
    FUSE_LOCK_ENTRY_UNKNOWN_SOURCE,
    FUSE_LOCK_FROZEN,
    FUSE_LOCK_OUT_OF_DATE,
    FUSE_LOCK_PARSE_FAILED,
    FUSE_LOCK_READ_FAILED,
    FUSE_LOCK_UNSUPPORTED_VERSION,
    FUSE_LOCK_WRITE_FAILED,
)
from .entry import CodeEntry

_SECTION = "The lock file"

LOCK = (
    CodeEntry(
        FUSE_LOCK_OUT_OF_DATE,
        _SECTION,
        "fuse.lock does not fit fuse.toml",
        "`deps lock --check` and `deps publish-check` change nothing. The message lists what would change.",
        """
$ fuse-mlir deps lock --check
""",
        """
$ fuse-mlir deps lock
$ fuse-mlir deps lock --check
""",
    ),
    CodeEntry(
        FUSE_LOCK_FROZEN,
        _SECTION,
        "fuse.lock would change under --frozen",
        "With `--frozen` a command refuses to work with other dependencies than those that are locked. The message "
        "lists what would change.",
        """
$ fuse-mlir build --frozen
""",
        """
$ fuse-mlir deps lock
$ fuse-mlir build --frozen
""",
    ),
    CodeEntry(
        FUSE_LOCK_READ_FAILED,
        _SECTION,
        "fuse.lock cannot be read",
        "The message says what the system says.",
        """
fuse.lock without the permission to read
""",
        """
$ chmod u+r fuse.lock
""",
    ),
    CodeEntry(
        FUSE_LOCK_PARSE_FAILED,
        _SECTION,
        "fuse.lock is malformed",
        "The file is TOML that the compiler writes. A merge conflict, say, makes it unreadable.",
        """
# fuse.lock
<<<<<<< HEAD
version = 1
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
path = "deps/auth"
requested = "path:deps/auth"
""",
    ),
    CodeEntry(
        FUSE_LOCK_UNSUPPORTED_VERSION,
        _SECTION,
        "fuse.lock is of another version",
        "Versions 0 and 1 are known.",
        """
# fuse.lock
version = 2
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
path = "deps/auth"
requested = "path:deps/auth"
""",
    ),
    CodeEntry(
        FUSE_LOCK_WRITE_FAILED,
        _SECTION,
        "fuse.lock cannot be written",
        "The message says what the system says. The old file stays as it was.",
        """
a folder without the permission to write
""",
        """
$ chmod u+w .
""",
    ),
    CodeEntry(
        FUSE_LOCK_ENTRY_MISSING_PATH,
        _SECTION,
        "an entry of fuse.lock has no path",
        'An entry with `source = "path"` has a `path`.',
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
requested = "path:deps/auth"
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
path = "deps/auth"
requested = "path:deps/auth"
""",
    ),
    CodeEntry(
        FUSE_LOCK_ENTRY_PATH_NOT_FOUND,
        _SECTION,
        "an entry of fuse.lock names a folder that does not exist",
        "The folder was moved or removed after it was locked.",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
path = "deps/gone"
requested = "path:deps/auth"
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
path = "deps/auth"
requested = "path:deps/auth"
""",
    ),
    CodeEntry(
        FUSE_LOCK_ENTRY_MISSING_REV,
        _SECTION,
        "an entry of fuse.lock has no commit",
        'An entry with `source = "git"` has a `rev`.',
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "git"
git = "https://example.org/auth.git"
requested = "git:https://example.org/auth.git|head"
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "git"
git = "https://example.org/auth.git"
rev = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
requested = "git:https://example.org/auth.git|head"
""",
    ),
    CodeEntry(
        FUSE_LOCK_ENTRY_MISSING_GIT,
        _SECTION,
        "an entry of fuse.lock has no repository",
        'An entry with `source = "git"` has the `git` repository.',
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "git"
rev = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
requested = "git:https://example.org/auth.git|head"
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "git"
git = "https://example.org/auth.git"
rev = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
requested = "git:https://example.org/auth.git|head"
""",
    ),
    CodeEntry(
        FUSE_LOCK_ENTRY_SUBDIR_NOT_FOUND,
        _SECTION,
        "an entry of fuse.lock names a folder that its repository does not have",
        "The `subdir` of an entry is a folder of the repository at the locked commit.",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "git"
git = "https://example.org/auth.git"
rev = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
subdir = "gone"
requested = "git:https://example.org/auth.git|head"
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "git"
git = "https://example.org/auth.git"
rev = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
requested = "git:https://example.org/auth.git|head"
""",
    ),
    CodeEntry(
        FUSE_LOCK_ENTRY_UNKNOWN_SOURCE,
        _SECTION,
        "an entry of fuse.lock is of an unknown kind",
        "`source` is `path` or `git`.",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "svn"
path = "deps/auth"
requested = "path:deps/auth"
""",
        """
# fuse.lock
version = 1

[dependencies.Auth]
source = "path"
path = "deps/auth"
requested = "path:deps/auth"
""",
    ),
)
