"""What the loader takes and gives: the layout of a project, the modules of a program, and what their imported names mean.

After loading nobody needs a path again: an import is a binding, from a name to a module, a declaration or a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TypeAlias

from .. import ast
from ..diagnostics import Diagnostic
from ..json_value import JsonValue
from ..record import record
from ..source import SourceFile


@record(frozen=True)
class ProjectLayout:
    """What imports need to know about the package of the entry file.

    `dependencies`: name → folder, transitive ones included. `cycles`: circular dependencies of packages, each as the names on the
    way round, first and last the same. `manifest`: the fuse.toml, as messages show it. `name_of_package`: from the folder of a
    package to the name that its fuse.toml has, empty where it has none.
    """

    dependencies: Mapping[str, Path] = field(default_factory=dict)
    cycles: tuple[tuple[str, ...], ...] = ()
    manifest: str = "fuse.toml"
    name_of_package: Callable[[Path], str] = field(default=lambda folder: "", compare=False)


@record(frozen=True)
class ModuleBinding:
    """A name for a module as a whole: `import A`, `import A from "p"`, `import N as A from "p"`."""

    name: ast.Ident
    module: int


@record(frozen=True)
class ItemBinding:
    """A declaration of another module: `import { X } from "p"`. `declaration` is one of that module's `exports`."""

    name: ast.Ident
    module: int
    declaration: ast.Item


@record(frozen=True)
class AssetBinding:
    """The contents of a file, as `text` and as a value: text for `.md` (`kind` is "markdown"), decoded JSON for `.json` ("json";
    numbers without fraction are ints within the limits of Int). The value is shared between bindings: nobody may change it."""

    name: ast.Ident
    kind: str
    path: str
    text: str
    value: JsonValue


@record(frozen=True)
class UnresolvedBinding:
    """A name whose import failed, which is reported; whatever is done with it is no further mistake."""

    name: ast.Ident


Binding: TypeAlias = ModuleBinding | ItemBinding | AssetBinding | UnresolvedBinding


@record(eq=False)
class LoadedModule:
    """One module.

    `id`: from 1 (the entry) in order of discovery. `path`: as messages show it. `file`: the canonical path, None for `std.Error`.
    `bindings`: what its imports declare, by name, in source order; the first of a name where it is imported twice.
    `exports`: what other modules can import, by name: functions, components, types, enums, interfaces, configs, services.
    `requires`: its capabilities, in source order, each once.
    `package`: the folder of the nearest fuse.toml at or above its file, None where there is none. `package_name`: what that calls
    the package, where the module has migrations.
    `complete`: whether its text has no syntax error; else its tree and its exports lack what has one.
    """

    id: int
    path: str
    file: Path | None
    source: SourceFile
    ast: ast.Module
    exports: dict[str, ast.Item]
    requires: tuple[str, ...]
    package: Path | None
    complete: bool
    package_name: str = ""
    bindings: dict[str, Binding] = field(default_factory=dict)

    @property
    def is_std_error(self) -> bool:
        return self.file is None


@record(eq=False)
class LoadedProgram:
    """`modules` by ascending id; empty where the entry file cannot be read. `diagnostics` by module, then by place.
    `root`: the canonical folder that `root:` means. `sources`: every text that a diagnostic may point into, by its path."""

    modules: list[LoadedModule]
    diagnostics: list[Diagnostic]
    root: Path
    sources: dict[str, SourceFile]

    def module(self, number: int) -> LoadedModule:
        """The module with that id."""
        return self.modules[number - 1]

    def has_errors(self) -> bool:
        return any(diagnostic.level == "error" for diagnostic in self.diagnostics)
