"""Python classes for the structs and enums of a program.

A struct is a frozen dataclass whose fields are given by name, as in FUSE. It is checked when it is made: the types of its fields
here, their refinements by the program itself. An enum is a class with one class in it for each variant: `Color.Rgb(1, 2, 3)`; a
variant without payload is a value, `Color.Red`. Both compare by value, and take part in `match`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from .converter import Converter
from .mismatch import Mismatch


class Classes:
    """The classes of one program, each made once.

    validators   by struct: raises where the fields, in order, break a refinement; structs without refinements have none
    defaults     by struct, then field: gives the value of a field that is left out
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._structs: dict[str, type] = {}
        self._enums: dict[str, type] = {}
        self._variants: dict[str, list[type]] = {}
        self.validators: dict[str, Callable[..., Any]] = {}
        self.defaults: dict[str, dict[str, Callable[[], Any]]] = {}
        # Structs with fields that have defaults, and which those are.
        self.defaulted: dict[str, set[str]] = {}

    def all(self) -> dict[str, type]:
        """Every class that was made, by the name of its type."""
        return {**self._structs, **self._enums}

    def variants(self, enum: str) -> list[type]:
        """The classes of the variants, by tag."""
        return self._variants[enum]

    def struct(self, name: str, fields: Sequence[tuple[str, Converter]]) -> type:
        made = self._structs.get(name)
        if made is None:
            made = self._structs[name] = self._make_struct(name, fields)
        return made

    def _make_struct(self, name: str, fields: Sequence[tuple[str, Converter]]) -> type:
        def check(self: Any) -> None:
            values = [getattr(self, field) for field, _ in fields]
            for (field, converter), value in zip(fields, values, strict=True):
                try:
                    converter.check(value)
                except Mismatch as mismatch:
                    raise mismatch.exception(f"{name}() field '{field}'", converter.type_text) from None
                object.__setattr__(self, field, converter.plain(value))
            validate = classes.validators.get(name)
            if validate is not None:
                validate(*values)

        classes = self
        specification = [(field, converter.annotation, self._field(name, field)) for field, converter in fields]
        namespace = {"__post_init__": check, "__module__": self._module, "__doc__": f"The FUSE type {name}."}
        return dataclasses.make_dataclass(_class_name(name), specification, namespace=namespace, frozen=True, kw_only=True)

    def _field(self, struct: str, field: str) -> Any:
        if field not in self.defaulted.get(struct, ()):
            return dataclasses.field()
        return dataclasses.field(default_factory=lambda: self.defaults[struct][field]())

    def enum(self, name: str, variants: Sequence[tuple[str, Sequence[Converter]]]) -> type:
        made = self._enums.get(name)
        if made is None:
            namespace = {"__module__": self._module, "__slots__": (), "__doc__": f"The FUSE enum {name}."}
            made = self._enums[name] = type(_class_name(name), (EnumValue,), namespace)
            self._variants[name] = [_make_variant(made, variant, payload) for variant, payload in variants]
        return made


class EnumValue:
    """Base of all enums. `values` are the parts of the payload; `_0`, `_1`, … names them for `match`."""

    __slots__ = ("values",)
    values: tuple[Any, ...]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{self!r} is immutable")

    def __eq__(self, other: Any) -> bool:
        return type(other) is type(self) and other.values == self.values

    def __hash__(self) -> int:
        return hash((type(self), self.values))

    def __repr__(self) -> str:
        payload = f"({', '.join(map(repr, self.values))})" if self.values else ""
        return f"{type(self).__qualname__}{payload}"


def _make_variant(enum: type, name: str, payload: Sequence[Converter]) -> type:
    def create(cls: type, *values: Any) -> Any:
        if len(values) != len(payload):
            raise TypeError(f"{enum.__name__}.{name}() takes {len(payload)} values, got {len(values)}")
        for index, (converter, value) in enumerate(zip(payload, values, strict=True)):
            try:
                converter.check(value)
            except Mismatch as mismatch:
                raise mismatch.exception(f"{enum.__name__}.{name}() value {index + 1}", converter.type_text) from None
        return variant(cls, [converter.plain(value) for converter, value in zip(payload, values, strict=True)])

    parts = {f"_{index}": property(lambda self, index=index: self.values[index]) for index in range(len(payload))}
    namespace = {"__module__": enum.__module__, "__slots__": (), "__qualname__": f"{enum.__qualname__}.{name}", "__new__": create}
    made = type(name, (enum,), {**namespace, **parts, "__match_args__": tuple(parts)})
    setattr(enum, name, made if payload else variant(made, []))
    return made


def instance(class_: type, fields: dict[str, Any]) -> Any:
    """A struct that comes from FUSE, where it was checked."""
    made = object.__new__(class_)
    made.__dict__.update(fields)
    return made


def variant(class_: type, values: list[Any]) -> Any:
    """A value of an enum that comes from FUSE, or was checked."""
    if not values and not class_.__match_args__:
        known = class_.__base__.__dict__.get(class_.__name__)
        if known is not None:
            return known
    made = object.__new__(class_)
    object.__setattr__(made, "values", tuple(values))
    return made


def payload_of(value: EnumValue) -> tuple[Any, ...]:
    return value.values


def _class_name(name: str) -> str:
    """`std.Error.NotFound` is `NotFound`; `m2.User` is `User`."""
    return name.rpartition(".")[2]
