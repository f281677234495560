"""A loaded program: its functions and types as attributes."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

from fuse_mlir.codegen.library import Library, LibraryFunction

from .classes import Classes
from .code import load_code
from .converter import POINTER
from .converters import Converters
from .exports import Exports
from .functions import Entry, Function, Parameter
from .runtime import Runtime


class LoadedCode:
    """The code of a program and what its configs hold, until nothing refers to it any more."""

    def __init__(self, library: Library, runtime: Runtime) -> None:
        self._runtime = runtime
        self._code = load_code(library.module, runtime.library, library.entry_points())
        self._end = self._code[library.end]
        self.database = ctypes.c_void_p()
        with runtime.lock:
            runtime.call(self._code[library.start], _nothing(), _nothing(), self.database)

    def address(self, symbol: str) -> int:
        return self._code[symbol]

    def __del__(self) -> None:
        runtime, code, end = self._runtime, getattr(self, "_code", None), getattr(self, "_end", None)
        database = getattr(self, "database", None)
        if end is not None and database is not None:
            runtime.later(lambda: _end(runtime, code, end, database))


def _end(runtime: Runtime, code: Mapping[str, int], end: int, database: ctypes.c_void_p) -> None:
    """Ends a program; `code` is what keeps it loaded until then."""
    runtime.call(end, _nothing(), _nothing(), database)
    runtime.close(database)


class Module:
    """A FUSE program that was loaded. Its functions and types are attributes of the names that they have in FUSE."""

    def __init__(self, path: str, members: Mapping[str, Any], unavailable: Mapping[str, str]) -> None:
        self.__dict__.update(members)
        self.__dict__["_path"] = path
        self.__dict__["_unavailable"] = unavailable

    def __getattr__(self, name: str) -> Any:
        type_text = self.__dict__["_unavailable"].get(name)
        if type_text is not None:
            raise AttributeError(
                f"{name}() cannot be called from Python: values of {type_text} have no Python form", name=name, obj=self
            )
        raise AttributeError(f"{self._path} has no function or type '{name}'", name=name, obj=self)

    def __dir__(self) -> list[str]:
        return sorted(name for name in self.__dict__ if not name.startswith("_"))

    def __repr__(self) -> str:
        return f"<FUSE module {self._path}>"


def make_module(path: str, library: Library, exports: Exports, runtime: Runtime, as_arrays: bool) -> Module:
    """The Python face of a compiled library. Raises FuseError or FusePanic where a config cannot be loaded."""
    code = LoadedCode(library, runtime)
    classes = Classes(path)
    for struct, fields in exports.defaults.items():
        classes.defaulted[struct] = {*fields, *exports.optional[struct]}
    converters = Converters(runtime, classes, library.declared)
    functions: dict[str, Function] = {}
    unavailable: dict[str, str] = {}
    for function in exports.functions:
        overloads = exports.overloads[function.name]
        missing = next((library.unavailable[name] for name in overloads.values() if name in library.unavailable), None)
        if missing is not None:
            unavailable[function.name] = missing
            continue
        entries = {given: _entry(library.functions[name], code, converters) for given, name in overloads.items()}
        functions[function.name] = Function(function.name, entries, runtime, code, as_arrays)
    for struct, name in exports.validators.items():
        if name in library.functions:
            entry = _entry(library.functions[name], code, converters)
            classes.validators[struct] = Function(struct, {len(entry.parameters): entry}, runtime, code, False)
    for struct, fields in exports.defaults.items():
        defaults = classes.defaults[struct] = dict.fromkeys(exports.optional[struct], lambda: None)
        for field, name in fields.items():
            if name in library.functions:
                defaults[field] = Function(field, {0: _entry(library.functions[name], code, converters)}, runtime, code, False)
    for name, layout in library.declared.items():
        converters.of(layout, name)
    types = {name: class_ for name, class_ in classes.all().items() if name.isidentifier()}
    return Module(path, {**types, **functions}, unavailable)


def _entry(function: LibraryFunction, code: LoadedCode, converters: Converters) -> Entry:
    parameters = tuple(
        Parameter(name, offset, converters.of(layout, text)) for name, offset, layout, text in function.arguments.parts
    )
    result = None if function.result is None else converters.of(function.result, function.result_type)
    free = function.free if result is not None and result.counted else None
    return Entry(
        call=code.address(function.symbol),
        drop=code.address(function.drop) if any(parameter.converter.counted for parameter in parameters) else None,
        free=None if free is None else code.address(free),
        parameters=parameters,
        arguments=ctypes.c_char * function.arguments.size,
        result=result,
        result_offset=function.result_offset,
        results=ctypes.c_char * function.results_bytes,
    )


def _nothing() -> ctypes.Array:
    """The arguments of a function that takes none, and room for the error of one that gives no result."""
    return ctypes.create_string_buffer(POINTER.size)
