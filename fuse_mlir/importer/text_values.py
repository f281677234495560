"""Text as values: config fields, flags of `fn main`, parameters of routes.

In:   a text, trimmed; the schema that it is to be a value of; what is raised where it is none.
Out:  the value, not validated yet. What has parts is JSON text: what is wrong inside it is a validation error with
      a path from `$` on.
Source: FUSE semantics, section 9; fuse_mlir/interpreter/conversion.py.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import schema as s
from .json_decode import decoded_text
from .runtime import builtin
from .schemas import type_of
from .state import FunctionState
from .validation import parsed

# Ends the region of a check with the error that a text is none of the schema; its parts.
Fail = Callable[[list["ir.Value | str"]], None]

_PARSED = {"Int": t.INT, "Float": t.FLOAT, "Bool": t.BOOL}


def from_text(f: FunctionState, text: ir.Value, schema: s.Schema, fail: Fail, loc: ir.Location) -> ir.Value:
    """The value of `schema` that a trimmed text spells; its type is `type_of(schema)`."""
    match schema:
        case s.BasicSchema("String" | "Id" | "Email"):
            return text
        case s.BasicSchema(name) if name in _PARSED:
            option, well_formed = parsed(f, text, _PARSED[name], loc)
            with f.check(well_formed, loc):
                fail([f"invalid {name}: ", text])
            return f.content(option, f.types.of(_PARSED[name]), loc)
        case s.BasicSchema("Bytes"):
            return _bytes(f, text, fail, loc)
        case s.BasicSchema("Html"):
            return _never(f, schema, fail, "env override not supported for type Html", loc)
        case s.ResultSchema():
            return _never(f, schema, fail, "Result is not supported for config env overrides", loc)
        case s.RefinedSchema(base, _):
            return from_text(f, text, base, fail, loc)
        case s.OptionSchema(inner):
            return _option(f, text, inner, fail, loc)
    return _structured(f, text, schema, fail, loc)


def _bytes(f: FunctionState, text: ir.Value, fail: Fail, loc: ir.Location) -> ir.Value:
    option = builtin(f, "bytes.decode", [text], loc)
    with f.check(f.is_some(option, loc), loc):
        fail(["invalid Bytes (base64): ", builtin(f, "bytes.decode_problem", [text], loc)])
    return f.content(option, f.types.of(t.BYTES), loc)


def _never(f: FunctionState, schema: s.Schema, fail: Fail, message: str, loc: ir.Location) -> ir.Value:
    with f.check(f.const_bool(False, loc), loc):
        fail([message])
    return f.poison(f.types.of(type_of(schema, f.module.enums)), loc)


def _option(f: FunctionState, text: ir.Value, inner: s.Schema, fail: Fail, loc: ir.Location) -> ir.Value:
    """Null for an empty text and for `null`, in any case of its letters."""
    inner_type = type_of(inner, f.module.enums)
    type_ = f.types.of(t.option_of(inner_type))
    op = f.op("scf.if", [f.value("fuse.str.is_null", [text], f.types.bool, loc)], [type_], loc, regions=2)
    null, other = op.regions
    with f.inside(null, null.blocks.append()):
        f.op("scf.yield", [f.none(type_, loc)], [], loc)
    with f.inside(other, other.blocks.append()):
        value = from_text(f, text, inner, fail, loc)
        f.op("scf.yield", [f.some(value, type_, loc)], [], loc)
    return op.result


def _structured(f: FunctionState, text: ir.Value, schema: s.Schema, fail: Fail, loc: ir.Location) -> ir.Value:
    return decoded_text(f, text, schema, ("$",), lambda problem: fail(["invalid JSON value: ", problem]), loc)
