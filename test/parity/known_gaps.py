"""What compiled programs get wrong, with the reason: by (program, way), in which `*` stands for any text.

A listed program that passes fails the run, as does a line that no program is listed by.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

WRONG: dict[tuple[str, str], str] = {
    ("config_file_elsewhere", "aot@windows-x64"): "the system's own words and number for its error",
    ("config_file_elsewhere", "aot@wasm32-wasi"): "the system's own words and number for its error",
}


def line_of_wrong(program: str, way: str) -> tuple[str, str] | None:
    """The key of WRONG that covers a program, run one way."""
    return next((key for key in WRONG if fnmatchcase(program, key[0]) and fnmatchcase(way, key[1])), None)
