"""`fn main` as the flags of a command line: a schema and a default for each parameter."""

from __future__ import annotations

from ..canonical import program as ir
from .conversion import convert
from .representation import represent_stored
from .schemas import schema_of
from .scope import Binding
from .state import Body, ModuleState


def elaborate_main(module: ModuleState) -> ir.Main | None:
    """What arguments of the program bind to; None without a `main`.

    `main.value.<n>` gives the default of parameter n from the parameters before it.
    """
    info = module.symbols.functions.get("main")
    if info is None:
        return None
    params: list[ir.CliParam] = []
    for number, (decl, (name, type_)) in enumerate(zip(info.decl.params, info.params, strict=True)):
        representation = represent_stored(type_)
        symbol = None
        if decl.default is not None:
            symbol = f"main.value.{number}"
            body = Body(module, symbol, "main")
            body.scopes.push()
            before = []
            for earlier, (_, earlier_type) in list(zip(info.decl.params, info.params, strict=True))[:number]:
                local = body.new_local(earlier.name.name, represent_stored(earlier_type), earlier.span)
                body.scopes.declare(earlier.name.name, Binding(earlier_type, local, assignable=False))
                before.append(local)
            with body.without_checks():
                value = convert(body, body.value(decl.default).node, representation)
            result = ir.Return(decl.default.span, value)
            module.add_function("main", ir.Function(symbol, before, representation, [result], decl.default.span))
        params.append(ir.CliParam(name, schema_of(type_), representation, symbol))
    return ir.Main("main", params)
