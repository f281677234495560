"""Messages about modules, imports and assets, and about names and types of a whole program."""

from __future__ import annotations

from ..codes import (
    FUSE_ASSET_JSON_INVALID,
    FUSE_ASSET_MISSING,
    FUSE_ASSET_READ,
    FUSE_ASSET_UTF8,
    FUSE_DEP_CYCLE,
    FUSE_IMPORT_ASSET_FORM,
    FUSE_IMPORT_DEP_PATH,
    FUSE_IMPORT_DUPLICATE,
    FUSE_IMPORT_MODULE_READ,
    FUSE_IMPORT_ROOT_ESCAPE,
    FUSE_IMPORT_ROOT_PATH,
    FUSE_IMPORT_UNKNOWN,
    FUSE_IMPORT_UNKNOWN_DEPENDENCY,
    FUSE_IMPORT_UNSUPPORTED_EXTENSION,
    FUSE_SYMBOL_DUPLICATE,
    FUSE_TYPE_DERIVE_BASE,
    FUSE_TYPE_DERIVE_CYCLE,
    FUSE_TYPE_DERIVE_FIELD,
)
from .template import Template

MODULE_READ = Template("failed to read module {path}: {reason}", FUSE_IMPORT_MODULE_READ)
DUPLICATE_IMPORT = Template("duplicate import {name}", FUSE_IMPORT_DUPLICATE)
UNKNOWN_IMPORT = Template("unknown import {name} in {path}", FUSE_IMPORT_UNKNOWN)
DEPENDENCY_PATH = Template("dependency imports require dep:<name>/<path>", FUSE_IMPORT_DEP_PATH)
UNKNOWN_DEPENDENCY = Template("unknown dependency '{name}' — available: {known}", FUSE_IMPORT_UNKNOWN_DEPENDENCY)
NO_DEPENDENCIES = Template("unknown dependency '{name}' — no dependencies declared in fuse.toml", FUSE_IMPORT_UNKNOWN_DEPENDENCY)
ROOT_PATH = Template("root imports require root:<path>", FUSE_IMPORT_ROOT_PATH)
ROOT_ESCAPE = Template("root import path escapes workspace root", FUSE_IMPORT_ROOT_ESCAPE)
ASSET_FORM = Template('asset imports only support `import Name from "path.ext"`', FUSE_IMPORT_ASSET_FORM)
UNSUPPORTED_EXTENSION = Template(
    "unsupported import extension {extension}; only .fuse, .md, and .json are supported", FUSE_IMPORT_UNSUPPORTED_EXTENSION
)
ASSET_MISSING = Template("missing asset file {path}", FUSE_ASSET_MISSING)
ASSET_READ = Template("failed to read asset {path}: {reason}", FUSE_ASSET_READ)
ASSET_UTF8 = Template("asset file is not valid UTF-8", FUSE_ASSET_UTF8)
ASSET_JSON = Template("invalid json: {reason}", FUSE_ASSET_JSON_INVALID)
DUPLICATE_SYMBOL = Template("duplicate symbol: {name}", FUSE_SYMBOL_DUPLICATE)
UNKNOWN_BASE = Template("unknown base type {name}", FUSE_TYPE_DERIVE_BASE)
UNKNOWN_BASE_FIELD = Template("unknown field {name} in {base}", FUSE_TYPE_DERIVE_FIELD)
DERIVATION_CYCLE = Template("cyclic type derivation for {name}", FUSE_TYPE_DERIVE_CYCLE)
DEPENDENCY_CYCLE = Template("circular package dependency: {cycle}", FUSE_DEP_CYCLE)

EMPTY_TEST_NAME = Template("test name cannot be empty")
DUPLICATE_TEST = Template("duplicate test {name} (also declared in {path})")
EMPTY_MIGRATION_NAME = Template("migration name cannot be empty")
DUPLICATE_MIGRATION = Template("duplicate migration {name} in package {package} (also declared in {path})")

# Notes
PREVIOUS_IMPORT = Template("previous import of {name} here")
PREVIOUS_DEFINITION = Template("previous definition of {name} here")
WRITTEN_HERE = Template("field {field} of {type} is written here")
OTHER_FIELDS = Template("{module}, which the program imports, declares it with other fields")
