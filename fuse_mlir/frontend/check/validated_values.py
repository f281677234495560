"""Values that are validated where they are stored: fields of struct literals, defaults of configs.

What the types tell is decided here: a value that cannot be one of the type is the validation error that it is, a rule that cannot
fail is left out.
"""

from __future__ import annotations

from ..canonical import program as ir
from ..types import ANY, ListType, MapType, OptionType
from . import static_types as st
from .boxes import content
from .conversion import convert, fits, widen
from .conversion_literals import settle
from .failing import failing, validation_text
from .representation import represent_stored, runtime_name, without_null
from .schemas import has_rules, plain_rules, schema_of
from .state import Body


def validated(body: Body, node: ir.Expr, type_: st.StaticType, path: str) -> ir.Expr:
    """The value as one of the type, checked against it; a value of another type is the validation error that it is."""
    target = represent_stored(type_)
    if isinstance(node, ir.Raise) or st.has_poison(type_):
        return convert(body, node, target)
    if target != ANY and fits(node.type, target):
        return _by_rules(convert(body, node, target), type_, path)
    node = content(settle(node))
    if target != ANY and without_null(node.type) == target:
        message = validation_text(path, "type_mismatch", f"expected {_expected_name(type_)}, got Null")
        return _by_rules(ir.Unwrap(target, node.span, node, message), type_, path)
    parts_decide = any(isinstance(node.type, kind) and isinstance(without_null(target), kind) for kind in (ListType, MapType))
    if target == ANY or node.type == ANY or isinstance(node.type, OptionType) or parts_decide:
        schema = schema_of(type_)
        node = widen(node)
        if schema != ir.BasicSchema("any"):
            node = ir.ValidateSchema(ANY, node.span, node, schema, path)
        return convert(body, node, target)
    message = validation_text(path, "type_mismatch", f"expected {_expected_name(type_)}, got {runtime_name(node.type)}")
    raised = failing(node.span, [node], message)
    raised.type = target
    return raised


def _expected_name(type_: st.StaticType) -> str:
    match type_:
        case st.OptionOf(inner) | st.Refined(inner):
            return _expected_name(inner)
        case st.ListOf():
            return "List"
        case st.MapOf():
            return "Map"
    return str(type_)


def _by_rules(node: ir.Expr, type_: st.StaticType, path: str) -> ir.Expr:
    """A value that is one of the type's representation."""
    if isinstance(node, ir.Raise) or not has_rules(type_):
        return node
    plain = plain_rules(type_)
    if plain is None:
        return ir.ValidateSchema(node.type, node.span, node, schema_of(type_), path)
    constraints, non_empty, email = plain
    return ir.Validate(node.type, node.span, node, path, constraints, non_empty, email)
