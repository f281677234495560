"""Statements and blocks.

In:   a scope and how deep blocks may nest.
Out:  lines. Every loop ends: it counts, or goes over a list that is there when it begins; see `scope` for the budget.
"""

from __future__ import annotations

from . import expressions
from .containers import elements
from .decoded import look
from .expressions import make
from .patterns import arm_pattern, arms, bind, pattern
from .scenarios import scenarios
from .scope import Scope, Variable
from .stores import store
from .tree import Expr, Line, expression, line, operand, operation
from .types import BOOL, INT, STRING, UNIT, EnumOf, ListOf, MapOf, OptionOf, ResultOf, StructOf, Type

_DEPTH = 3


def block(scope: Scope, count: int, depth: int) -> list[Line]:
    """A block of about `count` statements in a frame of its own."""
    scope.frames.append([])
    lines = statements(scope, count, depth)
    scope.frames.pop()
    return lines


def statements(scope: Scope, count: int, depth: int) -> list[Line]:
    lines: list[Line] = []
    for _ in range(count):
        if scope.spend(1):
            lines += _statement(scope, depth)
    return lines if lines or count == 0 else [show(scope)]


def _statement(scope: Scope, depth: int) -> list[Line]:
    if scope.chance(0.1):
        special = scenarios(scope) if scope.chance(0.5) else look(scope) if scope.features.unknown else []
        if special:
            return special
    kind = scope.random.randrange(24)
    if kind < 5:
        return [_declaration(scope)]
    if kind < 8:
        return _assignment(scope)
    if kind < 11:
        return store(scope)
    if kind < 13:
        return [show(scope)]
    if kind == 13:
        return _alias(scope)
    if kind == 14:
        return _swap(scope)
    if kind == 15:
        return [_call(scope)]
    if kind == 16:
        return [_assert(scope)]
    if depth > 0:
        if kind < 19:
            return _if(scope, depth)
        if kind < 21:
            return _match(scope, depth)
        if kind < 24:
            return _loop(scope, depth)
    return _exit(scope)


def show(scope: Scope) -> Line:
    """Prints a few values with all that is in them."""
    scope.sink = True
    parts: list[str | Expr] = []
    visible = [variable for variable in scope.visible() if variable.type != UNIT]
    for variable in scope.random.sample(visible, min(len(visible), scope.random.randint(1, 3))):
        parts += [" " if parts else "", "${", scope.helpers.shown(expression(variable.type, variable.name)), "}"]
    if scope.chance(0.3) or not parts:
        made = make(scope, scope.random_type(1), 2, known=False)
        parts += [" " if parts else "", "${", scope.helpers.shown(made), "}"]
    scope.sink = False
    if len(parts) == 4 and scope.chance(0.3):
        return line("print(", parts[2], ")")
    return line("print(", expression(STRING, '"', *parts, '"'), ")")


def show_all(scope: Scope) -> list[Line]:
    """Prints every variable there is, a line for each."""
    shown = [(variable.name, scope.helpers.shown(expression(variable.type, variable.name))) for variable in scope.visible()]
    return [line("print(", expression(STRING, f'"{name}: ${{', value, '}"'), ")") for name, value in shown]


def _declaration(scope: Scope) -> Line:
    type_ = scope.random_type()
    annotated = scope.chance(0.6)
    value = make(scope, type_, _DEPTH, known=annotated)
    assignable = scope.chance(0.7)
    name = scope.new_name("v")
    scope.declare(name, type_, assignable=assignable)
    return line("var " if assignable else "let ", name, f": {type_}" if annotated else "", " = ", value)


def _assignment(scope: Scope) -> list[Line]:
    targets = [variable for variable in scope.visible() if variable.assignable]
    if not targets:
        return [_declaration(scope)]
    target = scope.random.choice(targets)
    return [line(target.name, " = ", make(scope, target.type, _DEPTH)), *_looked_at(scope, target)]


