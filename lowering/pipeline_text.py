"""Pipelines as text: `builtin.module(infer-raises{explain=true},func.func(cse),canonicalize)`.

Names of the registry become our passes; every other element is handed to MLIR as it stands, which knows its own passes and options.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .registry import OptionValue, find_pass, is_registered
from .steps import Step, run_pass, upstream

_OPEN = {"(": ")", "{": "}", "[": "]"}


def parse_pipeline(text: str) -> list[Step]:
    """The steps of a pipeline anchored on `builtin.module`.

    Errors: ValueError for another anchor, unbalanced brackets, an unknown option of our passes. Elements of MLIR are checked when
            their pass manager is built.
    """
    body = text.strip()
    if not (body.startswith("builtin.module(") and body.endswith(")")):
        raise ValueError("a pipeline has the form builtin.module(pass,pass,...)")
    return [parse_element(element) for element in _split(body[len("builtin.module(") : -1], ",")]


def parse_element(text: str) -> Step:
    """One element: `name` or `name{option=value option=value}`.

    Errors: ValueError as for parse_pipeline.
    """
    text = text.strip()
    if not text:
        raise ValueError("a pipeline has an empty element")
    name, brace, rest = text.partition("{")
    if not is_registered(name.strip()):
        return upstream(text)
    if brace and not rest.endswith("}"):
        raise ValueError(f"options of '{name}' are not closed")
    return run_pass(name.strip(), **_options(name.strip(), rest[:-1] if brace else ""))


def print_pipeline(steps: Sequence[Step]) -> str:
    """The text that parse_pipeline reads back."""
    return f"builtin.module({','.join(step.text for step in steps)})"


def _options(name: str, text: str) -> dict[str, OptionValue]:
    defaults = {option.name: option.default for option in find_pass(name).options}
    options: dict[str, OptionValue] = {}
    for item in text.split():
        key, equals, value = item.partition("=")
        if not equals:
            raise ValueError(f"option '{item}' of pass '{name}' has no value")
        # An unknown key goes on as a text: run_pass names it.
        options[key] = _value(name, key, value, defaults.get(key, ""))
    return options


def _value(name: str, key: str, text: str, default: OptionValue) -> OptionValue:
    if isinstance(default, bool):
        if text not in ("true", "false"):
            raise ValueError(f"option '{key}' of pass '{name}' takes true or false, not '{text}'")
        return text == "true"
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise ValueError(f"option '{key}' of pass '{name}' takes an integer, not '{text}'") from None
    return text


def _split(text: str, separator: str) -> Iterator[str]:
    """The parts between separators outside of brackets; nothing for a blank text."""
    if not text.strip():
        return
    closing: list[str] = []
    start = 0
    for position, character in enumerate(text):
        if character in _OPEN:
            closing.append(_OPEN[character])
        elif character in _OPEN.values():
            if not closing or closing.pop() != character:
                raise ValueError(f"unexpected '{character}' in the pipeline")
        elif character == separator and not closing:
            yield text[start:position]
            start = position + 1
    if closing:
        raise ValueError(f"missing '{closing[-1]}' in the pipeline")
    yield text[start:]
