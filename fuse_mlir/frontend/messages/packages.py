"""Messages about manifests, what a build does for its package, dependencies and the lock file."""

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
    FUSE_MANIFEST_ENTRY_MISSING,
    FUSE_MANIFEST_ENTRY_NOT_FOUND,
    FUSE_MANIFEST_PARSE_FAILED,
    FUSE_MANIFEST_READ_FAILED,
    FUSE_WORKSPACE_NO_MANIFESTS,
    FUSE_WORKSPACE_PUBLISH_NOT_READY,
)
from .template import Template

# The remedy for a lock file that cannot be used.
_LOCK_HINT = "delete fuse.lock and rerun 'fuse build' (or run 'fuse build --clean')"

# Manifests
MANIFEST_MISSING = Template("missing manifest: {path}")
MANIFEST_READ = Template("failed to read {path}: {reason}")
MANIFEST_INVALID = Template("invalid manifest: {reason}")
MANIFEST_READ_FAILED = Template(
    "failed to read {path}: {reason}", FUSE_MANIFEST_READ_FAILED, "fix the manifest path or file permissions"
)
MANIFEST_PARSE_FAILED = Template(
    "invalid manifest {path}: {reason}", FUSE_MANIFEST_PARSE_FAILED, "fix the manifest syntax and rerun the check"
)
ENTRY_MISSING = Template(
    "manifest {path} is missing [package].entry",
    FUSE_MANIFEST_ENTRY_MISSING,
    "set [package].entry to the package entry file",
)
ENTRY_NOT_FOUND = Template(
    "manifest {path} points to missing entry {entry}",
    FUSE_MANIFEST_ENTRY_NOT_FOUND,
    "fix [package].entry or add the missing file",
)

# What a build does for its package
HOOK_NOT_STARTED = Template("asset hook error: failed to run before_build hook: {reason}")
HOOK_FAILED = Template("asset hook error: before_build failed: {said}")
CSS_MISSING = Template("assets.css path does not exist: {path}")
CSS_NOT_HASHED = Template("failed to hash {path}: {reason}")

# Reasons why a manifest is invalid
NOT_UTF8 = Template("not valid UTF-8")
TABLE_MISSING = Template("missing table [{name}]")
NOT_A_TABLE = Template("{name} must be a table")
NOT_A_STRING = Template("{name} must be a string")
NOT_A_BOOLEAN = Template("{name} must be a boolean")
TWO_ENTRIES = Template("package.main is another name of package.entry; keep one of them")
NOT_A_NAME = Template("{name} cannot be the name of a dependency: it is one part of an import path")
NOT_A_DEPENDENCY = Template("dependencies.{name} must be a string or a table")

# Workspaces
NO_MANIFESTS = Template(
    "no fuse.toml files found under {path}",
    FUSE_WORKSPACE_NO_MANIFESTS,
    "run the command from a workspace root or pass --manifest-path <dir>",
)
NOT_READY = Template(
    "workspace publish-readiness failed for {count} package(s):{failures}",
    FUSE_WORKSPACE_PUBLISH_NOT_READY,
    "fix the listed packages, then rerun 'fuse deps publish-check'",
)

