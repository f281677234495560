"""`log`: a level where the first of several arguments names one, a message, and data.

The level of a constant is known here; of any other text, at run time. Nothing is made of the arguments when the level is off.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import builtin, narrowed, widened
from .state import FunctionState, Importing, choose

_INFO = 2
_LEVELS = {"trace": 0, "debug": 1, "info": 2, "warn": 3, "warning": 3, "error": 4}
# A value and its type, for an argument.
_Argument = tuple[ir.Value | None, t.Type]


def log(f: FunctionState, node: c.BuiltinCall) -> Importing:
    """The lines of one call."""
    loc = f.at(node.span)
    arguments: list[_Argument] = []
    for arg in node.args:
        arguments.append(((yield arg), arg.type))
    if len(arguments) < 2:
        _line(f, f.const_int(_INFO, loc), arguments, loc)
        return
    first = node.args[0]
    if isinstance(first, c.StringLit):
        level = _LEVELS.get(first.value.strip().lower())
        rest = arguments if level is None else arguments[1:]
        _line(f, f.const_int(_INFO if level is None else level, loc), rest, loc)
    elif first.type in (t.STRING, t.ANY, t.option_of(t.STRING)):
        yield from _by_first(f, first.type, arguments, loc)
    else:
        _line(f, f.const_int(_INFO, loc), arguments, loc)


def _by_first(f: FunctionState, type_: t.Type, arguments: list[_Argument], loc: ir.Location) -> Importing:
    """The first argument may name a level."""
    value = arguments[0][0]

    def level() -> list[ir.Value]:
        text = value
        if type_ == t.ANY:
            text = narrowed(f, value, t.STRING, loc)
        elif type_ != t.STRING:
            text = f.content(value, f.types.string, loc)
        return [builtin(f, "log.level", [text], loc)]

    if type_ == t.STRING:
        [found] = level()
    else:
        is_text = f.is_some(value, loc) if type_ != t.ANY else f.is_kind(value, t.STRING, loc)
        [found] = yield from choose(f, is_text, [f.types.int], level, lambda: [f.const_int(-1, loc)], loc)
    named = f.compare("sge", found, f.const_int(0, loc), loc)
    op = f.op("scf.if", [named], [], loc, regions=2)
    for region, number, rest in zip(op.regions, (found, None), (arguments[1:], arguments), strict=True):
        with f.inside(region, region.blocks.append()):
            _line(f, f.const_int(_INFO, loc) if number is None else number, rest, loc)
            f.op("scf.yield", [], [], loc)


def _line(f: FunctionState, level: ir.Value, rest: list[_Argument], loc: ir.Location) -> None:
    """The line of a message, and of the data behind it, where the level is on."""
    op = f.op("scf.if", [builtin(f, "log.is_on", [level], loc)], [], loc, regions=2)
    with f.inside(op.regions[0], op.regions[0].blocks.append()):
        message = f.text("", loc) if not rest else f.text("()", loc) if rest[0][0] is None else f.text_of(rest[0][0], loc)
        if len(rest) > 1:
            builtin(f, "log.data", [level, message, _data(f, rest[1:], loc)], loc)
        else:
            builtin(f, "log.text", [level, message], loc)
        f.op("scf.yield", [], [], loc)


def _data(f: FunctionState, rest: list[_Argument], loc: ir.Location) -> ir.Value:
    """The JSON of one value, or of several as a list."""
    values = [widened(f, value, loc) for value, _ in rest]
    if len(values) == 1:
        return builtin(f, "json.encode", values, loc)
    list_ = f.value("fuse.list.make", values, f.types.of(t.ListType(t.ANY)), loc)
    return builtin(f, "json.encode", [widened(f, list_, loc)], loc)
