"""The state of a running program: its functions, its configs, its environment and its console."""

from __future__ import annotations

from collections.abc import Mapping

from ..frontend.canonical.program import Program
from .console import Console
from .statements import Returned, execute_block
from .values import UNIT_VALUE, Value


class Machine:
    """`configs` maps config names to the values of their fields, and fills while configs load."""

    def __init__(self, program: Program, environ: Mapping[str, str], console: Console) -> None:
        self._functions = {function.name: function for function in program.functions}
        self.environ = environ
        self.console = console
        self.configs: dict[str, dict[str, Value]] = {}

    def call(self, name: str, args: list[Value]) -> Value:
        """The result of a function for exactly its parameters."""
        function = self._functions[name]
        frame = {param.id: arg for param, arg in zip(function.params, args, strict=True)}
        jump = execute_block(function.body, frame, self)
        return jump.value if isinstance(jump, Returned) else UNIT_VALUE

    def variable(self, name: str) -> str | None:
        """An environment variable; None when it is unset or not Unicode."""
        value = self.environ.get(name)
        return value if value is None or is_unicode(value) else None


def is_unicode(text: str) -> bool:
    """False for the text that Python makes of environment bytes that are not UTF-8."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
