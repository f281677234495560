"""Runs a program with the interpreter and compares every value with the representation type of its expression.

In:  a canonical program. Out: what it writes; `Unsound` where a value is none of its expression's type.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from unittest.mock import patch

from fuse_mlir.frontend import types as t
from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.interpreter import run, values
from fuse_mlir.interpreter.machine import Machine
from fuse_mlir.interpreter.tasks import TaskValue

_SCALARS = {t.INT: int, t.FLOAT: float, t.BOOL: bool, t.STRING: str, t.BYTES: bytes, t.HTML: values.HtmlValue}


class Unsound(Exception):
    """A value is not of the type of the expression that gave it."""


@dataclass(slots=True)
class _Checker:
    program: ir.Program

    def conforms(self, value: object, type_: t.Type) -> bool:
        match type_:
            case t.ANY | t.QUERY:
                return True
            case t.UNIT:
                return value is values.UNIT_VALUE
            case t.Scalar():
                return type(value) is _SCALARS[type_]
            case t.OptionType(inner):
                return value is None or self.conforms(value, inner)
            case t.ListType(element):
                return isinstance(value, tuple) and all(self.conforms(item, element) for item in value)
            case t.MapType(item_type):
                return isinstance(value, dict) and all(self.conforms(item, item_type) for item in value.values())
            case t.ResultType(ok):
                return isinstance(value, values.ResultValue) and (not value.is_ok or self.conforms(value.content, ok))
            case t.BoxType(content):
                return isinstance(value, values.BoxValue) and self.conforms(value.content, content)
            case t.TaskType():
                return isinstance(value, TaskValue)
            case t.FunctionType():
                return isinstance(value, values.FunctionValue | values.VariantValue)
            case t.StructType(name):
                fields = next(dict(struct.fields) for struct in self.program.structs if struct.name == name)
                named = isinstance(value, values.StructValue) and value.name == name
                return named and all(self.conforms(value.fields[field], fields[field]) for field in fields)
            case t.EnumType(name):
                return self._is_variant(value, name)
        raise AssertionError(f"no such type: {type_}")

    def _is_variant(self, value: object, enum: str) -> bool:
        if not isinstance(value, values.EnumValue) or value.enum != enum:
            return False
        payload = next(dict(item.variants)[value.variant] for item in self.program.enums if item.name == enum)
        return len(payload) == len(value.payload) and all(map(self.conforms, value.payload, payload))


def checked_output(program: ir.Program) -> str:
    """Standard output and error of a run in which every value is checked."""
    checker = _Checker(program)

    def checked(evaluate: Callable[..., object]) -> Callable[..., object]:
        def evaluated(expr: ir.Expr, frame: object, machine: Machine) -> object:
            value = evaluate(expr, frame, machine)
            if not checker.conforms(value, expr.type):
                raise Unsound(f"{type(expr).__name__} of type {expr.type} gave {value!r}")
            return value

        return evaluated

    made = Machine.__init__

    def with_checks(machine: Machine, *args: object, **options: object) -> None:
        made(machine, *args, **options)
        machine.evaluators = {kind: checked(evaluate) for kind, evaluate in machine.evaluators.items()}

    console = io.BytesIO()
    with patch.object(Machine, "__init__", with_checks):
        run(program, environ={}, stdout=console, stderr=console)
    return console.getvalue().decode()
