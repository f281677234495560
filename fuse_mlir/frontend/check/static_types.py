"""The checker's types: what diagnostics speak about.

They are a superset of the representation types (`frontend/types.py`) and follow the language's rules to the letter, unsound places
included: unknown values, refined types, `Id` and `Email`, options of options, functions and configs. What a value can really be
at run time is the type of its canonical node, never the type here.

`POISON` is the type of anything after a reported mistake: it is unknown, and silences every later rule, so that one mistake is
one error.
"""

from __future__ import annotations

from dataclasses import field

from ..canonical.program import Constraint
from ..record import record


@record(frozen=True)
class StaticType:
    """Base of the checker's types; `str()` is the text used in messages."""


@record(frozen=True)
class Unknown(StaticType):
    poisoned: bool = False

    def __str__(self) -> str:
        return "_"


@record(frozen=True)
class Basic(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class ListOf(StaticType):
    element: StaticType

    def __str__(self) -> str:
        return f"List<{self.element}>"


@record(frozen=True)
class ChildrenOf(ListOf):
    """The children that a component is given: Html by the rules of the checker, while texts may stand among them at run time."""

    def __str__(self) -> str:
        return f"List<{self.element}>"


@record(frozen=True)
class MapOf(StaticType):
    key: StaticType
    value: StaticType

    def __str__(self) -> str:
        return f"Map<{self.key}, {self.value}>"


@record(frozen=True)
class OptionOf(StaticType):
    inner: StaticType

    def __str__(self) -> str:
        return f"{self.inner}?"


@record(frozen=True)
class ResultOf(StaticType):
    """`ok!err`; `T!A!B` is a Result whose error is the Result `A!B`."""

    ok: StaticType
    err: StaticType

    def __str__(self) -> str:
        return f"{self.ok}!{self.err}"


@record(frozen=True)
class TaskOf(StaticType):
    value: StaticType

    def __str__(self) -> str:
        return f"Task<{self.value}>"


@record(frozen=True)
class BoxOf(StaticType):
    """The type of `box e`, and of a variable that such a value was given to; a name has the type of the content."""

    content: StaticType

    def __str__(self) -> str:
        return f"box {self.content}"


@record(frozen=True)
class External(StaticType):
    """A type that only builtins give: `query`, `http.response`, `http.error`, and the namespaces `db`, `time`, …"""

    name: str

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class StructOf(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class EnumOf(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class ConfigOf(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class Refined(StaticType):
    """Two refined types of one base are equal: the constraints are checked at run time only."""

    base: StaticType
    constraints: tuple[Constraint, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.base}(...)"


@record(frozen=True)
class Bound:
    """The interface that a type parameter is bound to: as it is written, and the one that is meant."""

    written: str = field(compare=False)
    module: int
    interface: str

    def __str__(self) -> str:
        return self.written


@record(frozen=True)
class TypeParam(StaticType):
    """A type parameter in the body of a generic function that is checked, and `Self` in an interface."""

    name: str
    bound: Bound | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class FunctionOf(StaticType):
    """`params` are (name, type) pairs; the last `defaults` of them may be left out."""

    params: tuple[tuple[str, StaticType], ...]
    result: StaticType
    defaults: int = field(default=0, compare=False)
    type_params: tuple[TypeParam, ...] = ()

    def __str__(self) -> str:
        names = f"<{', '.join(map(str, self.type_params))}>" if self.type_params else ""
        params = ", ".join(f"{name}: {type_}" for name, type_ in self.params)
        bounds = ", ".join(f"{param}: {param.bound}" for param in self.type_params if param.bound is not None)
        return f"fn{names}({params}) -> {self.result}" + (f" where {bounds}" if bounds else "")


UNKNOWN = Unknown()
POISON = Unknown(poisoned=True)
UNIT = Basic("Unit")
INT = Basic("Int")
FLOAT = Basic("Float")
BOOL = Basic("Bool")
STRING = Basic("String")
ID = Basic("Id")
EMAIL = Basic("Email")
BYTES = Basic("Bytes")
HTML = Basic("Html")
ERROR = Basic("Error")
QUERY = External("query")

NULL = OptionOf(UNKNOWN)


def is_unknown(type_: StaticType) -> bool:
    return isinstance(type_, Unknown)


def parts(type_: StaticType) -> tuple[StaticType, ...]:
    """The types directly inside of a type."""
    match type_:
        case ListOf(inner) | OptionOf(inner) | Refined(inner) | TaskOf(inner) | BoxOf(inner):
            return (inner,)
        case MapOf(first, second) | ResultOf(first, second):
            return (first, second)
        case FunctionOf(params, result):
            return (*(param for _, param in params), result)
    return ()


def has_poison(type_: StaticType) -> bool:
    """Whether a reported mistake is anywhere inside."""
    return type_.poisoned if isinstance(type_, Unknown) else any(has_poison(part) for part in parts(type_))


def has_unknown(type_: StaticType) -> bool:
    """Whether the checker does not know all of the type."""
    return isinstance(type_, Unknown) or any(has_unknown(part) for part in parts(type_))


def unboxed(type_: StaticType) -> StaticType:
    """The type of the content, however many boxes are around it."""
    while isinstance(type_, BoxOf):
        type_ = type_.content
    return type_


def is_numeric(type_: StaticType) -> bool:
    """Int and Float, refined ones included."""
    return is_numeric(type_.base) if isinstance(type_, Refined) else type_ in (INT, FLOAT)


def is_int_like(type_: StaticType) -> bool:
    return is_int_like(type_.base) if isinstance(type_, Refined) else type_ == INT


def assignable(value: StaticType, target: StaticType) -> bool:
    """Whether a value of one type may stand where the other is declared; the first rule that applies decides."""
    if value == target or has_poison(value) or has_poison(target):
        return True
    match value, target:
        case BoxOf(content), _:
            return assignable(content, target)
        case _, BoxOf(content):
            return assignable(value, content)
        case Refined(base), _:
            return assignable(base, target)
        case ResultOf(ok, err), ResultOf(target_ok, target_err):
            return assignable(ok, target_ok) and assignable(err, target_err)
        case _, ResultOf(target_ok, _):
            return assignable(value, target_ok)
        case ResultOf(), _:
            return False
        case (
            (OptionOf(inner), OptionOf(target_inner))
            | (ListOf(inner), ListOf(target_inner))
            | (TaskOf(inner), TaskOf(target_inner))
        ):
            return assignable(inner, target_inner)
        case MapOf(key, item), MapOf(target_key, target_item):
            return assignable(key, target_key) and assignable(item, target_item)
        case OptionOf(), _:
            return False
        case _, OptionOf(target_inner):
            return assignable(value, target_inner)
    return is_unknown(value) or is_unknown(target)


def assignable_with_base(value: StaticType, target: StaticType) -> bool:
    """As `assignable`, and a refined target also takes its base: struct literals and config defaults, which validate."""
    return assignable(value, target) or (isinstance(target, Refined) and assignable(value, target.base))


def unify(left: StaticType, right: StaticType) -> StaticType | None:
    """The wider of two types, None when neither takes the other."""
    if is_unknown(left):
        return right if left != POISON else left
    if is_unknown(right):
        return left if right != POISON else right
    if assignable(right, left):
        return left
    if assignable(left, right):
        return right
    return None
