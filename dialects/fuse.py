"""The Python face of the dialect `fuse`: op classes, types, declarations.

Op classes and builder functions are generated from fuse/FuseOps.td (`StrConcatOp`, `str_concat`, …). Types are built and
taken apart through the C API, never by their text. A `context` of None means the current one.
"""

from __future__ import annotations

from mlir import ir

from . import native
from ._fuse_enum_gen import MixedCmpPredicate as MixedCmpPredicate
from ._fuse_ops_gen import *  # noqa: F403
from .native import TypeKind

# ---- types


def str_type(context: ir.Context | None = None) -> ir.Type:
    """`!fuse.str`."""
    return native.simple_type(TypeKind.STR, context)


def bytes_type(context: ir.Context | None = None) -> ir.Type:
    """`!fuse.bytes`."""
    return native.simple_type(TypeKind.BYTES, context)


def html_type(context: ir.Context | None = None) -> ir.Type:
    """`!fuse.html`."""
    return native.simple_type(TypeKind.HTML, context)


def any_type(context: ir.Context | None = None) -> ir.Type:
    """`!fuse.any`."""
    return native.simple_type(TypeKind.ANY, context)


def unit_type(context: ir.Context | None = None) -> ir.Type:
    """`!fuse.unit`."""
    return native.simple_type(TypeKind.UNIT, context)


def error_type(context: ir.Context | None = None) -> ir.Type:
    """`!fuse.error`."""
    return native.simple_type(TypeKind.ERROR, context)


def list_type(element: ir.Type) -> ir.Type:
    """`!fuse.list<element>`. ValueError where the element is no FUSE value type."""
    return native.container_type(TypeKind.LIST, element)


def map_type(value: ir.Type) -> ir.Type:
    """`!fuse.map<value>`. ValueError where the value is no FUSE value type."""
    return native.container_type(TypeKind.MAP, value)


def option_type(inner: ir.Type) -> ir.Type:
    """`!fuse.option<inner>`. ValueError where inner is no FUSE value type, an option or any."""
    return native.container_type(TypeKind.OPTION, inner)


def result_type(value: ir.Type) -> ir.Type:
    """`!fuse.result<value>`. ValueError where the value is no FUSE value type."""
    return native.container_type(TypeKind.RESULT, value)


def box_type(content: ir.Type) -> ir.Type:
    """`!fuse.box<content>`. ValueError where the content is no FUSE value type, or a box."""
    return native.container_type(TypeKind.BOX, content)


def task_type(value: ir.Type) -> ir.Type:
    """`!fuse.task<value>`. ValueError where the value is no FUSE value type."""
    return native.container_type(TypeKind.TASK, value)


def struct_type(name: str, context: ir.Context | None = None) -> ir.Type:
    """`!fuse.struct<@name>`."""
    return native.named_type(TypeKind.STRUCT, name, context)


def enum_type(name: str, context: ir.Context | None = None) -> ir.Type:
    """`!fuse.enum<@name>`."""
    return native.named_type(TypeKind.ENUM, name, context)


def is_str(type_: ir.Type) -> bool:
    """Whether this is `!fuse.str`."""
    return native.type_kind(type_) is TypeKind.STR


def is_bytes(type_: ir.Type) -> bool:
    """Whether this is `!fuse.bytes`."""
    return native.type_kind(type_) is TypeKind.BYTES


def is_html(type_: ir.Type) -> bool:
    """Whether this is `!fuse.html`."""
    return native.type_kind(type_) is TypeKind.HTML


def is_any(type_: ir.Type) -> bool:
    """Whether this is `!fuse.any`."""
    return native.type_kind(type_) is TypeKind.ANY


def is_unit(type_: ir.Type) -> bool:
    """Whether this is `!fuse.unit`."""
    return native.type_kind(type_) is TypeKind.UNIT


def is_error(type_: ir.Type) -> bool:
    """Whether this is `!fuse.error`."""
    return native.type_kind(type_) is TypeKind.ERROR


def is_list(type_: ir.Type) -> bool:
    """Whether this is a `!fuse.list`."""
    return native.type_kind(type_) is TypeKind.LIST


def is_map(type_: ir.Type) -> bool:
    """Whether this is a `!fuse.map`."""
    return native.type_kind(type_) is TypeKind.MAP


