"""From the checker's types to representation types, and the questions asked about the latter.

`ANY` stands for what the checker does not know and for what no one type holds. `OPEN` stands for a type that only the context can
tell: the element of `[]`, the inside of `null`. It never leaves the checker: a value that stays open is given Int where its type
cannot matter, and `any` where it can.
"""

from __future__ import annotations

from .. import types
from ..record import record
from ..types import (
    ANY,
    BoxType,
    FunctionType,
    ListType,
    MapType,
    OptionType,
    ResultType,
    Scalar,
    TaskType,
    Type,
    option_of,
    parts,
)
from . import static_types as st


@record(frozen=True)
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
    "Bytes": types.BYTES,
    "Html": types.HTML,
    "Error": ANY,
}


def represent(type_: st.StaticType) -> Type:
    """The representation of places of a checker's type: variables, parameters, fields, elements.

    A place declared as a Result may hold a plain value as well, so it is `any`.
    """
    match type_:
        case st.Basic(name):
            return _BASICS[name]
        case st.ChildrenOf():
            return ListType(ANY)
        case st.ListOf(element):
            return ListType(_stored(element))
        case st.MapOf(_, value):
            return MapType(_stored(value))
        case st.OptionOf(inner):
            return option_of(_stored(inner))
        case st.StructOf(name):
            return types.StructType(name)
        case st.EnumOf(name):
            return types.EnumType(name)
        case st.Refined(base) | st.BoxOf(base):
            return represent(base)
        case st.TaskOf(value):
            return TaskType(represent(value))
        case st.FunctionOf(params, result):
            return FunctionType(tuple(represent_stored(param) for _, param in params), represent_result(result))
        case st.External("query"):
            return types.QUERY
    return ANY


def represent_stored(type_: st.StaticType) -> Type:
    """The representation of a parameter, a field or a payload: Unit is a value like any other there."""
    return _stored(type_)


def represent_result(type_: st.StaticType) -> Type:
    """The representation of a function's declared result: what is no Result yet is wrapped where it is returned."""
    return ResultType(represent(type_.ok)) if isinstance(type_, st.ResultOf) else represent(type_)


def _stored(type_: st.StaticType) -> Type:
    found = represent(type_)
    return ANY if found == types.UNIT else found


def has_open(type_: Type) -> bool:
    return isinstance(type_, OpenType) or any(has_open(part) for part in parts(type_))


def has_any(type_: Type) -> bool:
    """Whether a value, or something in it, is only known at run time."""
    return type_ == ANY or any(has_any(part) for part in parts(type_))


def close(type_: Type, filling: Type = types.INT) -> Type:
    """The type with `filling` wherever it is open."""
    if not has_open(type_):
        return type_
    match type_:
        case ListType(element):
            return ListType(close(element, filling))
        case MapType(value):
            return MapType(close(value, filling))
        case OptionType(inner):
            return option_of(close(inner, filling))
        case ResultType(ok):
            return ResultType(close(ok, filling))
        case TaskType(value):
            return TaskType(close(value, filling))
        case BoxType(content):
            return BoxType(close(content, filling))
    return filling


def join(left: Type, right: Type) -> Type:
    """The narrowest type that holds the values of both; `any` holds everything."""
    if left == right or right == OPEN:
        return left
    if left == OPEN:
        return right
    match left, right:
        case (BoxType(content), other) | (other, BoxType(content)):
            return join(content, other.content if isinstance(other, BoxType) else other)
        case (OptionType(a), OptionType(b)) | (OptionType(a), b) | (a, OptionType(b)):
            return option_of(join(a, b))
        case ListType(a), ListType(b):
            return ListType(join(a, b))
        case MapType(a), MapType(b):
            return MapType(join(a, b))
        case ResultType(a), ResultType(b):
            return ResultType(join(a, b))
    return ANY


def runtime_name(type_: Type) -> str:
    """The type's name in runtime messages: a list is `List` whatever it holds."""
    match type_:
        case ListType():
            return "List"
        case MapType():
            return "Map"
        case ResultType():
            return "Result"
        case TaskType():
            return "Task"
        case FunctionType():
            return "Function"
        case BoxType(content):
            return runtime_name(content)
    return str(type_)


def without_null(type_: Type) -> Type:
    """The type of the value when it is not null."""
    return type_.inner if isinstance(type_, OptionType) else type_


def is_scalar(type_: Type) -> bool:
    return isinstance(type_, Scalar)
