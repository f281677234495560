"""Messages about statements: assignments, loops, conditions, patterns."""

from __future__ import annotations

from .template import Template

NOT_A_CONDITION = Template("expected Bool condition")
NOT_ITERABLE = Template("cannot iterate over type {type}")

# Assignments
INVALID_TARGET = Template("invalid assignment target")
IMMUTABLE = Template("cannot assign to immutable {name}")
IMMUTABLE_LET = Template("cannot assign to immutable {name}", hint="declare a variable that changes with `var {name} = ...`")
FIELD_TARGET = Template("assignment target must be a struct field (got {found})")
ELEMENT_TARGET = Template("assignment target must be an indexable value (got {found})")

# Patterns
UNKNOWN_VARIANT = Template("unknown variant {name}")
UNKNOWN_VARIANT_OF = Template("unknown variant {name} for {enum}")
QUALIFIED_VARIANT = Template("unknown variant {name} for {enum}", hint="write `{variant}`")
NO_VARIANT = Template("{name} is no variant of {enum}; it matches every value")
NOT_AN_ENUM = Template("{type} is not matchable as enum variant {name}")
ONE_PATTERN = Template("{name} expects 1 pattern")
NO_PATTERN = Template("None expects no patterns")
PATTERN_COUNT = Template("expected {expected} pattern args for {name}, got {given}")
DUPLICATE_PATTERN_FIELD = Template("duplicate pattern field")
UNKNOWN_PATTERN_STRUCT = Template("unknown struct {name}")
OTHER_STRUCT = Template("pattern {name} does not match {type}")
NOT_A_STRUCT = Template("{type} is not matchable as struct {name}")
