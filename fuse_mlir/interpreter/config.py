"""Config blocks: where the values come from, and the hints about misspelt variables.

Each field is taken from its environment variable, else from the config file, else from its default. Blocks load in the program's
order, fields in order of declaration, and a default may read what has loaded before it.
"""

from __future__ import annotations

import re

from ..frontend.canonical.program import Config, ConfigField
from .conversion import ConversionError, convert, convert_schema, trim
from .evaluation import evaluate
from .failures import RuntimeFailure, ValidationFailure
from .machine import Machine, is_unicode
from .validation import validate, validate_schema
from .values import Value

Sections = dict[str, dict[str, str]]


def load_configs(configs: list[Config], machine: Machine) -> None:
    """Fills `machine.configs`; the first failure wins."""
    if not configs:
        return
    path = machine.variable("FUSE_CONFIG")
    sections = read_config_file("config.toml" if path is None else path)
    for config in configs:
        _hint_misspelt(config, machine)
        values = machine.configs[config.name] = {}
        for field in config.fields:
            entry = machine.variable(field.variable)
            if entry is None:
                entry = sections.get(config.name, {}).get(field.name)
            path = f"{config.name}.{field.name}"
            values[field.name] = evaluate(field.default, {}, machine) if entry is None else _given(field, entry, path, machine)


def _given(field: ConfigField, entry: str, path: str, machine: Machine) -> Value:
    try:
        value = convert(entry, field.type) if field.schema is None else convert_schema(entry, field.schema, machine)
    except ConversionError as error:
        raise ValidationFailure(path, "invalid_value", error.text) from None
    if field.schema is None:
        validate(value, path, field.constraints, machine, non_empty=field.non_empty, email=field.email)
    else:
        validate_schema(value, field.schema, path, machine)
    return value


def _hint_misspelt(config: Config, machine: Machine) -> None:
    """One line for each variable that would be read if its underscores stood elsewhere."""
    by_letters = {_letters(field.variable): field for field in config.fields}
    expected = {field.variable for field in config.fields}
    prefix = _environment_prefix(config)
    for given in sorted(machine.environ):
        field = by_letters.get(_letters(given))
        if field is not None and given.startswith(prefix) and given not in expected and is_unicode(given):
            place = f"{config.name}.{field.name}"
            machine.console.report(f"config hint: env var {given} is ignored; did you mean {field.variable} for {place}?")


def _letters(variable: str) -> str:
    return variable.replace("_", "").upper()


def _environment_prefix(config: Config) -> str:
    """`MyApp` → `MY_APP_`: a word starts at an upper-case letter after a lower-case letter or digit."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", re.sub("[_-]+", "_", config.name))
    return words.upper() + "_"


def read_config_file(path: str) -> Sections:
    """The entries of a config file by section and key; a missing file has none."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return parse_config_file(file.read())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RuntimeFailure(f"failed to read config file: {error.strerror} (os error {error.errno})") from None
    except UnicodeDecodeError:
        raise RuntimeFailure("failed to read config file: stream did not contain valid UTF-8") from None


def parse_config_file(text: str) -> Sections:
    """Lines `[Section]` and `key = value`; a line that is neither is ignored."""
    sections: Sections = {}
    section = ""
    for raw in text.split("\n"):
        line = trim(_without_comment(raw))
        key, equals, value = line.partition("=")
        if line.startswith("[") and line.endswith("]"):
            section = trim(line.lstrip("[").rstrip("]")) or section
        elif equals and trim(key):
            sections.setdefault(section, {})[trim(key)] = _unquoted(trim(value))
    return sections


def _without_comment(line: str) -> str:
    """The line up to the first `#` outside double quotes; a backslash inside quotes takes the next character along."""
    quoted = escaped = False
    for position, char in enumerate(line):
        if escaped:
            escaped = False
        elif char == "\\" and quoted:
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == "#" and not quoted:
            return line[:position]
    return line


def _unquoted(value: str) -> str:
    if len(value) < 2 or not (value.startswith('"') and value.endswith('"')):
        return value
    escapes = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.?)", lambda match: escapes.get(match[1], match[1]), value[1:-1], flags=re.DOTALL)
