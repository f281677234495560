"""Messages about declarations: names, types, refinements, interfaces, generics, services."""

from __future__ import annotations

from ..codes import (
    FUSE_GENERIC_CALL_TYPE_ARG,
    FUSE_GENERIC_DUPLICATE_TYPE_PARAM,
    FUSE_GENERIC_INFERENCE,
    FUSE_IMPL_DUPLICATE,
    FUSE_IMPL_INCOMPLETE,
    FUSE_IMPL_ORPHAN,
    FUSE_IMPL_SIGNATURE_MISMATCH,
    FUSE_INTERFACE_NOT_A_TYPE,
    FUSE_WHERE_MULTI_CONSTRAINT,
    FUSE_WHERE_UNKNOWN_INTERFACE,
)
from .template import Template

# Names
DUPLICATE_DECLARATION = Template("duplicate symbol: {name}")
DUPLICATE_BINDING = Template("duplicate binding: {name}")
DUPLICATE_FIELD = Template("duplicate field: {name}")
DUPLICATE_VARIANT = Template("duplicate variant: {name}")
UNUSED_BINDING = Template("unused binding: {name}", hint="remove it, or call it `_{name}`")
UNINFERRED_RESULT = Template(
    "the result type of the recursive function {name} cannot be inferred", hint="write `fn {name}(...) -> T:`"
)

# Types
UNKNOWN_TYPE = Template("unknown type {name}")
UNKNOWN_MODULE = Template("unknown module {name}")
INVALID_TYPE_PATH = Template("invalid type path {name}")
NOT_A_TYPE = Template("{name} is not a type")
INTERFACE_NOT_A_TYPE = Template("{name} is an interface, not a type", FUSE_INTERFACE_NOT_A_TYPE)
LONE_SELF = Template("Self is only valid inside interface and impl members")
UNKNOWN_GENERIC_TYPE = Template("unknown generic type {name}")
ONE_TYPE_ARGUMENT = Template("{name} expects 1 type argument")
TYPE_ARGUMENTS = Template("{name} expects {count} type arguments")
RESULT_WITHOUT_DOMAIN = Template("result type requires an explicit error domain; use `T!MyError`")
CATCH_ALL_ERROR = Template("{what} cannot use catch-all Error; declare a module error domain type or enum")
NOT_AN_ERROR_DOMAIN = Template("{what} error domains must be declared type/enum names, found {found}")

# Refinements
NO_CONSTRAINT = Template("refined type expects at least one constraint")
UNSUPPORTED_CONSTRAINT = Template('unsupported refinement constraint; expected 1..10, regex("..."), or predicate(fn_name)')
LOWER_BOUND = Template("range lower bound must be a numeric literal")
UPPER_BOUND = Template("range upper bound must be a numeric literal")
INT_BOUNDS = Template("range bounds for Int refinements must be integers")
LENGTH_BOUNDS = Template("range bounds for string-like types must be integers")
NO_RANGE = Template("range constraints are not supported for refined base type {base}")
CONSTRAINT_CALL = Template("refinement constraint call must be regex(...) or predicate(...)")
UNKNOWN_CONSTRAINT = Template("unknown refinement constraint {name}; expected regex(...) or predicate(...)")
CONSTRAINT_ARGUMENTS = Template("{name}() expects exactly one positional argument")
NAMED_CONSTRAINT = Template("{name}() expects a positional argument")
REGEX_PATTERN = Template("regex() expects a string literal pattern")
REGEX_BASE = Template("regex() constraint is only supported for string-like refined bases, found {base}")
INVALID_REGEX = Template("invalid regex pattern {pattern}: {reason}")
PREDICATE_NAME = Template("predicate() expects a function identifier")
UNKNOWN_PREDICATE = Template("unknown predicate function {name} in current module/import scope")
PREDICATE_PARAMETERS = Template("predicate {name} must accept exactly one parameter (found {count})")
PREDICATE_PARAMETER_TYPE = Template("predicate {name} parameter type mismatch: expected {expected}, found {found}")
PREDICATE_RESULT = Template("predicate {name} must return Bool, found {found}")

# Interfaces
UNKNOWN_INTERFACE = Template("unknown interface {name}")
NOT_NOMINAL = Template("{name} is not a nominal impl target")
DUPLICATE_METHOD = Template("duplicate method {method} in impl {interface} for {target}")
DUPLICATE_IMPL = Template("duplicate impl {interface} for {target} in the same package", FUSE_IMPL_DUPLICATE)
ORPHAN_IMPL = Template("impl {interface} for {target} is orphaned in this package", FUSE_IMPL_ORPHAN)
MISSING_METHOD = Template("impl {interface} for {target} is missing method {method}", FUSE_IMPL_INCOMPLETE)
SIGNATURE_MISMATCH = Template("impl method {method} does not match interface {interface}", FUSE_IMPL_SIGNATURE_MISMATCH)

# Generics
DUPLICATE_TYPE_PARAM = Template("duplicate type parameter {name}", FUSE_GENERIC_DUPLICATE_TYPE_PARAM)
UNKNOWN_TYPE_PARAM = Template("unknown type parameter {name} in where clause")
SECOND_CONSTRAINT = Template("type parameter {name} already has an interface constraint", FUSE_WHERE_MULTI_CONSTRAINT)
UNKNOWN_BOUND = Template("unknown interface {name}", FUSE_WHERE_UNKNOWN_INTERFACE)
NOT_GENERIC = Template("type arguments are only valid on generic callables", FUSE_GENERIC_CALL_TYPE_ARG)
TYPE_ARGUMENT_COUNT = Template("expected {expected} type arguments, found {found}", FUSE_GENERIC_CALL_TYPE_ARG)
NOT_INFERRED = Template("could not infer type arguments for {names}", FUSE_GENERIC_INFERENCE)
UNSATISFIED_BOUND = Template("type {type} does not satisfy {interface}", FUSE_GENERIC_INFERENCE)
ENDLESS_INSTANCES = Template(
    "the calls of {name} need ever new types",
    hint="call it with the types that it was called with, or declare a function for each type",
)

# Services
UNCLOSED_ROUTE_PARAMETER = Template("unclosed route parameter")
INVALID_ROUTE_PARAMETER = Template("invalid route parameter")
ROUTE_PARAMETER_TYPE = Template("unsupported route param type {type}")
