"""Config blocks: one global a field, one function `@config.<Name>` a block that fills them.

A field takes the text of its environment variable or of the config file, trimmed, converted and checked; without one, its default.
Source: FUSE semantics, "Configuration, environment" (order and messages to the letter).
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .errors import ImportFault
from .functions import define
from .state import FunctionState, Importing, ModuleState, choose
from .validation import parsed, validated


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
    f = FunctionState(module, t.UNIT, [])
    name = f"config.{config.name}"
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
        value = _converted(f, text, field.type, path, loc)
        validated(f, value, field.type, path, (field.constraints, field.non_empty, field.email), loc)
        return [value]

    def default() -> Importing:
        return [(yield field.default)]

    [value] = yield from choose(f, f.is_some(found, loc), [f.types.of(field.type)], configured, default, loc)
    f.op("fuse.global.store", [value], [], loc, {"global": ir.FlatSymbolRefAttr.get(path)})


CONFIG_NODES = {_Load: _load}


def _converted(f: FunctionState, text: ir.Value, type_: t.Type, path: str, loc: ir.Location) -> ir.Value:
    """Trimmed text as a value of `type_`, checked to spell one."""
    if type_ == t.STRING:
        return text
    if isinstance(type_, t.OptionType):
        return _converted_option(f, text, type_, path, loc)
    if type_ not in (t.INT, t.FLOAT, t.BOOL):
        raise ImportFault(f"config field of type {type_}")
    option, well_formed = parsed(f, text, type_, loc)
    with f.check(well_formed, loc):
        f.raise_invalid(path, [f"invalid {type_}: ", text], loc)
    return f.content(option, f.types.of(type_), loc)


def _converted_option(f: FunctionState, text: ir.Value, type_: t.OptionType, path: str, loc: ir.Location) -> ir.Value:
    """Null for an empty text and for `null`, in any case of its letters."""
    option = f.types.of(type_)
    op = f.op("scf.if", [f.value("fuse.str.is_null", [text], f.types.bool, loc)], [option], loc, regions=2)
    null, other = op.regions
    with f.inside(null, null.blocks.append()):
        f.op("scf.yield", [f.value("fuse.option.none", [], option, loc)], [], loc)
    with f.inside(other, other.blocks.append()):
        value = _converted(f, text, type_.inner, path, loc)
        f.op("scf.yield", [f.value("fuse.option.some", [value], option, loc)], [], loc)
    return op.result


def _symbol(config: c.Config, field: c.ConfigField) -> str:
    return f"{config.name}.{field.name}"


def _hint(config: c.Config) -> dict[str, ir.Attribute]:
    return {
        "section": ir.StringAttr.get(config.name),
        "fields": ir.ArrayAttr.get([ir.StringAttr.get(field.name) for field in config.fields]),
        "variables": ir.ArrayAttr.get([ir.StringAttr.get(field.variable) for field in config.fields]),
    }
