"""Arguments after `--` as the arguments of `fn main`.

In:   the words of the command line; the parameters of `main`.
Out:  one value a parameter. What is wrong with the words is collected and reported together; refinements are checked afterwards,
      one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from .conversion import ConversionError, convert_schema
from .failures import ErrorFailure, validation_error
from .report import error_text
from .validation import validate_schema
from .values import Value

if TYPE_CHECKING:
    from .machine import Machine

# (path, code, message)
Problem = tuple[str, str, str]


@dataclass(slots=True)
class Flags:
    """`values` as often as they were given; `switches` are flags without a value."""

    values: dict[str, list[str]] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)


class ScanError(Exception):
    """A word is not where one can be; the message says which."""


def scan(words: list[str]) -> Flags:
    """The flags in the words, from left to right. Errors: ScanError."""
    flags = Flags()
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if not word.startswith("--"):
            raise ScanError(f"unexpected argument: {word}")
        name, equals, value = word.partition("=")
        bare = _bare(name)
        if equals:
            flags.values.setdefault(bare, []).append(value)
        elif bare.startswith("no-"):
            flags.switches[bare.removeprefix("no-")] = False
        elif position < len(words) and not words[position].startswith("--"):
            flags.values.setdefault(bare, []).append(words[position])
            position += 1
        else:
            flags.switches[bare] = True
    return flags


def _bare(name: str) -> str:
    """A name without the pairs of dashes before it."""
    while name.startswith("--"):
        name = name[2:]
    return name


def bind_main(main: ir.Main, words: list[str], machine: Machine) -> list[Value]:
    """The arguments of `main`. Errors: ErrorFailure with everything that is wrong with the words, or what a default raises."""
    try:
        flags = scan(words)
    except ScanError as error:
        raise ErrorFailure(validation_error([("$", "invalid_args", str(error))])) from None
    known = {param.name for param in main.params}
    given = [*sorted(flags.values), *sorted(flags.switches)]
    problems: list[Problem] = [(name, "unknown_flag", "unknown flag") for name in given if name not in known]
    converted: dict[str, Value] = {}
    for param in main.params:
        problem = _convert(param, flags, converted, machine)
        if problem is not None:
            problems.append(problem)
    if problems:
        raise ErrorFailure(validation_error(problems))
    return _completed(main, converted, machine)


def _convert(param: ir.CliParam, flags: Flags, converted: dict[str, Value], machine: Machine) -> Problem | None:
    """Puts the value of a flag that was given into `converted`; says what is wrong with it, or that it is missing."""
    if param.name in flags.switches:
        if not _is_bool(param.schema):
            return param.name, "invalid_type", "expected Bool flag"
        converted[param.name] = flags.switches[param.name]
        return None
    values = flags.values.get(param.name)
    if values is None:
        required = param.default is None and not isinstance(param.schema, ir.OptionSchema)
        return (param.name, "missing_field", "missing flag") if required else None
    if len(values) > 1:
        return param.name, "invalid_type", "multiple values not supported"
    try:
        converted[param.name] = convert_schema(values[0], param.schema, machine)
    except ConversionError as error:
        return param.name, "invalid_value", error.text
    except ErrorFailure as failure:
        return param.name, "invalid_value", error_text(failure)
    return None


def _is_bool(schema: ir.Schema) -> bool:
    while isinstance(schema, ir.OptionSchema | ir.RefinedSchema):
        schema = schema.inner if isinstance(schema, ir.OptionSchema) else schema.base
    return schema == ir.BasicSchema("Bool")


def _completed(main: ir.Main, converted: dict[str, Value], machine: Machine) -> list[Value]:
    """Every parameter's value, validated; a default is a function of the parameters before it."""
    values: list[Value] = []
    for param in main.params:
        if param.name in converted:
            value = converted[param.name]
            validate_schema(value, param.schema, param.name, machine)
        else:
            value = None if param.default is None else machine.call(param.default, list(values))
        values.append(value)
    return values
