"""Configs: environment names, the order of loading, defaults that may read what is loaded already.

Configs load sorted by name, their fields in declaration order. A default that reads a field not loaded yet fails at run time.
"""

from __future__ import annotations

from ..canonical import program as ir
from .declarations import Field
from .representation import represent_stored
from .schemas import plain_rules, schema_of
from .state import Body, ModuleState
from .validated_values import validated

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
    constraints, non_empty, email = plain_rules(field.type) or ([], False, False)
    variable = f"{environment_word(config)}_{environment_word(field.name)}"
    type_, schema = represent_stored(field.type), schema_of(field.type)
    return ir.ConfigField(field.name, type_, variable, default, constraints, field.span, non_empty, email, schema)
