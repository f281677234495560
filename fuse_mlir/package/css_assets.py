"""`[assets] css` with `hash = true`: style sheets get a name with their hash, and a map says what became of each.

    public/css/app.css  →  public/css/app.3a1f9c0b2d.css                 the first 10 hex digits of SHA-1
                           .fuse/assets-manifest.json   {"css/app.css":"/css/app.3a1f9c0b2d.css"}

In:   the manifest. Out: the files with their new names, those of older contents gone, and the map; without `css` or `hash`, no map.
      Keys of the map are relative to `[serve].static_dir` (else `public`), for files outside of it to the package.

A sheet keeps its old name until everything else is done: first the new file, then the map, then the removals. Whoever is killed on
the way, or serves meanwhile, finds a map whose files exist, and the next build does the rest. A sheet that has its new name already
stays in the map as long as its contents are those that its name tells.
Source: semantics 14.6.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

from ..frontend.messages.packages import CSS_MISSING, CSS_NOT_HASHED
from ..frontend.record import record
from .asset_map import asset_map_file
from .errors import PackageError, reason
from .manifest import Manifest
from .replace_file import replace_file

_DIGITS = 10
_HASHED = re.compile(rf"(.+)\.([0-9a-f]{{{_DIGITS}}})((?:\.[^.]*)?)")
# Folders of tools, which have no sheets of the package.
_SKIPPED = (".git", ".fuse", "target")


@record(frozen=True)
class _Sheet:
    """A style sheet: its `plain` name, and the `hashed` one that it has or gets."""

    plain: Path
    hashed: Path


def hash_css(manifest: Manifest) -> None:
    """Give the style sheets of a package their names with a hash, and write the map, as far as its manifest asks for that.

    Errors:  PackageError: `assets.css path does not exist: <path>`, `failed to hash <path>: <reason>`.
    """
    try:
        _hash_css(manifest)
    except OSError as error:
        # Of a renaming, the name that somebody knows; a full disk has none.
        path = error.filename2 or error.filename or manifest.assets_css
        raise PackageError(CSS_NOT_HASHED(path=path, reason=reason(error))) from None


def _hash_css(manifest: Manifest) -> None:
    sheets = [] if manifest.assets_css is None else _sheets(manifest, manifest.folder / manifest.assets_css)
    new = [sheet for sheet in sheets if sheet.plain.is_file()]
    for sheet in new:
        _copy(sheet)
    _write_map(manifest, sheets)
    for sheet in new:
        for path in _variants(sheet.plain):
            if path != sheet.hashed:
                path.unlink(missing_ok=True)
        # Another program may have written it anew meanwhile: then it is for the next build.
        if _name_of(sheet.plain) == sheet.hashed:
            sheet.plain.unlink()


def _sheets(manifest: Manifest, source: Path) -> list[_Sheet]:
    """The sheets to hash, and those that are hashed already; none where the manifest does not ask for hashes."""
    wanted = bool(manifest.assets_hash)
    if source.is_dir():
        plain = _sheets_below(source)
    elif source.is_file() or (wanted and _hashed_of(source) is not None):
        plain = [source]
    else:
        raise PackageError(CSS_MISSING(path=source))
    return [_sheet(path) for path in plain if _HASHED.fullmatch(path.name) is None] if wanted else []


def _sheets_below(folder: Path) -> list[Path]:
    """The plain names of all sheets in a folder and below it, sorted."""
    found = set()
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _SKIPPED]
        for name in files:
            path = Path(place, name)
            if path.suffix.lower() == ".css" and path.is_file():
                found.add(_plain_of(path) or path)
    return sorted(found)


def _sheet(plain: Path) -> _Sheet:
    if not plain.exists():
        hashed = _hashed_of(plain)
        assert hashed is not None, "a plain name without a file comes from a hashed one"
        return _Sheet(plain, hashed)
    return _Sheet(plain, _name_of(plain))


def _name_of(plain: Path) -> Path:
    """The name that a sheet gets."""
    return plain.with_name(f"{plain.stem}.{_digits(plain)}{plain.suffix}")


def _plain_of(path: Path) -> Path | None:
    """The name that a file had before it got its hash; None for one that has none, or another than its contents."""
    match = _HASHED.fullmatch(path.name)
    if match is None or match[2] != _digits(path):
        return None
    return path.with_name(match[1] + match[3])


def _hashed_of(plain: Path) -> Path | None:
    """The file that a plain name has become, the first by name where somebody put several there."""
    return next((path for path in _variants(plain) if _plain_of(path) == plain), None)


def _variants(plain: Path) -> list[Path]:
    """All files beside a plain name that have it with a hash, whatever is in them."""
    if not plain.parent.is_dir():
        return []
    found = []
    for path in sorted(plain.parent.iterdir()):
        match = _HASHED.fullmatch(path.name)
        if match is not None and match[1] + match[3] == plain.name and path.is_file():
            found.append(path)
    return found


def _digits(path: Path) -> str:
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()[:_DIGITS]


def _copy(sheet: _Sheet) -> None:
    """Makes the file with the hashed name, where it is not there as it should be."""
    if sheet.hashed.is_file() and _plain_of(sheet.hashed) == sheet.plain:
        return
    replace_file(sheet.hashed, sheet.plain.read_bytes())
    shutil.copymode(sheet.plain, sheet.hashed)


def _write_map(manifest: Manifest, sheets: list[_Sheet]) -> None:
    """Writes the map, which is not there for no sheets."""
    path = asset_map_file(manifest)
    if not sheets:
        if path.is_file():
            path.unlink(missing_ok=True)
        return
    names = {_served(manifest, sheet.plain): f"/{_served(manifest, sheet.hashed)}" for sheet in sheets}
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.parent.mkdir(exist_ok=True)
    if not path.is_file() or path.read_bytes() != text.encode():
        replace_file(path, text.encode())


def _served(manifest: Manifest, path: Path) -> str:
    """A path as addresses have it: below the folder of static files, else below the package."""
    static = manifest.folder / (manifest.serve_static_dir or "public")
    full = Path(os.path.normpath(path))
    for base in (Path(os.path.normpath(static)), Path(os.path.normpath(manifest.folder))):
        if full.is_relative_to(base):
            return full.relative_to(base).as_posix()
    return full.as_posix().lstrip("/")
