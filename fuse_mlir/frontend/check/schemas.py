"""From the checker's types to schemas, and the question which rules a type has beyond its representation."""

from __future__ import annotations

from ..canonical import program as ir
from . import static_types as st


def schema_of(type_: st.StaticType) -> ir.Schema:
    """What validation, decoding and conversion from text ask of a value of the type."""
    match type_:
        case st.Basic(name) if type_ != st.ERROR:
            return ir.BasicSchema(name)
        case st.OptionOf(inner):
            return ir.OptionSchema(schema_of(inner))
        case st.ListOf(element):
            return ir.ListSchema(schema_of(element))
        case st.MapOf(key, value):
            return ir.MapSchema(schema_of(key), schema_of(value))
        case st.ResultOf(ok, err):
            return ir.ResultSchema(schema_of(ok), schema_of(err))
        case st.StructOf(name) | st.EnumOf(name) | st.ConfigOf(name):
            return ir.NamedSchema(name)
        case st.Refined(base, constraints):
            return ir.RefinedSchema(schema_of(base), constraints)
    return ir.BasicSchema("any")


def has_rules(type_: st.StaticType) -> bool:
    """Whether a value of the type's representation may still fail its validation."""
    match type_:
        case st.Refined() | st.ID | st.EMAIL:
            return True
        case st.MapOf(key, value):
            return has_rules(value) or key != st.STRING
        case st.ListOf(inner) | st.OptionOf(inner):
            return has_rules(inner)
        case st.ResultOf():
            return True
    return False


def plain_rules(type_: st.StaticType) -> tuple[list[ir.RangeConstraint], bool, bool] | None:
    """The ranges, the rule of Id and the rule of Email of a scalar or an optional one; None where there are other rules."""
    match type_:
        case st.OptionOf(inner):
            return plain_rules(inner)
        case st.Refined(base, constraints):
            inner_rules = plain_rules(base)
            ranges = [item for item in constraints if isinstance(item, ir.RangeConstraint)]
            if inner_rules is None or len(ranges) < len(constraints):
                return None
            return [*inner_rules[0], *ranges], inner_rules[1], inner_rules[2]
        case st.Basic():
            return [], type_ == st.ID, type_ == st.EMAIL
    return None
