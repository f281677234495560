"""Canonical nodes and machines for tests that need no source text."""

import io

from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.source import Span
from fuse_mlir.frontend.types import ANY, BOOL, FLOAT, INT, STRING, UNIT
from fuse_mlir.interpreter import run
from fuse_mlir.interpreter.builtins.table import call_builtin
from fuse_mlir.interpreter.console import Console
from fuse_mlir.interpreter.evaluation import evaluate
from fuse_mlir.interpreter.machine import Machine

AT = Span(0, 0)
_SCALARS = {int: (ir.IntLit, INT), float: (ir.FloatLit, FLOAT), bool: (ir.BoolLit, BOOL), str: (ir.StringLit, STRING)}


def lit(value):
    """A literal of a Python scalar, null, or a list of them."""
    if value is None:
        return ir.NullLit(ANY, AT)
    if isinstance(value, list):
        return ir.ListLit(ANY, AT, [lit(item) for item in value])
    node, type_ = _SCALARS[type(value)]
    return node(type_, AT, value)


def local(id_, name="x", type_=ANY):
    return ir.Local(id_, name, type_, AT, mutable=True)


def ref(variable):
    return ir.LocalRef(variable.type, AT, variable)


def call(name, *args, type_=ANY, schema=None):
    return ir.BuiltinCall(type_, AT, name, list(args), schema)


def show(expr):
    """`print(expr)`."""
    return ir.ExprStmt(AT, ir.Print(UNIT, AT, [expr]))


def returns(expr):
    return ir.Return(AT, expr)


def function(name, params, body, **options):
    return ir.Function(name, params, ANY, body, AT, **options)


def machine(environ=None, stdin=b"", **program):
    """A machine of a program made of these parts; its streams are in memory."""
    console = Console(io.BytesIO(), io.BytesIO())
    return Machine(ir.Program("a.fuse", **program), environ or {}, console, io.BytesIO(stdin))


def value_of(expr, **options):
    return evaluate(expr, {}, machine(**options))


def builtin(name, *args, on=None, schema=None):
    """The value of a builtin for these values."""
    return call_builtin(name, list(args), on or machine(), schema)


def execute(*body, environ=None, arguments=(), **program):
    """(status, stdout, stderr) of a program whose app is `body`."""
    stdout, stderr = io.BytesIO(), io.BytesIO()
    whole = ir.Program("a.fuse", app=ir.App("a", list(body), AT), **program)
    status = run(whole, environ=environ or {}, stdout=stdout, stderr=stderr, arguments=arguments)
    return status, stdout.getvalue().decode(), stderr.getvalue().decode()
