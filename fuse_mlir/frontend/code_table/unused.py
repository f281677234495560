"""Codes that the language's tool contract lists and that nothing reports, each with the reason."""

from __future__ import annotations

UNUSED: dict[str, str] = {
    "FUSE_IMPORT_CYCLE": "modules may import each other",
    "FUSE_TYPE_UNKNOWN": "a derived type whose base does not exist is FUSE_TYPE_DERIVE_BASE",
    "FUSE_DEP_GIT_PATH_CONFLICT": "a path together with a repository is FUSE_DEP_PATH_FIELDS_INVALID",
    "FUSE_DEP_MANIFEST_DIR_REQUIRED": "a manifest is always a file in a folder",
    "FUSE_LOCK_ENCODE_FAILED": "every value of a lock file is text, which TOML can write",
}
