"""Expressions of a given type.

In:   a scope, a type, how deep to go, and whether the place tells the type (`known`); where not, `null` and `[]` cannot stand.
Out:  an expression that the checker accepts there. It may fail at run time only as far as the scope's risk allows.
"""

from __future__ import annotations

from . import decoded
from .containers import list_of, map_key, map_of
from .literals import joined, kept, literal, result
from .opaque import bytes_value, html_value
from .scalars import boolean, float_number, integer, string
from .scope import Function, Scope, Variable
from .tree import Expr, expression, operand, operation
from .types import (
    BOOL,
    BYTES,
    FLOAT,
    HTML,
    INT,
    KEYS,
    STRING,
    Decoded,
    EnumOf,
    ListOf,
    MapOf,
    OptionOf,
    ResultOf,
    StructOf,
    Type,
    fits,
)


def make(scope: Scope, type_: Type, depth: int, known: bool = True) -> Expr:
    """An expression of the type: often a variable or a part of one, else built from expressions one level less deep."""
    random = scope.random
    if random.randrange(3) > 0 or depth <= 0:
        found = read(scope, type_)
        if found is not None:
            return found
    if depth <= 0:
        return literal(scope, type_, known)
    kind = random.randrange(12)
    if kind == 0:
        found = call(scope, type_, depth - 1)
    elif kind == 1 and not isinstance(type_, OptionOf | ResultOf):
        found = _coalesce(scope, type_, depth - 1, known)
    elif kind == 2:
        found = _element(scope, type_, depth - 1)
    elif kind == 3:
        found = _generic(scope, type_, depth - 1)
    elif kind == 4:
        found = _unwrapped(scope, type_, depth - 1)
    else:
        found = None
    return found or _build(scope, type_, depth, known)


def _build(scope: Scope, type_: Type, depth: int, known: bool) -> Expr:
    if type_ == INT:
        return integer(scope, depth, make)
    if type_ == FLOAT:
        return float_number(scope, depth, make)
    if type_ == BOOL:
        return boolean(scope, depth, make)
    if type_ == STRING:
        return string(scope, depth, make)
    if type_ == BYTES:
        return bytes_value(scope, depth, make)
    if type_ == HTML:
        return html_value(scope, depth, make)
    match type_:
        case ListOf():
            return list_of(scope, type_, depth, known, make)
        case MapOf():
            return map_of(scope, type_, depth, known, make)
        case ResultOf():
            return result(scope, type_, make(scope, type_.ok, depth - 1), make(scope, type_.error, depth - 1))
        case OptionOf():
            return _option(scope, type_, depth, known)
        case StructOf():
            return struct(scope, type_, depth)
        case EnumOf():
            name, payload = scope.random.choice(type_.variants)
            return constructor(type_, name, [make(scope, part, depth - 1) for part in payload])
    raise AssertionError(f"no such type: {type_}")


def read(scope: Scope, type_: Type) -> Expr | None:
    """A variable, or a part of one, that is of the type."""
    found = _paths(scope, type_)
    if not found:
        return None
    variables = [path for path in found if len(path.parts) == 1]
    return scope.random.choice(variables if variables and scope.chance(0.6) else found)


def _paths(scope: Scope, type_: Type) -> list[Expr]:
    found: list[Expr] = []
    for variable in scope.visible():
        _collect(scope, expression(variable.type, variable.name), type_, found, 3)
    return found


def _collect(scope: Scope, value: Expr, type_: Type, found: list[Expr], depth: int) -> None:
    if fits(value.type, type_):
        found.append(value)
    if depth == 0:
        return
    match value.type:
        case Decoded():
            found += decoded.reads(scope, value, type_)
        case MapOf(inner, least) if least > 0 or scope.risky():
            key = map_key(scope, value.type) or f'"{KEYS[0]}"'
            _collect(scope, expression(inner, value, f"[{key}]"), type_, found, depth - 1)
        case StructOf(_, fields):
            for part in fields:
                taken = expression(part.type, value, f".{part.name}")
                _collect(scope, taken if part.bounds is None else unrefined(taken), type_, found, depth - 1)
        case ListOf(element, least) if least > 0:
            _collect(scope, expression(element, value, f"[{scope.random.randrange(least)}]"), type_, found, depth - 1)
        case OptionOf(StructOf(_, fields)):
            # For the checker an optional field of an optional struct is twice optional; it then stands nowhere else.
            for part in fields:
                if not isinstance(part.type, OptionOf) and part.bounds is None:
                    _collect(scope, expression(OptionOf(part.type), value, f"?.{part.name}"), type_, found, 0)
        case OptionOf(MapOf(inner, least)) if least > 0 and not isinstance(inner, OptionOf):
            _collect(scope, expression(OptionOf(inner), value, f'?["{KEYS[0]}"]'), type_, found, 0)
        case OptionOf(ListOf(element, least)) if least > 0 and not isinstance(element, OptionOf):
            _collect(scope, expression(OptionOf(element), value, f"?[{scope.random.randrange(least)}]"), type_, found, 0)