def _looked_at(scope: Scope, *variables: Variable) -> list[Line]:
    if scope.chance(0.6):
        return []
    parts: list[str | Expr] = []
    for variable in variables:
        parts += [" | " if parts else "", "${", scope.helpers.shown(expression(variable.type, variable.name)), "}"]
    return [line("print(", expression(STRING, '"', *parts, '"'), ")")]


def _alias(scope: Scope) -> list[Line]:
    """A second name for a container; then one of the two is stored into."""
    containers = [variable for variable in scope.visible() if isinstance(variable.type, ListOf | MapOf | StructOf)]
    if not containers:
        return [_declaration(scope)]
    original = scope.random.choice(containers)
    name = scope.new_name("a")
    alias = Variable(name, original.type, assignable=True)
    first = line("var ", name, " = ", expression(original.type, original.name))
    if name == original.name:
        first = line("var ", name, " = ", make(scope, original.type, 1, known=False))
    scope.frames[-1].append(alias)
    both = [alias] if name == original.name else [alias, original]
    return [first, *store(scope, scope.random.choice(both)), *_looked_at(scope, *both)]


def _swap(scope: Scope) -> list[Line]:
    assignable = [variable for variable in scope.visible() if variable.assignable]
    pairs = [(a, b) for number, a in enumerate(assignable) for b in assignable[number + 1 :] if a.type == b.type]
    if not pairs:
        return [_declaration(scope)]
    a, b = scope.random.choice(pairs)
    scope.names += 1
    name = f"t{scope.names}"
    scope.declare(name, a.type)
    lines = [line("let ", name, " = ", expression(a.type, a.name)), line(a.name, " = ", expression(b.type, b.name))]
    return [*lines, line(b.name, " = ", expression(a.type, name)), *_looked_at(scope, a, b)]


def _call(scope: Scope) -> Line:
    result = scope.random.choice([UNIT, *(function.result for function in scope.functions)])
    return line(expressions.call(scope, result, 2) or expression(UNIT, "print()"))


def _assert(scope: Scope) -> Line:
    """Of something true, unless a failure is wanted."""
    scope.sink = True
    value, message = make(scope, INT, 1), make(scope, STRING, 2)
    condition = make(scope, BOOL, 2) if scope.risky() else operation(BOOL, value, " == ", value)
    scope.sink = False
    return line("assert(", condition, *([", ", message] if scope.chance(0.7) else []), ")")


def _if(scope: Scope, depth: int) -> list[Line]:
    lines = [line("if ", make(scope, BOOL, 2), ":", block=block(scope, scope.random.randint(1, 3), depth - 1))]
    if scope.chance(0.25):
        lines.append(line("else if ", make(scope, BOOL, 2), ":", block=block(scope, scope.random.randint(1, 2), depth - 1)))
    if scope.chance(0.5):
        lines.append(line("else:", block=block(scope, scope.random.randint(1, 3), depth - 1)))
    return lines


def _match(scope: Scope, depth: int) -> list[Line]:
    subject = _subject(scope)
    lines = []
    for arm in arms(scope, subject.type):
        scope.frames.append([])
        head = arm_pattern(scope, subject.type, arm)
        lines.append(line(f"{head}:", block=statements(scope, scope.random.randint(1, 2), depth - 1)))
        scope.frames.pop()
    return [line("match ", subject, ":", block=lines)]


def _subject(scope: Scope) -> Expr:
    """What to match on: enums and options first."""
    wanted = [type_ for type_ in scope.named if isinstance(type_, EnumOf)]
    found = [variable for variable in scope.visible() if isinstance(variable.type, OptionOf | ResultOf | EnumOf)]
    if found and scope.chance(0.5):
        chosen = scope.random.choice(found)
        return expression(chosen.type, chosen.name)
    if wanted and scope.chance(0.5):
        return make(scope, scope.random.choice(wanted), 2, known=False)
    type_ = scope.random_type(1)
    if isinstance(type_, ListOf | MapOf) or (scope.chance(0.3) and not isinstance(type_, OptionOf | ResultOf)):
        type_ = OptionOf(type_)
    return make(scope, type_, 2, known=False)


