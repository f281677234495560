"""Codes of modules, imports, assets, and names of a whole program."""

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
from .entry import CodeEntry

_SECTION = "Modules, imports and assets"

_SHAPES = """
# shapes.fuse
type Circle:
  radius: Float
"""

IMPORTS = (
    CodeEntry(
        FUSE_IMPORT_MODULE_READ,
        _SECTION,
        "the file of a module cannot be read",
        "A path is relative to the file that has the import, and `.fuse` is added to it. The message says what the system says.",
        """
# main.fuse
import shapes
""",
        """
# main.fuse
import shapes
"""
        + _SHAPES,
    ),
    CodeEntry(
        FUSE_IMPORT_DUPLICATE,
        _SECTION,
        "a name is imported twice",
        "Each name can be imported once in a file.",
        """
# main.fuse
import { Circle } from "shapes"
import { Circle } from "shapes"
"""
        + _SHAPES,
        """
# main.fuse
import { Circle } from "shapes"
"""
        + _SHAPES,
    ),
    CodeEntry(
        FUSE_IMPORT_UNKNOWN,
        _SECTION,
        "a module does not have the name that is imported",
        "Functions, components, types, enums, interfaces, configs and services can be imported from the module that declares them. "
        "What a module imports itself is not passed on.",
        """
# main.fuse
import { Square } from "shapes"
"""
        + _SHAPES,
        """
# main.fuse
import { Circle } from "shapes"
"""
        + _SHAPES,
    ),
    CodeEntry(
        FUSE_IMPORT_DEP_PATH,
        _SECTION,
        "a dependency import without a path",
        "`dep:` takes the name of a dependency, a slash, and the path of a file inside it.",
        """
# main.fuse
import Auth from "dep:Auth"
""",
        """
# fuse.toml
[package]
entry = "main.fuse"

[dependencies]
Auth = "./deps/auth"

# deps/auth/lib.fuse
fn login() -> Bool:
  return true

# main.fuse
import Auth from "dep:Auth/lib"
""",
    ),
    CodeEntry(
        FUSE_IMPORT_UNKNOWN_DEPENDENCY,
        _SECTION,
        "a dependency that fuse.toml does not declare",
        "The name after `dep:` is one of `[dependencies]` in the fuse.toml of the program, or of a dependency's own fuse.toml.",
        """
# main.fuse
import Auth from "dep:Auth/lib"
""",
        """
# fuse.toml
[package]
entry = "main.fuse"

[dependencies]
Auth = "./deps/auth"

# deps/auth/lib.fuse
fn login() -> Bool:
  return true

# main.fuse
import Auth from "dep:Auth/lib"
""",
    ),
    CodeEntry(
        FUSE_IMPORT_ROOT_PATH,
        _SECTION,
        "a root import without a path",
        "`root:` takes a path, from the folder of the nearest fuse.toml above the entry file, or from the entry file's own folder.",
        """
# main.fuse
import shapes from "root:"
""",
        """
# main.fuse
import shapes from "root:shapes"
"""
        + _SHAPES,
    ),
    CodeEntry(
        FUSE_IMPORT_ROOT_ESCAPE,
        _SECTION,
        "a root import leads out of the workspace",
        "A `root:` path stays below the root. Code from elsewhere is a dependency.",
        """
# main.fuse
import shapes from "root:../shapes"
""",
        """
# main.fuse
import shapes from "root:shapes"
"""
        + _SHAPES,
    ),
    CodeEntry(
        FUSE_IMPORT_ASSET_FORM,
        _SECTION,
        "an asset is imported like a module",
        "A file that is not code has one value, so it is imported under one name.",
        """
# main.fuse
import { text } from "about.md"

# about.md
About us.
""",
        """
# main.fuse
import about from "about.md"

# about.md
About us.
""",
    ),
    CodeEntry(
        FUSE_IMPORT_UNSUPPORTED_EXTENSION,
        _SECTION,
        "a file of a kind that cannot be imported",
        "Modules are `.fuse` files; assets are `.md` files (text) and `.json` files (data). Letter case does not matter.",
        """
# main.fuse
import rows from "rows.csv"
""",
        """
# main.fuse
import rows from "rows.json"

# rows.json
{"rows": [1, 2]}
""",
    ),
    CodeEntry(
        FUSE_ASSET_MISSING,
        _SECTION,
        "the file of an asset does not exist",
        "A path is relative to the file that has the import.",
        """
# main.fuse
import about from "about.md"
""",
        """
# main.fuse
import about from "about.md"

# about.md
About us.
""",
    ),
    CodeEntry(
        FUSE_ASSET_READ,
        _SECTION,
        "the file of an asset cannot be read",
        "The file exists, but the system refuses: it is a folder, say, or its permissions are missing.",
        """
# main.fuse
import about from "about.md"

# about.md/part.md
A folder called about.md.
""",
        """
# main.fuse
import about from "about.md"

# about.md
About us.
""",
    ),
    CodeEntry(
        FUSE_ASSET_UTF8,
        _SECTION,
        "an asset is not UTF-8 text",
        "Assets are text in UTF-8. Save the file in that encoding.",
        """
# about.md, in Latin-1
caf\\xe9
""",
        """
# about.md
café
""",
    ),
    CodeEntry(
        FUSE_ASSET_JSON_INVALID,
        _SECTION,
        "a .json asset is not JSON",
        "The message says what the reader stumbled over. Trailing commas are allowed, comments are not.",
        """
# main.fuse
import rows from "rows.json"

# rows.json
{rows: [1, 2]}
""",
        """
# main.fuse
import rows from "rows.json"

# rows.json
{"rows": [1, 2]}
""",
    ),
    CodeEntry(
        FUSE_SYMBOL_DUPLICATE,
        _SECTION,
        "two declarations have one name",
        "Types, enums, configs, services and apps have different names in the whole program, whatever module they stand in. In one "
        "file an import cannot have the name of a declaration or of another import.",
        """
# main.fuse
import shapes

type Circle:
  center: Int
"""
        + _SHAPES,
        """
# main.fuse
import shapes

type Ring:
  center: Int
"""
        + _SHAPES,
    ),
    CodeEntry(
        FUSE_TYPE_DERIVE_BASE,
        _SECTION,
        "the base of a derived type does not exist",
        "After `=` stands a struct type: of this file, imported, or of a module that is imported under a name (`shapes.Circle`).",
        """
# main.fuse
type Flat = Solid without depth
""",
        """
# main.fuse
type Solid:
  width: Int
  depth: Int

type Flat = Solid without depth
""",
    ),
    CodeEntry(
        FUSE_TYPE_DERIVE_FIELD,
        _SECTION,
        "a derived type leaves out a field that its base does not have",
        "`without` lists fields of the base.",
        """
# main.fuse
type Solid:
  width: Int
  depth: Int

type Flat = Solid without height
""",
        """
# main.fuse
type Solid:
  width: Int
  depth: Int

type Flat = Solid without depth
""",
    ),
    CodeEntry(
        FUSE_TYPE_DERIVE_CYCLE,
        _SECTION,
        "a type is derived from itself",
        "A chain of derived types starts at a type with fields.",
        """
# main.fuse
type A = B without x
type B = A without y
""",
        """
# main.fuse
type B:
  x: Int
  y: Int

type A = B without x
""",
    ),
    CodeEntry(
        FUSE_DEP_CYCLE,
        _SECTION,
        "packages depend on each other",
        "The message shows the way round. Move what both packages need into a third one.",
        """
# fuse.toml
[package]
entry = "main.fuse"

[dependencies]
A = "./a"

# a/fuse.toml
[package]

[dependencies]
B = "../b"

# b/fuse.toml
[package]

[dependencies]
A = "../a"

# main.fuse
import A from "dep:A/lib"

# a/lib.fuse
fn one() -> Int:
  return 1
""",
        """
# fuse.toml
[package]
entry = "main.fuse"

[dependencies]
A = "./a"

# a/fuse.toml
[package]

[dependencies]
B = "../b"

# b/lib.fuse
fn two() -> Int:
  return 2

# main.fuse
import A from "dep:A/lib"

# a/lib.fuse
fn one() -> Int:
  return 1
""",
    ),
)
