"""Config blocks: one global a field, one function `@config.<Name>` a block that fills them.

A field takes the text of its environment variable or of the config file, trimmed, converted and checked; without one, its default.
Source: FUSE semantics, "Configuration, environment" (order and messages to the letter).
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical import schema as s
from .functions import define
from .json_decode_named import converted
from .schemas import check_schema, type_of
from .state import FunctionState, Importing, ModuleState, choose
from .text_values import from_text
from .validation import validated


def declare_globals(module: ModuleState, block: ir.Block, config: c.Config) -> None:
    """`fuse.global @Config.field` for each field."""
    module.locations.enter(config.module)
    for field in config.fields:
        attributes = {
            "sym_name": ir.StringAttr.get(_symbol(config, field)),
            "type": ir.TypeAttr.get(module.types.of(field.type)),
        }
        loc = module.locations.named(field.name, field.span)
        ir.Operation.create("fuse.global", attributes=attributes, loc=loc, ip=ir.InsertionPoint(block))


def import_config(module: ModuleState, block: ir.Block, config: c.Config) -> str:
    """The function that loads one block; its name."""
    module.locations.enter(config.module)
    name = f"config.{config.name}"
    f = FunctionState(module, t.UNIT, [], name)
    loc = f.at(config.span)
    named = module.locations.named(f"config {config.name}", config.span)
    region, entry = define(f, block, name, ir.FunctionType.get([], []), named, [], public=False)
    with f.inside(region, entry, structured=False):
        f.op("fuse.config.hint", [], [], loc, _hint(config))
        for field in config.fields:
            f.run(_Load(config, field))
        f.op("func.return", [], [], loc)
    return name


class _Load:
    """One field to load: a node of its own, as its default is imported inside a region."""

    __slots__ = ("config", "field")

    def __init__(self, config: c.Config, field: c.ConfigField) -> None:
        self.config = config
        self.field = field


def _load(f: FunctionState, node: _Load) -> Importing:
    field = node.field
    loc = f.at(field.span)
    path = _symbol(node.config, field)
    names = {"variable": field.variable, "section": node.config.name, "field": field.name}
    attributes = {key: ir.StringAttr.get(name) for key, name in names.items()}
    found = f.value("fuse.config.lookup", [], f.types.of(t.option_of(t.STRING)), loc, attributes)

    def configured() -> list[ir.Value]:
        text = f.value("fuse.str.trim", [f.content(found, f.types.string, loc)], f.types.string, loc)
        return [_configured(f, text, field, path, loc)]

    def default() -> Importing:
        return [(yield field.default)]

    [value] = yield from choose(f, f.is_some(found, loc), [f.types.of(field.type)], configured, default, loc)
    f.op("fuse.global.store", [value], [], loc, {"global": ir.FlatSymbolRefAttr.get(path)})


CONFIG_NODES = {_Load: _load}


def _configured(f: FunctionState, text: ir.Value, field: c.ConfigField, path: str, loc: ir.Location) -> ir.Value:
    """The value that trimmed text spells, checked. A field whose type is plain has no schema."""
    schema = field.schema or _schema_of(field.type)
    value = from_text(f, text, schema, lambda parts: f.raise_invalid((path,), parts, loc), loc)
    if field.schema is None:
        validated(f, value, field.type, path, (field.constraints, field.non_empty, field.email), loc)
        return value
    type_ = type_of(schema, f.module.enums)
    check_schema(f, value, type_, schema, (path,), loc)
    return converted(f, value, type_, field.type, loc)


def _schema_of(type_: t.Type) -> s.Schema:
    if isinstance(type_, t.OptionType):
        return s.OptionSchema(_schema_of(type_.inner))
    return s.BasicSchema(str(type_))


def _symbol(config: c.Config, field: c.ConfigField) -> str:
    return f"{config.name}.{field.name}"


def _hint(config: c.Config) -> dict[str, ir.Attribute]:
    return {
        "section": ir.StringAttr.get(config.name),
        "fields": ir.ArrayAttr.get([ir.StringAttr.get(field.name) for field in config.fields]),
        "variables": ir.ArrayAttr.get([ir.StringAttr.get(field.variable) for field in config.fields]),
    }