def unrefined(value: Expr) -> Expr:
    """The value of a refined field as one of the bare type: some operators and all literal patterns refuse refined ones."""
    return expression(STRING, '"${', value, '}"') if value.type == STRING else operation(INT, value, " + 0")


def index(scope: Scope, least: int, depth: int) -> Expr | None:
    """An Int that is an index of every list of at least `least` elements; now and then any Int."""
    if scope.risky():
        return make(scope, INT, depth)
    if least == 0:
        return None
    counters = [variable for variable in scope.visible() if _within(variable, least)]
    if counters and scope.chance(0.7):
        return expression(INT, scope.random.choice(counters).name)
    if depth > 0 and scope.chance(0.4):
        size = str(least)
        rest = operation(INT, make(scope, INT, depth - 1), f" % {size}")
        return operation(INT, operation(INT, rest, f" + {size}"), f" % {size}")
    return expression(INT, str(scope.random.randrange(least)))


def _within(variable: Variable, least: int) -> bool:
    return variable.bounds is not None and variable.bounds[0] >= 0 and variable.bounds[1] < least


def _element(scope: Scope, type_: Type, depth: int) -> Expr | None:
    """An element at a computed index."""
    lists = [path for wanted in range(4) for path in _paths(scope, ListOf(type_, wanted))]
    if not lists:
        return None
    chosen = scope.random.choice(lists)
    assert isinstance(chosen.type, ListOf)
    position = index(scope, chosen.type.least, depth)
    return None if position is None else expression(type_, chosen, "[", position, "]")


def call(scope: Scope, type_: Type, depth: int) -> Expr | None:
    """A call of a function with this result, if the budget allows one."""
    if not (scope.growth or scope.sink):
        return None
    callable_ = [function for function in scope.functions if fits(function.result, type_) and _may_call(scope, function)]
    if not callable_:
        return None
    return call_function(scope, scope.random.choice(callable_), depth)


def call_function(scope: Scope, function: Function, depth: int) -> Expr | None:
    """A call of the function; None where the budget does not allow it."""
    if not scope.spend(max(function.cost, 1)):
        return None
    parts: list[str | Expr] = [f"{function.name}("]
    count = len(function.params) - (scope.random.randint(0, function.optional) if function.optional else 0)
    sink, scope.sink = scope.sink, False
    for number, (name, wanted) in enumerate(function.params[:count]):
        parts += [", "] if number else []
        parts.append(_fuel(scope, function) if name == "fuel" else argument(scope, wanted, depth))
    scope.sink = sink
    return expression(function.result, *parts, ")")


def _may_call(scope: Scope, function: Function) -> bool:
    """Functions call earlier ones and, as long as there are recursions left, those of their own group."""
    if scope.owner is None or function.group is None or function.group != scope.owner.group:
        return function.cost > 0
    return scope.recursions >= scope.times


def _fuel(scope: Scope, function: Function) -> Expr:
    if scope.owner is None or scope.owner.group != function.group:
        return expression(INT, str(scope.random.randint(0, 4)))
    scope.recursions -= scope.times
    return operation(INT, "fuel - 1")


def argument(scope: Scope, type_: Type, depth: int) -> Expr:
    """Mostly a variable, so that the same one is passed twice now and then."""
    found = read(scope, type_) if scope.chance(0.5) else None
    return found or make(scope, type_, depth)


