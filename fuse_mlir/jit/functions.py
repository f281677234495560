"""Functions of a loaded program, as Python callables."""

from __future__ import annotations

import ctypes
import inspect
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import arrays
from .converter import POINTER, Converter
from .errors import FuseError
from .list_converters import ScalarListConverter
from .mismatch import Mismatch
from .runtime import Runtime


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    offset: int
    converter: Converter


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of arguments that a function takes. Addresses of the call, and of what releases arguments and result; None where
    nothing in them is counted. `arguments` and `results` make buffers for them, all zero."""

    call: int
    drop: int | None
    free: int | None
    parameters: tuple[Parameter, ...]
    arguments: type[ctypes.Array]
    result: Converter | None
    result_offset: int
    results: type[ctypes.Array]


class _Default:
    """The default of a parameter, which only the program knows."""

    def __repr__(self) -> str:
        return "<default>"


_DEFAULT = _Default()


class Function:
    """A FUSE function. `entries` by number of arguments. `library` is what keeps the code loaded, with the program's database."""

    def __init__(self, name: str, entries: dict[int, Entry], runtime: Runtime, library: Any, as_arrays: bool) -> None:
        self.__name__ = self.__qualname__ = name
        self._entries = entries
        self._runtime = runtime
        self._library = library
        self._as_arrays = as_arrays
        self._most = entries[max(entries)]
        self.__signature__ = self._signature()
        self.__doc__ = f"The FUSE function {self._fuse_signature()}."

    def __repr__(self) -> str:
        return f"<FUSE function {self._fuse_signature()}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs:
            args = self._bound(args, kwargs)
        entry = self._entries.get(len(args))
        if entry is None:
            raise TypeError(self._wrong_number(len(args)))
        checked = [self._checked(parameter, value) for parameter, value in zip(entry.parameters, args, strict=True)]
        runtime = self._runtime
        # What Python printed before comes first.
        if sys.stdout is not None:
            sys.stdout.flush()
        with runtime.lock:
            runtime.catch_up()
            arguments = entry.arguments()
            for parameter, value in zip(entry.parameters, checked, strict=True):
                parameter.converter.write(arguments, parameter.offset, value)
            results = entry.results()
            try:
                runtime.call(entry.call, arguments, results, self._library.database)
            finally:
                if entry.drop is not None:
                    runtime.call(entry.drop, arguments, entry.results(), self._library.database)
            return None if entry.result is None else self._result(entry, results)

    def _checked(self, parameter: Parameter, value: Any) -> Any:
        try:
            return parameter.converter.check(value)
        except Mismatch as mismatch:
            place = f"{self.__name__}() parameter '{parameter.name}'"
            raise mismatch.exception(place, parameter.converter.type_text) from None

    def _result(self, entry: Entry, results: ctypes.Array) -> Any:
        converter, runtime = entry.result, self._runtime
        element = converter.array_element if self._as_arrays and isinstance(converter, ScalarListConverter) else None
        if element is not None:
            address = POINTER.unpack_from(results, entry.result_offset)[0]
            if runtime.is_unique(address):
                return arrays.adopt(runtime, address, element)
        try:
            value = arrays.copied(runtime, address, element) if element else converter.read(results, entry.result_offset)
        finally:
            if entry.free is not None:
                # The result lies alone in a struct of arguments.
                held = ctypes.create_string_buffer(results.raw[entry.result_offset :])
                runtime.call(entry.free, held, ctypes.create_string_buffer(POINTER.size), self._library.database)
        if isinstance(value, FuseError):
            raise value
        return value

    # ---- arguments

    def _bound(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        """All arguments in order; trailing ones may be missing."""
        values = list(args)
        names = [parameter.name for parameter in self._most.parameters]
        for name in kwargs:
            if name not in names:
                raise TypeError(f"{self.__name__}() has no parameter '{name}'")
            if names.index(name) < len(args):
                raise TypeError(f"{self.__name__}() got parameter '{name}' twice")
        for name in names[len(args) :]:
            if name in kwargs:
                values.append(kwargs[name])
            elif len(values) < len(args) + len(kwargs):
                raise TypeError(f"{self.__name__}() needs parameter '{name}', because one after it is given")
            else:
                break
        return values

    def _wrong_number(self, given: int) -> str:
        least, most = min(self._entries), max(self._entries)
        if given < least:
            return f"{self.__name__}() needs parameter '{self._most.parameters[given].name}'"
        return f"{self.__name__}() takes {most} arguments, got {given}"

    # ---- how it shows

    def _signature(self) -> inspect.Signature:
        least = min(self._entries)
        parameters = [
            inspect.Parameter(
                parameter.name,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
                default=inspect.Parameter.empty if number < least else _DEFAULT,
                annotation=parameter.converter.annotation,
            )
            for number, parameter in enumerate(self._most.parameters)
        ]
        result = self._most.result
        return inspect.Signature(parameters, return_annotation=None if result is None else result.annotation)

    def _fuse_signature(self) -> str:
        parameters = ", ".join(f"{parameter.name}: {parameter.converter.type_text}" for parameter in self._most.parameters)
        result = "" if self._most.result is None else f" -> {self._most.result.type_text}"
        return f"{self.__name__}({parameters}){result}"
