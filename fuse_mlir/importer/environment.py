"""`env`, `env_int`, `env_float`, `env_bool`: a variable of the environment, trimmed and converted where the form is typed."""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .state import FunctionState, Handler, Importing, choose
from .validation import parsed

# The types that the builtins give options of.
ENVIRONMENT = {"env": t.STRING, "env_int": t.INT, "env_float": t.FLOAT, "env_bool": t.BOOL}


def read_environment(f: FunctionState, name: ir.Value, wanted: t.Type, loc: ir.Location) -> Importing:
    """The variable as an option of `wanted`: none where it is not set; malformed text is an error."""
    text_type, type_ = f.types.of(t.option_of(t.STRING)), f.types.of(t.option_of(wanted))
    option = f.value("fuse.env", [name], text_type, loc)
    if type_ == text_type:
        return option

    def present() -> list[ir.Value]:
        text = f.value("fuse.str.trim", [f.content(option, f.types.string, loc)], f.types.string, loc)
        value, well_formed = parsed(f, text, wanted, loc)
        with f.check(well_formed, loc):
            f.raise_text([f"invalid {wanted}: ", text, " (env ", name, ")"], loc)
        return [value]

    def absent() -> list[ir.Value]:
        return [f.value("fuse.option.none", [], type_, loc)]

    return (yield from choose(f, f.is_some(option, loc), [type_], present, absent, loc))[0]


def _env(f: FunctionState, node: c.Env) -> Importing:
    name = yield node.name
    return (yield from read_environment(f, name, node.type.inner, f.at(node.span)))


EXPRESSIONS: dict[type, Handler] = {c.Env: _env}
