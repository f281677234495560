"""The loader: from an entry file to all modules of a program; see `program.py` for the whole and `model.py` for the result."""

from .model import (
    AssetBinding,
    Binding,
    ItemBinding,
    LoadedModule,
    LoadedProgram,
    ModuleBinding,
    ProjectLayout,
    UnresolvedBinding,
)
from .program import load_program, load_text

__all__ = [
    "AssetBinding",
    "Binding",
    "ItemBinding",
    "LoadedModule",
    "LoadedProgram",
    "ModuleBinding",
    "ProjectLayout",
    "UnresolvedBinding",
    "load_program",
    "load_text",
]
