"""Which functions of a program Python can call, as canonical functions that only call them.

In:   a canonical program.
Out:  `Exports`: the functions of the entry module, with those that fill in trailing defaults; for each struct with refinements a
      function that makes one, which checks them; for each default of a field the function that gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fuse_mlir.frontend.canonical import program as c
from fuse_mlir.frontend.types import UNIT, OptionType, StructType

# In front of the name of what is called: no name of the program begins like this.
CALL = "call."


@dataclass(slots=True)
class Exports:
    """functions   what can be called, in the order of the source
    overloads      by name, then number of arguments: the exported function that takes that many
    validators     by struct: the exported function that takes its fields
    defaults       by struct and field: the exported function that gives the default
    optional       by struct: fields that are null when they are left out
    exported       all of these functions, to be compiled with the program
    """

    functions: list[c.Function]
    overloads: dict[str, dict[int, str]] = field(default_factory=dict)
    validators: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, dict[str, str]] = field(default_factory=dict)
    optional: dict[str, list[str]] = field(default_factory=dict)
    exported: list[c.Function] = field(default_factory=list)


def exports_of(program: c.Program) -> Exports:
    """What Python gets of a program."""
    by_name = {function.name: function for function in program.functions}
    # Names that the user gave have no dot.
    exports = Exports([function for function in program.functions if function.module == 1 and "." not in function.name])
    for function in exports.functions:
        overloads = exports.overloads[function.name] = {}
        for given in range(len(function.params) + 1):
            target = function if given == len(function.params) else by_name.get(f"{function.name}.default.{given}")
            if target is not None:
                overloads[given] = _forward(exports, target)
    for struct in program.structs:
        if any(_has_rules(schema) for schema in struct.schemas):
            exports.validators[struct.name] = _maker(exports, struct)
        exports.optional[struct.name] = []
        exports.defaults[struct.name] = {}
        for (name, type_), default in zip(struct.fields, struct.defaults, strict=True):
            if default is not None:
                exports.defaults[struct.name][name] = _forward(exports, by_name[default])
            elif isinstance(type_, OptionType):
                exports.optional[struct.name].append(name)
    return exports


def _forward(exports: Exports, target: c.Function) -> str:
    params = [c.Local(number, param.name, param.type, param.span) for number, param in enumerate(target.params)]
    call = c.Call(target.result, target.span, target.name, _read(params))
    return _add(exports, target.name, params, call, target.module)


def _maker(exports: Exports, struct: c.Struct) -> str:
    params = [c.Local(number, name, type_, struct.span) for number, (name, type_) in enumerate(struct.fields)]
    fields = [
        c.FieldInit(param.name, _validated(value, schema, f"{struct.name}.{param.name}"))
        for param, value, schema in zip(params, _read(params), struct.schemas, strict=True)
    ]
    made = c.StructLit(StructType(struct.name), struct.span, struct.name, fields)
    return _add(exports, f"{struct.name}.make", params, made, struct.module)


def _add(exports: Exports, name: str, params: list[c.Local], result: c.Expr, module: int) -> str:
    last = c.ExprStmt(result.span, result) if result.type == UNIT else c.Return(result.span, result)
    exports.exported.append(c.Function(CALL + name, params, result.type, [last], result.span, module=module))
    return CALL + name


def _read(params: Sequence[c.Local]) -> list[c.Expr]:
    return [c.UnitLit(UNIT, p.span) if p.type == UNIT else c.LocalRef(p.type, p.span, p) for p in params]


def _has_rules(schema: c.Schema) -> bool:
    """Whether a value of the right type may break a rule of the schema."""
    match schema:
        case c.RefinedSchema() | c.BasicSchema("Id" | "Email"):
            return True
        case c.OptionSchema(inner) | c.ListSchema(inner):
            return _has_rules(inner)
        case c.MapSchema(key, value):
            return _has_rules(key) or _has_rules(value)
    return False


def _validated(value: c.Expr, schema: c.Schema, path: str) -> c.Expr:
    if not _has_rules(schema):
        return value
    rules = _plain_rules(schema)
    if rules is None:
        return c.ValidateSchema(value.type, value.span, value, schema, path)
    constraints, base = rules
    return c.Validate(value.type, value.span, value, path, constraints, base == "Id", base == "Email")


def _plain_rules(schema: c.Schema) -> tuple[list[c.RangeConstraint], str] | None:
    """The ranges and the base of a scalar or an optional one; None where there are other rules."""
    match schema:
        case c.BasicSchema(name):
            return [], name
        case c.OptionSchema(inner):
            return _plain_rules(inner)
        case c.RefinedSchema(base, constraints):
            inner_rules = _plain_rules(base)
            if inner_rules is None or not all(isinstance(rule, c.RangeConstraint) for rule in constraints):
                return None
            return [*inner_rules[0], *constraints], inner_rules[1]
    return None
