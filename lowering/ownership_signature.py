"""Ownership in signatures: the unit attributes `fuse.own` and `fuse.borrow` on the arguments of func.func."""

from __future__ import annotations

from mlir.ir import ArrayAttr, Attribute, DictAttr, FunctionType, Operation, StringAttr, TypeAttr, UnitAttr

from .call_graph import functions_of, symbol_of
from .ownership_facts import BORROW, OWN, Use

BECAUSE = "fuse.because"


def function_type(function: Operation) -> FunctionType:
    return FunctionType(TypeAttr(function.attributes["function_type"]).value)


def argument_attributes(function: Operation) -> list[dict[str, Attribute]]:
    """The attributes of each argument of a func.func."""
    count = len(function_type(function).inputs)
    if "arg_attrs" not in function.attributes:
        return [{} for _ in range(count)]
    return [{named.name: named.attr for named in DictAttr(item)} for item in ArrayAttr(function.attributes["arg_attrs"])]


def set_argument_attributes(function: Operation, attributes: list[dict[str, Attribute]]) -> None:
    """Replace the attributes of all arguments; none at all where every one is empty."""
    if any(attributes):
        context = function.context
        items = [DictAttr.get(item, context) for item in attributes]
        function.attributes["arg_attrs"] = ArrayAttr.get(items, context)
    elif "arg_attrs" in function.attributes:
        del function.attributes["arg_attrs"]


def parameter_uses(function: Operation) -> list[Use | None]:
    """What a call of the function does with each argument; None for a parameter without ownership."""
    uses: list[Use | None] = []
    for attributes in argument_attributes(function):
        if OWN in attributes:
            uses.append(Use.CONSUME)
        else:
            uses.append(Use.BORROW if BORROW in attributes else None)
    return uses


def signatures(module: Operation) -> dict[str, list[Use | None]]:
    """`parameter_uses` of every function, by name."""
    return {symbol_of(function): parameter_uses(function) for function in functions_of(module)}


def set_parameter_use(function: Operation, uses: list[Use | None], because: list[str | None]) -> None:
    """Write the ownership of all parameters; `because` explains a parameter, or is None."""
    context = function.context
    attributes = argument_attributes(function)
    for own, use, why in zip(attributes, uses, because, strict=True):
        for name in (OWN, BORROW, BECAUSE):
            own.pop(name, None)
        if use is not None:
            own[OWN if use is Use.CONSUME else BORROW] = UnitAttr.get(context)
        if why is not None:
            own[BECAUSE] = StringAttr.get(why, context)
    set_argument_attributes(function, attributes)
