"""Whole programs.

In:   a seed.
Out:  a program: types, functions that call each other, an app. The same seed gives the same program everywhere.
"""

from __future__ import annotations

from dataclasses import fields
from random import Random

from . import recursive
from .expressions import call_function, make
from .features import ALL, Features
from .helpers import Helpers
from .literals import literal
from .scope import Function, Scope
from .statements import returned, show_all, statements
from .tree import Line, line, operation
from .types import BOOL, FLOAT, INT, SCALARS, STRING, UNIT, EnumOf, Field, ListOf, Scalar, StructOf, Type, random_type

_RISKS = (0.0, 0.0, 0.01, 0.03)
# Strings of the letters a to c match all of them.
_REGEXES = ('regex("^[a-c]*$")', 'regex("a|b|c|^$")', 'regex("^(.*)$")')
_BODY_STEPS = 120
_APP_STEPS = 6000
_MAX_FUEL = 4


def generate(seed: int, features: Features = ALL) -> tuple[Line, ...]:
    """The program of a seed, as a tree: see `tree.render` for its text. It uses some of the features given."""
    random = Random(seed)
    features = _chosen(random, features)
    named, declarations = _types(random, features)
    helpers = Helpers()
    functions = _signatures(random, named, features)
    risk = random.choice(_RISKS)
    lines = [line("requires crypto")] if features.bytes else []
    lines += declarations
    if features.rules:
        lines.append(line("fn even(n: Int) -> Bool:", block=[line("return n % 2 == 0")]))
    for function in functions:
        lines.append(_function(Scope(random, named, functions, helpers, features, risk, function)))
    if features.recursive:
        lines += recursive.declarations(random)
    app = _app(Scope(random, named, functions, helpers, features, risk, budget=_APP_STEPS))
    return (*lines, *helpers.lines, app)


def _chosen(random: Random, features: Features) -> Features:
    """A few of the features: what a program is about is then there more often."""
    chosen = {part.name: random.randrange(3) == 0 for part in fields(features)}
    return Features(**{name: on and getattr(features, name) for name, on in chosen.items()})


def _types(random: Random, features: Features) -> tuple[list[Type], list[Line]]:
    """Structs and enums, each made of earlier ones."""
    named: list[Type] = []
    lines = []
    for number in range(random.randint(2, 5)):
        if random.randrange(5) < 3:
            made = _struct(random, named, features, f"S{number}")
            members = [line(_field_text(part)) for part in made.fields]
            lines.append(line(f"type {made.name}:", block=members))
        else:
            made = _enum(random, named, features, f"E{number}", number)
            members = [line(name + (f"({', '.join(map(str, payload))})" if payload else "")) for name, payload in made.variants]
            lines.append(line(f"enum {made.name}:", block=members))
        named.append(made)
    return named, lines


def _struct(random: Random, named: list[Type], features: Features, name: str) -> StructOf:
    parts: list[Field] = []
    for number in range(random.randint(1, 4)):
        type_ = random_type(random, named, features)
        field_name = "message" if type_ == STRING and random.randrange(3) == 0 else f"f{number}"
        if any(part.name == field_name for part in parts):
            field_name = f"f{number}"
        bounds, rule = None, None
        if type_ in (INT, STRING) and random.randrange(3) == 0:
            low = random.randint(0, 2)
            bounds = (low, low + random.randint(1, 4))
            if features.rules and random.randrange(2) == 0:
                rule = "predicate(even)" if type_ == INT else random.choice(_REGEXES)
        parts.append(Field(field_name, type_, bounds, _default(random, type_, bounds), rule))
    return StructOf(name, tuple(parts))


def _default(random: Random, type_: Type, bounds: tuple[int, int] | None) -> str | None:
    """The text of a default for a third of the fields that a short literal can fill. A refined field takes none: the checker wants
    a value of the refined type."""
    if random.randrange(3) > 0 or bounds is not None:
        return None
    if isinstance(type_, ListOf) and type_.least == 0:
        return "[]"
    if type_ not in SCALARS:
        return None
    return {INT: "1", FLOAT: "1.5", BOOL: "true", STRING: '"d"'}[type_]


def _field_text(part: Field) -> str:
    refinement = ""
    if part.bounds is not None:
        refinement = f"({part.bounds[0]}..{part.bounds[1]}{f', {part.rule}' if part.rule else ''})"
    default = f" = {part.default}" if part.default is not None else ""
    return f"{part.name}: {part.type}{refinement}{default}"


