"""What the native backend does not do yet, with the reason.

`REFUSED` has the constructs that it refuses (as FUSE_UNSUPPORTED names them; `*` stands for any text): a program that uses one is
not run natively. A construct that no program of the corpus needs any more fails the run: its line goes.

`WRONG` has programs that it gets wrong, by (program, way), in which `*` stands for any text. A listed program that passes fails the
run, as does a line that no program is listed by.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

REFUSED: dict[str, str] = {
}

WRONG: dict[tuple[str, str], str] = {
    ("config_file_elsewhere", "aot@windows-x64"): "the system's own words and number for its error",
    ("config_file_elsewhere", "aot@wasm32-wasi"): "the system's own words and number for its error",
}


def line_of_refused(construct: str) -> str | None:
    """The key of REFUSED that covers a construct."""
    return next((key for key in REFUSED if fnmatchcase(construct, key)), None)


def line_of_wrong(program: str, way: str) -> tuple[str, str] | None:
    """The key of WRONG that covers a program, run one way."""
    return next((key for key in WRONG if fnmatchcase(program, key[0]) and fnmatchcase(way, key[1])), None)
