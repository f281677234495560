"""Sets of characters that have names: Unicode's properties, scripts and categories, and the classes `\\d`, `\\s` and `\\w`.

In:   a name as it stands between the braces of `\\p{…}`: `Greek`, `Lu`, `sc=Greek`, `age!=3.0`.
Out:  the set.
The table of all sets is loaded when a pattern first asks for one of them; no other pattern pays for it.
Source: UTS #18, Unicode Regular Expressions; UAX #44 for the names.
"""

from __future__ import annotations

from functools import cache

from ..messages.regex import UNKNOWN_PROPERTY, UNKNOWN_PROPERTY_VALUE
from .characters import EVERYTHING, CharacterSet, union
from .tree import RegexError

_CATEGORY_GROUPS = {"LC": ("Lu", "Ll", "Lt")}
_SPECIAL = {"any": EVERYTHING, "ascii": CharacterSet(((0, 0x7F),))}
# Names of properties that mean a category where they stand alone.
_CATEGORIES_FIRST = ("cf", "sc", "lc")


def property_set(name: str) -> CharacterSet:
    """The set that `\\p{name}` means. Errors: RegexError for a name that is not known."""
    for operator in ("!=", ":", "="):
        key, found, value = name.partition(operator)
        if found:
            characters = _of_value(normal_name(key), normal_name(value), name)
            return characters.complement() if operator == "!=" else characters
    return _alone(normal_name(name), name)


def normal_name(name: str) -> str:
    """The form that names are compared in: without letter case, blanks, `-` and `_`, and an `is` in front."""
    short = "".join(char for char in name.lower() if char not in " -_")
    return short[2:] if name[:2].lower() == "is" and short != "isc" else short


@cache
def perl_set(letter: str) -> CharacterSet:
    """`\\d`, `\\s` and `\\w` with Unicode on."""
    if letter == "d":
        return _decoded("gc=Nd")
    if letter == "s":
        return _decoded("White_Space")
    return union([_decoded("Alphabetic"), _category("M"), *map(_decoded, ("gc=Nd", "gc=Pc", "Join_Control"))])


def _alone(name: str, shown: str) -> CharacterSet:
    from . import unicode_names as names
    from . import unicode_sets as sets

    found = None if name in _CATEGORIES_FIRST else names.PROPERTY_NAMES.get(name)
    if found is not None:
        if found not in sets.SETS:
            raise RegexError(UNKNOWN_PROPERTY(name=shown))
        return _decoded(found)
    category = _category_named(name)
    if category is not None:
        return category
    if name in names.SC_NAMES:
        return _script(names.SC_NAMES[name])
    raise RegexError(UNKNOWN_PROPERTY(name=shown))


def _of_value(key: str, value: str, shown: str) -> CharacterSet:
    """`key=value`."""
    from . import unicode_names as names
    from . import unicode_sets as sets

    found: CharacterSet | None = None
    match names.PROPERTY_NAMES.get(key):
        case "General_Category":
            found = _category_named(value)
        case "Script" if value in names.SC_NAMES:
            found = _script(names.SC_NAMES[value])
        case "Script_Extensions" if value in names.SC_NAMES:
            name = names.SC_NAMES[value]
            found = _decoded(f"scx={name}") if f"scx={name}" in sets.SETS else _script(name)
        case "Age" if value in names.AGE_NAMES:
            found = _until(names.AGE_NAMES[value])
        case "Grapheme_Cluster_Break":
            found = _break("gcb", names.GCB_NAMES.get(value))
        case "Sentence_Break":
            found = _break("sb", names.SB_NAMES.get(value))
        case "Word_Break":
            found = _break("wb", names.WB_NAMES.get(value))
        case None:
            raise RegexError(UNKNOWN_PROPERTY(name=shown))
    if found is None:
        raise RegexError(UNKNOWN_PROPERTY_VALUE(name=shown))
    return found


def _category_named(name: str) -> CharacterSet | None:
    from . import unicode_names as names

    if name in _SPECIAL:
        return _SPECIAL[name]
    if name == "assigned":
        return _decoded("gc=Cn").complement()
    return _category(names.GC_NAMES[name]) if name in names.GC_NAMES else None


def _category(name: str) -> CharacterSet:
    """A general category, or all those that a letter stands for."""
    from . import unicode_sets as sets

    members = _CATEGORY_GROUPS.get(name) or [key[3:] for key in sets.SETS if key.startswith(f"gc={name}")]
    return union([_decoded(f"gc={each}") for each in members])


def _script(name: str) -> CharacterSet:
    from . import unicode_sets as sets

    if f"sc={name}" in sets.SETS:
        return _decoded(f"sc={name}")
    # The script of what has none.
    return union([_decoded(key) for key in sets.SETS if key.startswith("sc=")]).complement()


def _until(age: str) -> CharacterSet:
    """What a version of Unicode and those before it have."""
    from . import unicode_sets as sets

    if f"age={age}" not in sets.SETS:
        return _decoded("gc=Cn")
    ages = [key for key in sets.SETS if key.startswith("age=") and _version(key) <= _version(f"age={age}")]
    return union([_decoded(key) for key in ages])


def _version(key: str) -> tuple[int, ...]:
    return tuple(map(int, key[4:].split(".")))


def _break(key: str, value: str | None) -> CharacterSet | None:
    from . import unicode_sets as sets

    if value is None:
        return None
    if f"{key}={value}" in sets.SETS:
        return _decoded(f"{key}={value}")
    # `Other` is what has no value in the table.
    return union([_decoded(each) for each in sets.SETS if each.startswith(f"{key}=")]).complement()


@cache
def _decoded(key: str) -> CharacterSet:
    """A set of the table."""
    from . import unicode_sets as sets

    numbers = [int(number, 36) for number in sets.SETS[key].split()]
    spans = []
    end = 0
    for gap, more in zip(numbers[::2], numbers[1::2], strict=True):
        start = end + gap
        spans.append((start, start + more))
        end = start + more + 1
    return CharacterSet(tuple(spans))