def _enum(random: Random, named: list[Type], features: Features, name: str, number: int) -> EnumOf:
    variants = []
    for index in range(random.randint(1, 4)):
        payload = tuple(random_type(random, named, features, 1) for _ in range(random.choice((0, 1, 1, 2, 3))))
        variants.append((f"V{number}{'ABCD'[index]}", payload))
    return EnumOf(name, tuple(variants))


def _signatures(random: Random, named: list[Type], features: Features) -> list[Function]:
    functions: list[Function] = []
    for number in range(random.randint(2, 5)):
        params = [(f"q{index}", random_type(random, named, features)) for index in range(random.randint(0, 3))]
        result = UNIT if random.randrange(6) == 0 else random_type(random, named, features)
        function = Function(f"fun{number}", params, result)
        if random.randrange(2) == 0:
            function.group = functions[-1].group if functions and random.randrange(2) == 0 else number
        if function.group is not None:
            params.insert(0, ("fuel", INT))
        elif params and random.randrange(3) == 0:
            function.optional = random.randint(1, len(params))
        infers = function.group is None and isinstance(result, Scalar | StructOf | EnumOf) and random.randrange(4) == 0
        function.declares_result = not infers
        functions.append(function)
    return functions


def _function(scope: Scope) -> Line:
    """The declaration; sets the cost of the function, which allows calls of it from then on."""
    function, random = scope.owner, scope.random
    assert function is not None
    scope.budget = _BODY_STEPS
    scope.recursions = 2 if function.group is not None else 0
    params = []
    first_default = len(function.params) - function.optional
    for number, (name, type_) in enumerate(function.params):
        params.append(f"{name}: {type_}" if number < first_default else _with_default(scope, name, type_))
        scope.declare(name, type_, bounds=(-_MAX_FUEL, _MAX_FUEL) if name == "fuel" else None)
    scope.frames.append([])
    body = [line("if fuel <= 0:", block=[_base(scope)])] if function.group is not None else []
    body += statements(scope, random.randint(1, 4), 2)
    body += _end(scope)
    steps = _BODY_STEPS - max(scope.budget, 0) + 1
    function.cost = steps * 2 ** (_MAX_FUEL + 1) if function.group is not None else steps
    result = f" -> {function.result}" if function.declares_result and function.result != UNIT else ""
    text: list = [f"fn {function.name}("]
    for number, param in enumerate(params):
        text += [", " if number else "", *(param if isinstance(param, list) else [param])]
    return line(*text, f"){result}:", block=body)


def _with_default(scope: Scope, name: str, type_: Type) -> list:
    """A parameter whose default may use the parameters before it."""
    growth, scope.growth = scope.growth, False
    value = make(scope, type_, 2)
    scope.growth = growth
    return [f"{name}: {type_} = ", value]


def _base(scope: Scope) -> Line:
    """What a recursion ends with: no calls."""
    assert scope.owner is not None
    if scope.owner.result == UNIT:
        return line("return")
    return line("return ", make(scope, scope.owner.result, 0))


def _end(scope: Scope) -> list[Line]:
    """The end of a body: a `return`, a last value, or an `if` or `match` whose branches end in values."""
    function = scope.owner
    assert function is not None
    if function.result == UNIT:
        return []
    kind = scope.random.randrange(6)
    value = returned(scope)
    if kind < 3 or not function.declares_result:
        return [value]
    if kind == 3:
        return [line(*value.parts[1:])]
    if kind == 4:
        condition = make(scope, BOOL, 2)
        return [line("if ", condition, ":", block=[line(*value.parts[1:])]), line("else:", block=[returned(scope)])]
    subject = literal(scope, INT) if scope.chance(0.2) else make(scope, INT, 2)
    other = returned(scope)
    arms = [line("0 -> ", *value.parts[1:]), line("_ -> ", *other.parts[1:])]
    return [line("match ", operation(INT, subject, " % 2"), ":", block=arms), value]


def _app(scope: Scope) -> Line:
    """The app calls every function once, between statements, and prints all that it has at the end."""
    body: list[Line] = []
    for function in scope.functions:
        body += statements(scope, scope.random.randint(0, 3), 3) if scope.chance(0.8) else []
        called = call_function(scope, function, 2)
        if called is None:
            continue
        if function.result == UNIT:
            body.append(line(called))
            continue
        name = scope.new_name("r")
        body.append(line("var ", name, " = ", called))
        scope.declare(name, function.result, assignable=True)
    body += statements(scope, scope.random.randint(1, 4), 3)
    around = recursive.app_lines(scope.random) if scope.features.recursive else []
    return line('app "fuzz":', block=[*around, *body, *show_all(scope)])
