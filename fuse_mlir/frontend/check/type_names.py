"""Types, enums and configs by name, in expressions.

A module sees what it declares and imports. Where the checker does not look, a name finds what any module declares, as it does when
it runs; that is worth a warning, because the same name is an error everywhere else.
Source:  semantics 12.1; decision 14.
"""

from __future__ import annotations

from typing import TypeVar

from ..messages.expressions import NOT_IMPORTED
from ..messages.hints import IMPORT_IT
from ..source import Span
from .declarations import ConfigInfo, EnumInfo, StructInfo
from .state import Body

Info = TypeVar("Info", StructInfo, EnumInfo, ConfigInfo)


def struct_named(body: Body, name: str) -> StructInfo | None:
    """The struct type that a name means."""
    return _named(body, name, body.module.symbols.structs, body.module.symbols.program.structs)


def enum_named(body: Body, name: str) -> EnumInfo | None:
    """The enum that a name means."""
    return _named(body, name, body.module.symbols.enums, body.module.symbols.program.enums)


def config_named(body: Body, name: str) -> ConfigInfo | None:
    """The config that a name means."""
    return _named(body, name, body.module.symbols.configs, body.module.symbols.program.configs)


def _named(body: Body, name: str, visible: dict[str, Info], declared: dict[str, Info]) -> Info | None:
    found = visible.get(name)
    if found is None and body.unchecked and not body.module.symbols.is_unsupported(name):
        return declared.get(name)
    return found


def warn_if_not_imported(body: Body, span: Span, name: str, info: StructInfo | EnumInfo | ConfigInfo) -> None:
    """Warns of a name that only the program knows, not the module."""
    symbols = body.module.symbols
    if name not in symbols.structs and name not in symbols.enums and name not in symbols.configs:
        body.warning(span, NOT_IMPORTED(name=name), hint=import_hint(body, name))


def import_hint(body: Body, name: str) -> str | None:
    """Where a type, an enum or a config is declared that the module could import."""
    program = body.module.symbols.program
    info = program.structs.get(name) or program.enums.get(name) or program.configs.get(name)
    return None if info is None else IMPORT_IT(path=body.module.of(info.module).source.path).text
