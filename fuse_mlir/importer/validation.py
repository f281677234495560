"""Refinements and text conversion: the checks behind `Validate`, configs and `env_int`/`env_float`/`env_bool`.

In:   values already imported.
Out:  `fuse.check` ops. The message of a failure is built in the region of its check, so a value that passes pays only for the test.
Source: FUSE semantics, "Structs, validation, refinements" (messages to the letter); a Float bound prints as the language prints it.
Order:  the rule of `Id`, the rule of `Email`, then the constraints as written.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .emitter import Path
from .errors import ImportFault
from .runtime import builtin
from .state import FunctionState

# Constraints in order; whether an Id must be non-empty; whether the rule of Email applies.
Rules = tuple[list[c.RangeConstraint], bool, bool]


def validated(f: FunctionState, value: ir.Value, type_: t.Type, path: str, rules: Rules, loc: ir.Location) -> None:
    """Check that `value` satisfies `rules`; an option is checked when it is not null."""
    if not any(rules):
        return
    if not isinstance(type_, t.OptionType):
        _check_rules(f, value, type_, path, rules, loc)
        return
    op = f.op("scf.if", [f.is_some(value, loc)], [], loc, regions=2)
    with f.inside(op.regions[0], op.regions[0].blocks.append()):
        _check_rules(f, f.content(value, f.types.of(type_.inner), loc), type_.inner, path, rules, loc)
        f.op("scf.yield", [], [], loc)


def _check_rules(f: FunctionState, value: ir.Value, type_: t.Type, path: str, rules: Rules, loc: ir.Location) -> None:
    constraints, non_empty, email = rules
    if non_empty:
        check_non_empty(f, value, (path,), loc)
    if email:
        check_email(f, value, (path,), loc)
    for constraint in constraints:
        check_range(f, value, type_, (path,), constraint, loc)


def check_non_empty(f: FunctionState, value: ir.Value, path: Path, loc: ir.Location) -> None:
    """The rule of Id."""
    length = f.value("fuse.str.scalars", [value], f.types.int, loc)
    with f.check(f.compare("ne", length, f.const_int(0, loc), loc), loc):
        f.raise_invalid(path, ["expected non-empty Id"], loc)


def check_email(f: FunctionState, value: ir.Value, path: Path, loc: ir.Location) -> None:
    """The rule of Email."""
    with f.check(f.value("fuse.str.is_email", [value], f.types.bool, loc), loc):
        f.raise_invalid(path, ["invalid email address"], loc)


def check_range(
    f: FunctionState, value: ir.Value, type_: t.Type, path: Path, constraint: c.RangeConstraint, loc: ir.Location
) -> None:
    """A range of numbers, or of lengths."""
    low, high = constraint.low, constraint.high
    if type_ == t.FLOAT:
        low_bound, high_bound = f.const_float(low, loc), f.const_float(high, loc)
        inside = f.both(f.compare_floats("oge", value, low_bound, loc), f.compare_floats("ole", value, high_bound, loc), loc)
        with f.check(inside, loc):
            bounds = [f.text_of(low_bound, loc), "..", f.text_of(high_bound, loc)]
            f.raise_invalid(path, ["value ", f.text_of(value, loc), " out of range ", *bounds], loc)
        return
    measured, subject = value, "value"
    if type_ == t.STRING:
        measured, subject = f.value("fuse.str.scalars", [value], f.types.int, loc), "length"
    elif type_ == t.BYTES:
        measured, subject = builtin(f, "bytes.length", [value], loc), "length"
    elif type_ != t.INT:
        raise ImportFault(f"range constraint on {type_}")
    at_least = f.compare("sge", measured, f.const_int(low, loc), loc)
    at_most = f.compare("sle", measured, f.const_int(high, loc), loc)
    with f.check(f.both(at_least, at_most, loc), loc):
        f.raise_invalid(path, [f"{subject} ", f.text_of(measured, loc), f" out of range {low}..{high}"], loc)


def parsed(f: FunctionState, text: ir.Value, type_: t.Type, loc: ir.Location) -> tuple[ir.Value, ir.Value]:
    """An option of what trimmed text spells as Int, Float or Bool, and whether it spells one."""
    option = f.value("fuse.str.parse", [text], f.types.of(t.option_of(type_)), loc)
    return option, f.is_some(option, loc)
