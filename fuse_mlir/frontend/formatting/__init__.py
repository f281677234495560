"""The formatter: the canonical layout of FUSE source. `format_source` in `formatter.py` is the whole."""

from .formatter import Formatted, format_source

__all__ = ["Formatted", "format_source"]
