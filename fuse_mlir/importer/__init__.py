"""Canonical program → `fuse` dialect: `import_program` (module.py), `import_library` (library.py)."""

from .library import import_library
from .module import import_program

__all__ = ["import_library", "import_program"]
