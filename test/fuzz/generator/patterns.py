"""`match`: subjects and the patterns of their types. Names that a pattern binds are declared in the scope's innermost block."""

from __future__ import annotations

from .scope import Scope
from .types import BOOL, FLOAT, INT, SCALARS, STRING, EnumOf, Field, OptionOf, ResultOf, StructOf, Type


def pattern(scope: Scope, type_: Type, depth: int) -> str:
    """A pattern that values of the type can match."""
    kind = scope.random.randrange(6)
    if kind == 0:
        return "_"
    if depth > 0 and kind > 2:
        match type_:
            case OptionOf(inner):
                if scope.chance(0.25):
                    return scope.random.choice(("None", "null", "None()"))
                return f"Some({pattern(scope, inner, depth - 1)})"
            case ResultOf(ok, error):
                name, inner = scope.random.choice((("Ok", ok), ("Err", error)))
                return f"{name}({pattern(scope, inner, depth - 1)})"
            case EnumOf(_, variants):
                name, payload = scope.random.choice(variants)
                return variant(scope, name, payload, depth)
            case StructOf(name, fields):
                chosen = scope.random.sample(fields, scope.random.randint(1, len(fields)))
                inner = ", ".join(f"{part.name}={_field(scope, part, depth)}" for part in chosen)
                return f"{name}({inner})"
            case _ if type_ in SCALARS:
                return scalar(scope, type_)
    return bind(scope, type_)


def _field(scope: Scope, part: Field, depth: int) -> str:
    """A literal does not match a refined field, says the checker; and what is bound from one is not used: see `unrefined`."""
    return "_" if part.bounds is not None else pattern(scope, part.type, depth - 1)


def variant(scope: Scope, name: str, payload: tuple[Type, ...], depth: int) -> str:
    """The pattern of a variant, with patterns for what it holds."""
    inner = ", ".join(pattern(scope, part, depth - 1) for part in payload)
    return f"{name}({inner})" if inner else name


def scalar(scope: Scope, type_: Type) -> str:
    choices = {
        INT: ("0", "1", "2", "3", "9223372036854775807"),
        FLOAT: ("0.0", "1.0", "2.5"),
        BOOL: ("true", "false"),
        STRING: ('""', '"a"', '"ab"', '"λ"'),
    }
    return scope.random.choice(choices[type_])


def bind(scope: Scope, type_: Type) -> str:
    scope.names += 1
    name = f"p{scope.names}"
    scope.declare(name, type_)
    return name


def arms(scope: Scope, type_: Type) -> list[str]:
    """What the arms of a `match` are made for: each variant in some order, a few patterns, or everything; the last may be `_`."""
    match type_:
        case EnumOf(_, variants):
            names = [f"variant {name}" for name, _ in variants]
            scope.random.shuffle(names)
            chosen = names[: scope.random.randint(1, len(names))]
        case ResultOf():
            chosen = ["ok", "err"]
            scope.random.shuffle(chosen)
            chosen = chosen[: scope.random.randint(1, 2)]
        case OptionOf():
            chosen = ["some", "none"]
            scope.random.shuffle(chosen)
            chosen = chosen[: scope.random.randint(1, 2)]
        case _:
            chosen = ["any"] * scope.random.randint(1, 3)
    return chosen + (["rest"] if scope.chance(0.5) else [])


def arm_pattern(scope: Scope, type_: Type, arm: str) -> str:
    """The pattern of one of `arms`."""
    match arm.split(), type_:
        case ["variant", name], EnumOf(_, variants):
            return variant(scope, name, dict(variants)[name], 2)
        case ["ok"], ResultOf(inner, _):
            return f"Ok({pattern(scope, inner, 2)})"
        case ["err"], ResultOf(_, inner):
            return f"Err({pattern(scope, inner, 2)})"
        case ["some"], OptionOf(inner):
            return f"Some({pattern(scope, inner, 2)})"
        case ["none"], _:
            return scope.random.choice(("None", "null"))
        case ["rest"], _:
            return "_"
    return pattern(scope, type_, 2)
