"""Configs: environment names, the order of loading, defaults that may read what is loaded already.

Configs load sorted by name, their fields in declaration order. A default that reads a field not loaded yet fails at run time; one
that calls a function which might is not compiled yet.
"""

from __future__ import annotations

from .. import types
from ..canonical import program as ir
from ..canonical.walk import descendants
from ..codes import FUSE_UNSUPPORTED
from ..source import Span
from . import static_types as st
from .declarations import Field, ProgramSymbols
from .reporter import Reporter
from .representation import represent
from .state import Body, ModuleState
from .struct_literals import constraints_of, validated

Loaded = set[tuple[str, str | None]]


def environment_word(name: str) -> str:
    """`dbUrl` as `DB_URL`: a capital after a small letter or a digit starts a word."""
    word = ""
    previous = ""
    for char in name:
        if char.isupper() and (previous.islower() or previous.isdigit()):
            word += "_"
        word += "_" if char == "-" else char.upper()
        previous = char
    return word


def elaborate_configs(modules: list[ModuleState]) -> list[ir.Config]:
    """The configs of the program in load order."""
    program = modules[0].symbols.program
    loaded: Loaded = set()
    configs = []
    for name in sorted(program.configs):
        info = program.configs[name]
        module = modules[info.module - 1]
        loaded.add((name, None))
        fields = []
        for field in info.fields.values():
            fields.append(_field(module, name, field, loaded))
            loaded.add((name, field.name))
        configs.append(ir.Config(name, fields, info.decl.span, info.module))
    return configs


def _field(module: ModuleState, config: str, field: Field, loaded: Loaded) -> ir.ConfigField:
    assert field.default is not None
    body = Body(module, f"config.{config}.{field.name}", f"config.{config}")
    body.loaded = set(loaded)
    body.scopes.push()
    node = body.expect(field.default.span, body.value(field.default), field.type, validates=True)
    default = validated(body, node, field.type, f"{config}.{field.name}")
    constraints, non_empty, email = constraints_of(field.type)
    variable = f"{environment_word(config)}_{environment_word(field.name)}"
    return ir.ConfigField(field.name, represent(field.type), variable, default, constraints, field.span, non_empty, email)


def is_configurable(type_: st.StaticType) -> bool:
    """Whether text converts to the type without JSON."""
    inner = represent(type_)
    inner = inner.inner if isinstance(inner, types.OptionType) else inner
    return inner in (types.INT, types.FLOAT, types.BOOL, types.STRING)


def check_default_calls(
    configs: list[ir.Config], functions: list[ir.Function], reporters: list[Reporter], symbols: ProgramSymbols
) -> None:
    """Refuses a default that calls a function which may read a config field that is not loaded yet.

    `reporters`: one a module.
    """
    bodies = {function.name: function for function in functions}
    loaded: Loaded = set()
    for config in configs:
        for field in config.fields:
            unloaded = sorted(read for read in _reads_of_calls(field.default, bodies) if read not in loaded)
            if unloaded:
                span = symbols.configs[config.name].fields[field.name].default
                _refuse(reporters[config.module - 1], field.span if span is None else span.span, unloaded[0])
            loaded.add((config.name, field.name))


def _refuse(reporter: Reporter, span: Span, read: tuple[str, str | None]) -> None:
    message = f"a default that calls a function reading `{read[0]}.{read[1]}` before it is loaded is not supported yet"
    reporter.report("error", span, message, FUSE_UNSUPPORTED, None, ())


def _reads_of_calls(default: ir.Expr, bodies: dict[str, ir.Function]) -> Loaded:
    """The config fields that the functions called from a default may read."""
    reads: Loaded = set()
    pending = [node.function for node in descendants(default) if isinstance(node, ir.Call)]
    seen = set(pending)
    while pending:
        for node in descendants(bodies[pending.pop()]):
            if isinstance(node, ir.ConfigRef):
                reads.add((node.config, node.field))
            elif isinstance(node, ir.Call) and node.function not in seen:
                seen.add(node.function)
                pending.append(node.function)
    return reads
