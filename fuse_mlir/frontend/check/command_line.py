"""`fn main` as the flags of a command line: a schema and a default for each parameter."""

from __future__ import annotations

from ..canonical import program as ir
from .components import default_value_symbol
from .functions import elaborate_default_values
from .representation import represent_stored
from .schemas import schema_of
from .state import ModuleState


def elaborate_main(module: ModuleState) -> ir.Main | None:
    """What arguments of the program bind to; None without a `main`.

    `main.value.<n>` gives the default of parameter n from the parameters before it.
    """
    info = module.symbols.functions.get("main")
    if info is None:
        return None
    params: list[ir.CliParam] = []
    for number, (decl, (name, type_)) in enumerate(zip(info.decl.params, info.params, strict=True)):
        symbol = None if decl.default is None else default_value_symbol(info, number)
        params.append(ir.CliParam(name, schema_of(type_), represent_stored(type_), symbol))
    elaborate_default_values(module, info)
    return ir.Main("main", params)