def _loop(scope: Scope, depth: int) -> list[Line]:
    kind = scope.random.randrange(5)
    if scope.growth and kind == 0:
        lists = [variable for variable in scope.visible() if isinstance(variable.type, ListOf | MapOf)]
        if lists and scope.times <= 8:
            return [_over_variable(scope, depth, scope.random.choice(lists))]
    times = scope.random.randint(1, 4)
    if scope.times * times > 24:
        return [_declaration(scope)]
    if kind == 1:
        return _while(scope, depth, times)
    if kind < 4:
        start = scope.random.randint(-2, 2) if scope.chance(0.4) else 0
        return [
            _body(scope, depth, times, operation(ListOf(INT, times), f"{start}..{start + times - 1}"), (start, start + times - 1))
        ]
    element = scope.random_type(1)
    items = elements(scope, ListOf(element, times), times, 1, False, make)
    return [_body(scope, depth, times, items, None)]


def _over_variable(scope: Scope, depth: int, variable: Variable) -> Line:
    """A loop over a list that may be long: nothing grows inside, and no other such loop is there."""
    scope.growth = False
    made = _body(scope, depth, 8, expression(variable.type, variable.name), None)
    scope.growth = True
    return made


def _body(scope: Scope, depth: int, times: int, items: Expr, bounds: tuple[int, int] | None) -> Line:
    assert isinstance(items.type, ListOf | MapOf)
    element = items.type.element if isinstance(items.type, ListOf) else items.type.value
    outer = scope.times, scope.in_loop
    scope.times, scope.in_loop = scope.times * times, True
    scope.frames.append([])
    if bounds is not None:
        scope.names += 1
        head = f"i{scope.names}"
        scope.declare(head, INT, bounds=bounds)
    elif scope.risky():
        head = pattern(scope, element, 1)
    else:
        head = _taking_apart(scope, element)
    inside = statements(scope, scope.random.randint(1, 4), depth - 1)
    scope.frames.pop()
    scope.times, scope.in_loop = outer
    return line(f"for {head} in ", items, ":", block=inside)


def _taking_apart(scope: Scope, element: Type) -> str:
    """A pattern that every element matches."""
    plain = [part for part in element.fields if part.bounds is None] if isinstance(element, StructOf) else []
    if plain and scope.chance(0.4):
        chosen = scope.random.sample(plain, scope.random.randint(1, len(plain)))
        return f"{element.name}({', '.join(f'{part.name}={bind(scope, part.type)}' for part in chosen)})"
    return "_" if scope.chance(0.1) else bind(scope, element)


def _while(scope: Scope, depth: int, times: int) -> list[Line]:
    """The counter goes up first, so that `continue` cannot skip it."""
    scope.names += 1
    name = f"w{scope.names}"
    scope.declare(name, INT, bounds=(0, times))
    condition: Expr = operation(BOOL, f"{name} < {times}")
    if scope.chance(0.4):
        more = (operand(condition), scope.random.choice((" and ", " and ", " and !")), operand(make(scope, BOOL, 1)))
        condition = operation(BOOL, *more)
    outer = scope.times, scope.in_loop
    scope.times, scope.in_loop = scope.times * times, True
    inside = block(scope, scope.random.randint(1, 4), depth - 1)
    scope.times, scope.in_loop = outer
    counts = line(name, " = ", operation(INT, f"{name} + 1"))
    return [line("var ", name, " = 0"), line("while ", condition, ":", block=[counts, *inside])]


def _exit(scope: Scope) -> list[Line]:
    """Leaves a loop, or the function; mostly under a condition."""
    exits = ["return"] + (["break", "break", "continue", "continue"] if scope.in_loop else [])
    chosen = scope.random.choice(exits)
    left = returned(scope) if chosen == "return" else line(chosen)
    if len(scope.frames) > 2 and scope.chance(0.3):
        return [left]
    return [line("if ", make(scope, BOOL, 2), ":", block=[*([show(scope)] if scope.chance(0.4) else []), left])]


def returned(scope: Scope) -> Line:
    if scope.owner is None or scope.owner.result == UNIT:
        return line("return")
    return line("return ", make(scope, scope.owner.result, _DEPTH, known=scope.owner.declares_result))
