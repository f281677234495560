"""The state of a running program: its functions, its configs, its environment, its console, and what the running thread owns.

Tasks share all of it but two things: a task has its own database connection and no HTTP request.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, BinaryIO

from ..frontend.canonical.program import Function, Program
from . import dynamic, expressions, markup
from .console import Console
from .failures import ErrorFailure, RuntimeFailure
from .signals import SignalDesk
from .statements import Returned, execute_block
from .tasks import TaskPool, TaskValue
from .values import UNIT_VALUE, BuiltinValue, EnumValue, FunctionValue, ResultValue, Value, VariantValue, unboxed

if TYPE_CHECKING:
    from .database.connection import Database
    from .http.exchange import Exchange


class Machine:
    """`configs` maps config names to the values of their fields, and fills while configs load; `exchange` is the HTTP request
    that is being answered."""

    def __init__(self, program: Program, environ: Mapping[str, str], console: Console, stdin: BinaryIO | None = None) -> None:
        self.program = program
        self.evaluators = {**expressions.EVALUATORS, **dynamic.EVALUATORS, **markup.EVALUATORS}
        self._functions = {function.name: function for function in program.functions}
        self.structs = {struct.name: struct for struct in program.structs}
        self.enums = {enum.name: enum for enum in program.enums}
        self.environ = environ
        self.console = console
        self.stdin = stdin
        self.configs: dict[str, dict[str, Value]] = {}
        self.tasks = TaskPool()
        self.signals = SignalDesk()
        self.svg_cache: dict[str, str] = {}
        self.exchange: Exchange | None = None
        self._database: Database | None = None

    def call(self, name: str, args: list[Value]) -> Value:
        """The result of a function for exactly its parameters. An error value raised in a function that returns a Result is its
        Err."""
        function = self._functions[name]
        if not function.fallible:
            return self.run_body(function, args)
        try:
            result = self.run_body(function, args)
        except ErrorFailure as failure:
            return ResultValue(False, failure.value)
        return result if isinstance(result, ResultValue) else ResultValue(True, result)

    def run_body(self, function: Function, args: list[Value]) -> Value:
        """The value that the body of a function ends with."""
        frame = {param.id: arg for param, arg in zip(function.params, args, strict=True)}
        jump = execute_block(function.body, frame, self)
        return jump.value if isinstance(jump, Returned) else UNIT_VALUE

    def function(self, name: str) -> Function:
        return self._functions[name]

    def call_value(self, callee: Value, args: list[Value]) -> Value:
        """A call of whatever can be called."""
        callee = unboxed(callee)
        match callee:
            case FunctionValue():
                return self._call_function_value(callee, args)
            case VariantValue(enum, variant):
                wanted = len(next(payload for name, payload in self.enums[enum].variants if name == variant))
                if len(args) != wanted:
                    raise RuntimeFailure(f"variant {enum}.{variant} expects {wanted} value(s), got {len(args)}")
                return EnumValue(enum, variant, tuple(args))
            case BuiltinValue(name):
                from .builtins.table import call_builtin

                return call_builtin(name, args, self)
        raise RuntimeFailure("call target is not callable")

    def _call_function_value(self, callee: FunctionValue, args: list[Value]) -> Value:
        params = self._functions[callee.symbol].params
        if len(args) > len(params):
            raise RuntimeFailure(f"invalid call to {callee.display}: expected at most {len(params)} args, got {len(args)}")
        if len(args) == len(params):
            return self.call(callee.symbol, args)
        # The checker made a function for each number of arguments that the defaults allow.
        shorter = f"{callee.symbol}.default.{len(args)}"
        if shorter not in self._functions:
            raise RuntimeFailure(f"missing argument {params[len(args)].name}")
        return self.call(shorter, args)

    def spawn(self, body: Callable[[Machine], Value]) -> TaskValue:
        """A task that runs `body` on a machine of its own."""
        other = copy.copy(self)
        other.exchange = None
        other._database = None
        return self.tasks.spawn(lambda: body(other))

    @property
    def database(self) -> Database:
        """The database of this thread, opened at its first use."""
        if self._database is None:
            from .database.connection import open_database

            self._database = open_database(self)
        return self._database

    def variable(self, name: str) -> str | None:
        """An environment variable; None when it is unset or not Unicode."""
        value = self.environ.get(name)
        return value if value is None or is_unicode(value) else None


def is_unicode(text: str) -> bool:
    """False for the text that Python makes of environment bytes that are not UTF-8."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
