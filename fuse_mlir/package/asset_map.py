"""The map of a package's style sheets: where it is, and reading it; `css_assets.py` makes it.

Apart from there, because every `run` of a package reads it, and hashes nothing.
"""

from __future__ import annotations

from pathlib import Path

from .manifest import Manifest


def asset_map_file(manifest: Manifest) -> Path:
    return manifest.folder / ".fuse" / "assets-manifest.json"


def asset_map(manifest: Manifest) -> str | None:
    """The map as text of JSON, None where there is none."""
    try:
        return asset_map_file(manifest).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None
