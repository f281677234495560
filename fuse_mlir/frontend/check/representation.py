"""From the checker's types to representation types, and the questions asked about the latter.

`OPEN` stands for a type that only the context can tell: the element of `[]`, the inside of `null`. It never leaves the checker:
a value that stays open is either refused with a request for an annotation or, where its type cannot matter, given Int.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import types
from ..types import ListType, OptionType, Scalar, Type, option_of
from . import static_types as st


@dataclass(frozen=True, slots=True)
class OpenType(Type):
    def __str__(self) -> str:
        return "_"


OPEN = OpenType()

_BASICS = {
    "Unit": types.UNIT,
    "Int": types.INT,
    "Float": types.FLOAT,
    "Bool": types.BOOL,
    "String": types.STRING,
    "Id": types.STRING,
    "Email": types.STRING,
}


def represent(type_: st.StaticType) -> Type:
    """The representation of values of a checker's type; open where the checker does not know."""
    match type_:
        case st.Basic(name):
            return _BASICS[name]
        case st.ListOf(element):
            return ListType(represent(element))
        case st.OptionOf(inner):
            return option_of(represent(inner))
        case st.StructOf(name):
            return types.StructType(name)
        case st.EnumOf(name):
            return types.EnumType(name)
        case st.Refined(base):
            return represent(base)
    return OPEN


def has_open(type_: Type) -> bool:
    match type_:
        case OpenType():
            return True
        case ListType(inner) | OptionType(inner):
            return has_open(inner)
    return False


def close(type_: Type) -> Type:
    """The type with Int wherever it is open."""
    match type_:
        case OpenType():
            return types.INT
        case ListType(element):
            return ListType(close(element))
        case OptionType(inner):
            return option_of(close(inner))
    return type_


def join(left: Type, right: Type) -> Type | None:
    """The narrowest type that holds the values of both, None when there is none."""
    if left == right or right == OPEN:
        return left
    if left == OPEN:
        return right
    match left, right:
        case (OptionType(a), OptionType(b)) | (OptionType(a), b) | (a, OptionType(b)):
            inner = join(a, b)
            return None if inner is None else option_of(inner)
        case ListType(a), ListType(b):
            element = join(a, b)
            return None if element is None else ListType(element)
    return None


def holds_unit(type_: Type) -> bool:
    """Whether a list or an option of Unit is inside."""
    match type_:
        case ListType(inner) | OptionType(inner):
            return inner == types.UNIT or holds_unit(inner)
    return False


def runtime_name(type_: Type) -> str:
    """The type's name in runtime messages: a list is `List` whatever it holds."""
    return "List" if isinstance(type_, ListType) else str(type_)


def without_null(type_: Type) -> Type:
    """The type of the value when it is not null."""
    return type_.inner if isinstance(type_, OptionType) else type_


def is_scalar(type_: Type) -> bool:
    return isinstance(type_, Scalar)