# Dependencies
INVALID_SOURCE = Template(
    'dependency {name} has invalid source "{source}"; use a relative/absolute path or {{ git = "..." }}',
    FUSE_DEP_INVALID_SOURCE,
)
GIT_REQUIRED = Template(
    "dependency {name} must specify git when using rev/tag/branch/version/subdir", FUSE_DEP_GIT_REQUIRED_FOR_REFS
)
SOURCE_REQUIRED = Template("dependency {name} must specify either path or git", FUSE_DEP_SOURCE_REQUIRED)
GIT_EMPTY = Template("dependency {name} git url cannot be empty", FUSE_DEP_GIT_EMPTY)
SUBDIR_EMPTY = Template("dependency {name} subdir cannot be empty", FUSE_DEP_SUBDIR_EMPTY)
GIT_REF_CONFLICT = Template("dependency {name} must specify at most one of rev, tag, branch, version", FUSE_DEP_GIT_REF_CONFLICT)
PATH_EMPTY = Template("dependency {name} path cannot be empty", FUSE_DEP_PATH_EMPTY)
PATH_FIELDS = Template(
    "dependency {name} path dependencies cannot include git/rev/tag/branch/version/subdir fields",
    FUSE_DEP_PATH_FIELDS_INVALID,
)
CONFLICTING_SPECS = Template(
    "dependency {name} requested with conflicting specs:\n  - {first} (from {first_path})\n  - {second} (from {second_path})",
    FUSE_DEP_CONFLICTING_SPECS,
)
DEPENDENCY_MANIFEST = Template("failed to load dependency manifest from {path}: {reason}", FUSE_DEP_MANIFEST_LOAD_FAILED)
PATH_NOT_FOUND = Template(
    "dependency {name} path does not exist: {path}", FUSE_DEP_PATH_NOT_FOUND, "fix the dependency path in fuse.toml"
)
SUBDIR_NOT_FOUND = Template(
    "dependency {name} subdir does not exist: {path}",
    FUSE_DEP_SUBDIR_NOT_FOUND,
    "fix the dependency subdir in fuse.toml",
)
CACHE_NOT_MADE = Template("failed to create {path}: {reason}", FUSE_DEP_CACHE_DIR_CREATE_FAILED)
CHECKOUT_NOT_MADE = Template("failed to create {path}: {reason}", FUSE_DEP_CHECKOUT_DIR_CREATE_FAILED)
CHECKOUT_NOT_GIT = Template(
    "dependency checkout is not a git repo: {path}",
    FUSE_DEP_CHECKOUT_NOT_GIT,
    "remove .fuse/deps for this package and rerun the command",
)
GIT_NOT_STARTED = Template("failed to run git {arguments}: {reason}", FUSE_DEP_GIT_COMMAND_START_FAILED)
GIT_FAILED = Template("git {arguments} failed: {reason}", FUSE_DEP_GIT_COMMAND_FAILED)
REF_NOT_RESOLVED = Template("failed to resolve {reference} for {url}", FUSE_DEP_GIT_REF_RESOLVE_FAILED)

# The lock file
LOCK_READ = Template("failed to read {path}: {reason}", FUSE_LOCK_READ_FAILED, _LOCK_HINT)
LOCK_WRITE = Template("failed to write {path}: {reason}", FUSE_LOCK_WRITE_FAILED, _LOCK_HINT)
LOCK_INVALID = Template("invalid lockfile {path}: {reason}", FUSE_LOCK_PARSE_FAILED, _LOCK_HINT)
LOCK_VERSION = Template(
    "unsupported lockfile version {version} in {path} (supported: 0, 1)", FUSE_LOCK_UNSUPPORTED_VERSION, _LOCK_HINT
)
LOCK_OUT_OF_DATE = Template(
    "lockfile drift detected in {path}: {changes}", FUSE_LOCK_OUT_OF_DATE, "run 'fuse deps lock' to refresh fuse.lock"
)
LOCK_IS_FROZEN = Template(
    "lockfile drift detected in {path}: {changes}",
    FUSE_LOCK_FROZEN,
    "run 'fuse deps lock' before retrying with --frozen",
)
ENTRY_WITHOUT_PATH = Template("lock entry for {name} missing path", FUSE_LOCK_ENTRY_MISSING_PATH, _LOCK_HINT)
ENTRY_PATH_GONE = Template("lock entry for {name} points to missing path: {path}", FUSE_LOCK_ENTRY_PATH_NOT_FOUND, _LOCK_HINT)
ENTRY_SOURCE = Template("unknown lock source {source} for {name}", FUSE_LOCK_ENTRY_UNKNOWN_SOURCE, _LOCK_HINT)
ENTRY_WITHOUT_REV = Template("lock entry for {name} missing rev", FUSE_LOCK_ENTRY_MISSING_REV, _LOCK_HINT)
ENTRY_WITHOUT_GIT = Template("lock entry for {name} missing git url", FUSE_LOCK_ENTRY_MISSING_GIT, _LOCK_HINT)
ENTRY_SUBDIR_GONE = Template(
    "lock entry for {name} points to missing git path: {path}", FUSE_LOCK_ENTRY_SUBDIR_NOT_FOUND, _LOCK_HINT
)

# Reasons why a lock file is invalid
VERSION_NOT_AN_INTEGER = Template("version must be an integer")
ENTRY_WITHOUT_SOURCE = Template("dependencies.{name} has no source")
