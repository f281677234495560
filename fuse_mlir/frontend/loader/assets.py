"""Asset imports: `.md` files as text, `.json` files as decoded values; each file is read once.

In: a canonical path. Out: the value, or the diagnostic's parts that say why there is none.
Source: semantics 12.1 and 8.3.
"""

from __future__ import annotations

from pathlib import Path

from ..json_value import JsonError, JsonValue, parse_json, untyped
from ..messages.loading import ASSET_JSON, ASSET_MISSING, ASSET_READ, ASSET_UTF8
from ..messages.template import Message
from ..record import record
from .import_paths import JSON


@record(frozen=True)
class AssetFault:
    """`in_asset`: the fault is in the contents of the file, so that is where the diagnostic points: at the byte `offset` of `text`,
    where it is a text; else in the import."""

    message: Message
    in_asset: bool
    text: str | None = None
    offset: int = 0


@record(frozen=True)
class AssetValue:
    text: str
    value: JsonValue


class Assets:
    def __init__(self) -> None:
        self._read: dict[Path, AssetValue | AssetFault] = {}

    def load(self, file: Path, shown: str, kind: str) -> AssetValue | AssetFault:
        """The contents of a file; `shown` is its path in messages."""
        known = self._read.get(file)
        if known is None:
            known = self._read[file] = _load(file, shown, kind)
        return known


def _load(file: Path, shown: str, kind: str) -> AssetValue | AssetFault:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return AssetFault(ASSET_MISSING(path=shown), in_asset=False)
    except (OSError, ValueError) as error:
        reason = "is a directory" if file.is_dir() else (getattr(error, "strerror", None) or "invalid path").lower()
        return AssetFault(ASSET_READ(path=shown, reason=reason), in_asset=False)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return AssetFault(ASSET_UTF8(), in_asset=True)
    if kind != JSON:
        return AssetValue(text, text)
    try:
        return AssetValue(text, untyped(parse_json(text)))
    except JsonError as error:
        offset = len(text[: error.offset].encode())
        return AssetFault(ASSET_JSON(reason=error), in_asset=True, text=text, offset=offset)
