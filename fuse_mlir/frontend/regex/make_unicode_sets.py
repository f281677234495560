"""Makes `unicode_sets.py` and `unicode_names.py` from the files of the Unicode Character Database.

In:   the folder of the database, as the Debian package `unicode-data` installs it.
Out:  both modules, beside this one: `python -m fuse_mlir.frontend.regex.make_unicode_sets /usr/share/unicode`.
Why:  what a pattern means must not depend on the Python that compiles it, whose own database knows neither scripts nor most
      properties.

A set is written as numbers in base 36, by turns how many code points lie between two of its spans and how many follow the first one
of a span. Names are in the normal form that `properties` looks them up in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .properties import normal_name

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BINARY = ("PropList.txt", "DerivedCoreProperties.txt", "emoji/emoji-data.txt", "extracted/DerivedBinaryProperties.txt")
_BREAKS = {
    "gcb": "auxiliary/GraphemeBreakProperty.txt",
    "sb": "auxiliary/SentenceBreakProperty.txt",
    "wb": "auxiliary/WordBreakProperty.txt",
}
_VALUES = ("age", "gc", "gcb", "sb", "sc", "wb")
_NAMED = ("Age", "General_Category", "Grapheme_Cluster_Break", "Script", "Script_Extensions", "Sentence_Break", "Word_Break")

# Names in a line of a table.
_PAIRS = 4
_READ_NAMES = '''
def read_names(text: str) -> dict[str, str]:
    """A table from pairs `name=name`."""
    return dict(pair.split("=") for pair in text.split())
'''

Sets = dict[str, set[int]]


def main(folder: Path) -> None:
    """Writes the modules."""
    version = (folder / "ReadMe.txt").read_text(encoding="utf-8").partition("for Version ")[2].partition(" of ")[0]
    sets = _sets(folder)
    binary = {name for name in sets if "=" not in name}
    names = {"PROPERTY_NAMES": _property_names(folder, binary)}
    names |= {f"{value.upper()}_NAMES": _value_names(folder, value) for value in _VALUES}
    tables = [f"{name}: dict[str, str] = read_names(\n{_names_text(table)})" for name, table in names.items()]
    _write("unicode_names", f"Names of properties and their values in Unicode {version}", [_READ_NAMES, *tables])
    entries = "".join([f'    "{name}": "{_encoded(sets[name])}",\n' for name in sorted(sets)])
    parts = [f"SETS: dict[str, str] = {{\n{entries}}}", f'FOLDS: str = "{_folds(folder)}"']
    _write("unicode_sets", f"Sets of characters of Unicode {version}", parts)


def _write(module: str, what: str, parts: list[str]) -> None:
    head = (
        f'"""{what}, made by `make_unicode_sets`: do not edit.\n\n'
        "Derived from the Unicode Character Database, which Unicode, Inc. publishes under the Unicode License.\n"
        '"""\n\n# ruff: noqa: E501\n\nfrom __future__ import annotations\n'
    )
    Path(__file__).with_name(f"{module}.py").write_text("\n".join([head, *[f"{part}\n" for part in parts]]), encoding="utf-8")


def _names_text(table: dict[str, str]) -> str:
    """The names of a table as texts of some pairs each, in order."""
    pairs = [f"{key}={table[key]}" for key in sorted(table)]
    lines = [" ".join(pairs[start : start + _PAIRS]) for start in range(0, len(pairs), _PAIRS)]
    return "".join([f'    "{line} "\n' for line in lines])


def _lines(path: Path) -> Iterator[list[str]]:
    """The fields of each line, without its comment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) > 1:
            yield fields


def _codes(field: str) -> range:
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def _sets(folder: Path) -> Sets:
    sets: Sets = {}
    for file in _BINARY:
        _add(sets, "", _lines(folder / file))
    _add(sets, "gc=", _lines(folder / "extracted/DerivedGeneralCategory.txt"))
    _add(sets, "age=", _lines(folder / "DerivedAge.txt"))
    for name, file in _BREAKS.items():
        _add(sets, f"{name}=", _lines(folder / file))
    scripts: Sets = {}
    _add(scripts, "", _lines(folder / "Scripts.txt"))
    sets |= {f"sc={name}": codes for name, codes in scripts.items()}
    return sets | _script_extensions(folder, scripts)


def _add(sets: Sets, prefix: str, lines: Iterable[list[str]]) -> None:
    for codes, name, *_ in lines:
        sets.setdefault(prefix + name, set()).update(_codes(codes))


def _script_extensions(folder: Path, scripts: Sets) -> Sets:
    """The scripts that a character is used in, where these are not what its script says."""
    long_names = {fields[1]: fields[2] for fields in _lines(folder / "PropertyValueAliases.txt") if fields[0] == "sc"}
    extended = {name: set(codes) for name, codes in scripts.items()}
    for codes, names in _lines(folder / "ScriptExtensions.txt"):
        for members in extended.values():
            members.difference_update(_codes(codes))
        for name in names.split():
            extended[long_names[name]].update(_codes(codes))
    return {f"scx={name}": codes for name, codes in extended.items() if codes != scripts[name]}


def _property_names(folder: Path, binary: set[str]) -> dict[str, str]:
    names = {}
    for fields in _lines(folder / "PropertyAliases.txt"):
        if fields[1] in binary or fields[1] in _NAMED:
            names |= {normal_name(field): fields[1] for field in fields}
    return names


def _value_names(folder: Path, value: str) -> dict[str, str]:
    """Every name of a value, and the one that the sets have: the short one of categories and breaks, the long one of scripts."""
    names = {}
    for prop, *fields in _lines(folder / "PropertyValueAliases.txt"):
        if prop.lower() == value:
            kept = {"gc": fields[0], "age": fields[0]}.get(value, fields[1])
            names |= {normal_name(field): kept for field in fields}
    return names


def _encoded(codes: set[int]) -> str:
    numbers = []
    end = 0
    ordered = sorted(codes)
    start = 0
    for place, code in enumerate(ordered):
        if place + 1 == len(ordered) or ordered[place + 1] != code + 1:
            numbers += [ordered[start] - end, code - ordered[start]]
            start, end = place + 1, code + 1
    return " ".join(map(_base36, numbers))


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _folds(folder: Path) -> str:
    """Simple case folding: by turns the distance to the next character that has one, and what is added to it."""
    numbers = []
    last = 0
    for code, status, target, *_ in _lines(folder / "CaseFolding.txt"):
        if status in "CS":
            source, change = int(code, 16), int(target, 16) - int(code, 16)
            numbers.append(f"{_base36(source - last)} {'-' if change < 0 else ''}{_base36(abs(change))}")
            last = source
    return " ".join(numbers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
