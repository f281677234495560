"""Canonical program → `fuse` dialect: `import_program` (module.py)."""

from .module import import_program

__all__ = ["import_program"]