def is_option(type_: ir.Type) -> bool:
    """Whether this is an `!fuse.option`."""
    return native.type_kind(type_) is TypeKind.OPTION


def is_result(type_: ir.Type) -> bool:
    """Whether this is a `!fuse.result`."""
    return native.type_kind(type_) is TypeKind.RESULT


def is_box(type_: ir.Type) -> bool:
    """Whether this is a `!fuse.box`."""
    return native.type_kind(type_) is TypeKind.BOX


def is_task(type_: ir.Type) -> bool:
    """Whether this is a `!fuse.task`."""
    return native.type_kind(type_) is TypeKind.TASK


def is_struct(type_: ir.Type) -> bool:
    """Whether this is a `!fuse.struct`."""
    return native.type_kind(type_) is TypeKind.STRUCT


def is_enum(type_: ir.Type) -> bool:
    """Whether this is an `!fuse.enum`."""
    return native.type_kind(type_) is TypeKind.ENUM


def is_fuse_type(type_: ir.Type) -> bool:
    """Whether this is any type of the dialect."""
    return native.type_kind(type_) is not None


def element_type(type_: ir.Type) -> ir.Type:
    """The type inside a list, map, option, result, box or task. TypeError for any other type."""
    element = native.type_element(type_)
    if element is None:
        raise TypeError(f"{type_} is no container")
    return element


def symbol_name(type_: ir.Type) -> str:
    """Symbol of a struct or an enum. TypeError for any other type."""
    symbol = native.type_symbol(type_)
    if not symbol:
        raise TypeError(f"{type_} is neither a struct nor an enum")
    return symbol


# ---- declarations


def struct_def(
    name: str, fields: list[tuple[str, ir.Type]], *, loc: ir.Location | None = None, ip: ir.InsertionPoint | None = None
):
    """Build `fuse.struct.def`; fields in declaration order."""
    return StructDefOp(  # noqa: F405
        name, [field for field, _ in fields], [type_ for _, type_ in fields], loc=loc, ip=ip
    )


def enum_def(
    name: str, variants: list[tuple[str, list[ir.Type]]], *, loc: ir.Location | None = None, ip: ir.InsertionPoint | None = None
):
    """Build `fuse.enum.def`; variants in declaration order, each with its payload types."""
    payloads = ir.ArrayAttr.get([ir.ArrayAttr.get([ir.TypeAttr.get(type_) for type_ in payload]) for _, payload in variants])
    return EnumDefOp(name, [variant for variant, _ in variants], payloads, loc=loc, ip=ip)  # noqa: F405


def definition_name(op: ir.OpView | ir.Operation) -> str:
    """Symbol that a `fuse.struct.def`, `fuse.enum.def` or `fuse.global` declares."""
    return ir.StringAttr(op.operation.attributes["sym_name"]).value


def struct_fields(op: ir.OpView | ir.Operation) -> list[tuple[str, ir.Type]]:
    """Fields of a `fuse.struct.def`, in declaration order."""
    attributes = op.operation.attributes
    return list(zip(_names(attributes["field_names"]), _types(attributes["field_types"]), strict=True))


def enum_variants(op: ir.OpView | ir.Operation) -> list[tuple[str, list[ir.Type]]]:
    """Variants of a `fuse.enum.def` with their payload types, in declaration order."""
    attributes = op.operation.attributes
    payloads = [_types(payload) for payload in ir.ArrayAttr(attributes["payload_types"])]
    return list(zip(_names(attributes["variant_names"]), payloads, strict=True))


def _names(attribute: ir.Attribute) -> list[str]:
    return [ir.StringAttr(name).value for name in ir.ArrayAttr(attribute)]


def _types(attribute: ir.Attribute) -> list[ir.Type]:
    return [ir.TypeAttr(type_).value for type_ in ir.ArrayAttr(attribute)]


# ---- checks and effects


def check(condition: ir.Value, *, loc: ir.Location | None = None, ip: ir.InsertionPoint | None = None) -> ir.Block:
    """Build `fuse.check` and return the block of its region, to be ended with `YieldOp`."""
    return CheckOp(condition, loc=loc, ip=ip).handler.blocks.append()  # noqa: F405


def raises(op: ir.OpView | ir.Operation) -> bool:
    """Whether the op itself may raise, by its declared effects; its regions and callees do not count."""
    return native.operation_raises(op.operation)
