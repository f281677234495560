"""The parser: `parse` turns a source file into a tree and diagnostics; one module a subject, see `module.py` for the whole."""

from .module import parse

__all__ = ["parse"]
