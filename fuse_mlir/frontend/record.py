"""`record`: what `dataclasses.dataclass(slots=True)` does, without compiling Python text for each class.

In: a class with annotated fields. Out: the same class with slots, `__init__`, `__repr__`, and, as asked for, `__eq__`, `__hash__`
and protection from changes. `dataclasses.fields`, `field` and `replace` work with it.
Why:    `dataclass` writes and compiles each of these methods anew. For the 250 classes that a check loads this took more time
        than all else that happens before the first line is read.
Method: an `__init__` of n fields is the same code for every class but for the names, which a code object has in tables of their
        own: the code is compiled once for each n and gets other names. All other methods are shared or closures.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, eq: bool = True, frozen: bool = False) -> Callable[[type], type]:
        """A class decorator; `eq` and `frozen` mean what they mean to `dataclass`."""

        def decorate(cls: type) -> type:
            # Without a docstring, `dataclass` would make one of the signature.
            cls.__doc__ = cls.__doc__ or cls.__name__
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
            fields = dataclasses.fields(made)
            made.__init__ = _init(made, fields, frozen)
            made.__repr__ = _repr
            if eq:
                made.__eq__, made.__hash__ = _comparison(tuple(field.name for field in fields if field.compare))
                if not frozen:
                    made.__hash__ = None
            if frozen:
                made.__setattr__, made.__delattr__ = _refuse_set, _refuse_delete
            return made

        return decorate


def values(node: Any) -> list[Any]:
    """The values of the fields of a record, in their order. `dataclasses.fields` makes a tuple of descriptions for each call."""
    return [getattr(node, name) for name in node.__match_args__]


class _Factory:
    """The default of a parameter whose value is made anew for each object."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


# By whether each field has a factory, and whether the object refuses plain assignments.
_CODES: dict[tuple[tuple[bool, ...], bool], CodeType] = {}

_set = object.__setattr__


def _init(cls: type, fields: tuple[Field[Any], ...], frozen: bool) -> FunctionType:
    names = {f"f{number}": field.name for number, field in enumerate(fields)}
    code = _code(tuple(field.default_factory is not MISSING for field in fields), frozen)
    renamed = code.replace(
        co_varnames=("self", *names.values()),
        co_names=tuple(names.get(name, name) for name in code.co_names),
        co_consts=tuple(names.get(value, value) if isinstance(value, str) else value for value in code.co_consts),
    )
    made = FunctionType(renamed, globals(), "__init__", tuple(_defaults(fields)))
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _defaults(fields: tuple[Field[Any], ...]) -> list[object]:
    defaults: list[object] = []
    for field in fields:
        if field.default_factory is not MISSING:
            defaults.append(_Factory(field.default_factory))
        elif field.default is not MISSING:
            defaults.append(field.default)
        elif defaults:
            raise TypeError(f"a field without a default follows one with a default: {field.name}")
    return defaults


def _code(factories: tuple[bool, ...], frozen: bool) -> CodeType:
    """The code of an `__init__` of fields `f0`, `f1` and so on."""
    code = _CODES.get((factories, frozen))
    if code is None:
        names = [f"f{number}" for number in range(len(factories))]
        lines = []
        for name, has_factory in zip(names, factories, strict=True):
            value = f"{name}.make() if {name}.__class__ is _Factory else {name}" if has_factory else name
            lines.append(f"_set(self, '{name}', {value})" if frozen else f"self.{name} = {value}")
        made: dict[str, Any] = {}
        exec(f"def __init__({', '.join(['self', *names])}): {'; '.join(lines) or 'pass'}", globals(), made)
        code = _CODES[factories, frozen] = made["__init__"].__code__
    return code


def _comparison(names: tuple[str, ...]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """`__eq__` and `__hash__` by the values of these fields."""
    values: Callable[[Any], Any] = attrgetter(*names) if names else type

    def __eq__(self: Any, other: object) -> bool:
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __eq__, __hash__


def _repr(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
