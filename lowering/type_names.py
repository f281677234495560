"""Types of the fuse dialect as the language writes them, for messages: `List<Int>`, `Map<String, Bool?>`, `Int!any`."""

from __future__ import annotations

from mlir import ir

from ..dialects import fuse
from ..dialects.native import TypeKind, type_kind

_SIMPLE = {
    TypeKind.STR: "String",
    TypeKind.BYTES: "Bytes",
    TypeKind.HTML: "Html",
    TypeKind.ANY: "any",
    TypeKind.UNIT: "Unit",
}
_CONTAINERS = {
    TypeKind.LIST: "List<{}>",
    TypeKind.MAP: "Map<String, {}>",
    TypeKind.OPTION: "{}?",
    TypeKind.RESULT: "{}!any",
    TypeKind.BOX: "box {}",
    TypeKind.TASK: "Task<{}>",
}


def language_name(type_: ir.Type) -> str:
    """The type as the language writes it."""
    kind = type_kind(type_)
    if kind is None:
        return {"i64": "Int", "f64": "Float", "i1": "Bool"}[str(type_)]
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in _CONTAINERS:
        return _CONTAINERS[kind].format(language_name(fuse.element_type(type_)))
    return fuse.symbol_name(type_)