def _coalesce(scope: Scope, type_: Type, depth: int, known: bool) -> Expr:
    left = make(scope, OptionOf(type_), depth, known=False)
    return operation(type_, left, " ?? ", make(scope, type_, depth, known))


def _generic(scope: Scope, type_: Type, depth: int) -> Expr:
    """A call of a generic function, with the type argument written down or not."""
    explicit = f"<{type_}>" if scope.chance(0.4) else ""
    name = scope.helpers.generic(scope.random.choice(("same", "either")))
    value = make(scope, type_, depth, known=False)
    if name == "same":
        return expression(type_, f"same{explicit}(", value, ")")
    condition, other = make(scope, BOOL, depth), make(scope, type_, depth, known=False)
    return expression(type_, f"either{explicit}(", *joined([condition, value, other]), ")")


def _unwrapped(scope: Scope, type_: Type, depth: int) -> Expr | None:
    """A value out of a map, an option or a Result, with another for when it is not there or an error that is raised then."""
    features = scope.features
    if features.maps and scope.chance(0.5) and not isinstance(type_, OptionOf | ResultOf):
        source = make(scope, MapOf(type_, 0), depth, known=False)
        missing = make(scope, type_, depth, known=False)
        return operation(type_, expression(type_, operand(source), f'["{scope.random.choice(KEYS)}"]'), " ?? ", missing)
    error = scope.owner.result.error if scope.owner is not None and isinstance(scope.owner.result, ResultOf) else None
    if error is None or isinstance(type_, OptionOf | ResultOf):
        return None
    if scope.chance(0.5):
        return operation(type_, make(scope, ResultOf(type_, error), depth, known=False), " ?!")
    empty = make(scope, OptionOf(type_), depth, known=False)
    return operation(type_, empty, " ?! ", make(scope, error, 0))


def _option(scope: Scope, type_: OptionOf, depth: int, known: bool) -> Expr:
    if scope.chance(0.3):
        left = make(scope, type_, depth - 1, known=False)
        return operation(type_, left, " ?? ", make(scope, type_, depth - 1, known))
    if not known:
        return kept(scope, type_, _option(scope, type_, depth, known=True))
    inner = make(scope, type_.inner, depth - 1)
    return expression(type_, "null") if scope.chance(0.25) else Expr(type_, inner.parts, inner.simple)


def struct(scope: Scope, type_: StructOf, depth: int) -> Expr:
    """A struct literal: fields in any order, those with defaults and optional ones left out at times."""
    fields = list(type_.fields)
    if scope.chance(0.3):
        scope.random.shuffle(fields)
    parts: list[str | Expr] = []
    for part in fields:
        can_miss = part.default is not None or isinstance(part.type, OptionOf)
        if can_miss and scope.chance(0.4):
            continue
        value = _refined(scope, part.type, part.bounds, part.rule, depth) if part.bounds else make(scope, part.type, depth - 1)
        parts += [", " if parts else "", f"{part.name}=", value]
    if not parts:
        first = fields[0]
        value = _refined(scope, first.type, first.bounds, first.rule, depth) if first.bounds else make(scope, first.type, depth - 1)
        parts = [f"{first.name}=", value]
    return expression(type_, f"{type_.name}(", *parts, ")")


def _refined(scope: Scope, type_: Type, bounds: tuple[int, int], rule: str | None, depth: int) -> Expr:
    """A value within the bounds that keeps the rule, unless a failure is wanted."""
    low, high = bounds
    if scope.risky():
        return make(scope, type_, depth - 1)
    if type_ == STRING:
        letters = "abc" if rule else "abcdüλ"
        return expression(STRING, '"' + "".join(scope.random.choice(letters) for _ in range(scope.random.randint(low, high))) + '"')
    if rule:
        return expression(INT, str(low + low % 2))
    counters = [v for v in scope.visible() if v.bounds is not None and v.bounds[0] >= low and v.bounds[1] <= high]
    if counters and scope.chance(0.5):
        return expression(INT, scope.random.choice(counters).name)
    return expression(INT, str(scope.random.randint(low, high)))


def constructor(type_: EnumOf, name: str, payload: list[Expr]) -> Expr:
    parts: list[str | Expr] = []
    for value in payload:
        parts += [", ", value] if parts else [value]
    return expression(type_, f"{type_.name}.{name}", *(["(", *parts, ")"] if parts else []))
