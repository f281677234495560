"""Messages about expressions: names, members, calls, operators, results, literals."""

from __future__ import annotations

from ..codes import FUSE_INTERFACE_DYNAMIC_USE, FUSE_WRONG_ARITY
from .template import Template

TYPE_MISMATCH = Template("type mismatch: expected {expected}, found {found}")
INCOMPATIBLE_TYPES = Template("incompatible types")

# Names
UNKNOWN_IDENTIFIER = Template("unknown identifier {name}")
UNKNOWN_MODULE_MEMBER = Template("unknown module member {module}.{name}")
NOT_IMPORTED = Template("{name} is not imported here")
TYPE_AS_VALUE = Template("{name} is a type, not a value")
CALLED_TYPE = Template("{name} is a type, not a value", hint="write `{name}(field=value)`")
INTERFACE_AS_VALUE = Template("{name} is an interface, not a value", FUSE_INTERFACE_DYNAMIC_USE)
MODULE_AS_VALUE = Template("{name} is a module, not a value")
SERVICE_AS_VALUE = Template("{name} is not a value")

# Members
UNKNOWN_FIELD = Template("unknown field {name} on {owner}")
NO_FIELD = Template("type {type} has no field {name}")
NO_FIELD_OF_OPTION = Template("type {type} has no field {name}", hint="use `?.` on an optional value")
NO_MEMBER = Template("type {type} has no member {name}")
NO_MEMBER_OF_PARAMETER = Template("type parameter {type} has no member {name}")
NO_MEMBER_OF_ENUM = Template("enum {type} has no member {name}")
UNKNOWN_MEMBER = Template("unknown {kind} {name}")
REMOVED_TASK_METHOD = Template("task.{name} was removed in v0.2.0; use spawn + await instead")
METHOD_AS_VALUE = Template("{name} is a method, which has no value without a call", hint="write `{name}()`")
AMBIGUOUS_METHOD = Template("ambiguous interface method {name} for {type}")
NEEDLESS_OPTIONAL = Template("optional access on non-optional {type}", hint="use plain access: the value is never null")
NOT_INDEXABLE = Template("type {type} is not indexable")
LIST_INDEX = Template("list index must be Int")
MAP_INDEX = Template("map index type mismatch")

# Calls
NOT_CALLABLE = Template("call target is not a function")
CALLED_VARIANT = Template("call target is not a function", hint="write `{enum}.{variant}`")
WRONG_ARITY = Template("expected {expected} arguments, got {given}", FUSE_WRONG_ARITY)
NAMED_ARGUMENTS = Template("named arguments are not supported for function calls")
SQL_ARITY = Template("db.* expects 1 or 2 arguments")
SQL_PARAMETERS = Template("expected List for params, got {found}")

# Struct literals
CALLED_FUNCTION = Template("unknown type {name}", hint="functions take their arguments by position")
REPEATED_FIELD = Template("duplicate field in struct literal")
MISSING_FIELD = Template("missing field {name} for {struct}")

# Operators
UNARY_MINUS = Template("unary '-' requires numeric type")
UNARY_NOT = Template("unary '!' requires Bool")
EQUALITY_OPERANDS = Template("equality comparison on incompatible types")
ORDER_OPERANDS = Template("comparison requires numeric types")
LOGIC_OPERANDS = Template("logical operators require Bool")
RANGE_OPERANDS = Template("range requires numeric types")
ARITHMETIC_OPERANDS = Template("binary operator requires numeric types")
NULL_COMPARISON = Template("comparison with null always fails at run time", hint="use `??` or `match` to tell null from a value")

# `?!`
BANG_WITHOUT_ERROR = Template("?! on Option requires an explicit error value", hint="write `value ?! MyError(...)`")
BANG_OPERAND = Template("?! expects Option or Result, got {found}")
BANG_ERROR = Template("?! error value must be a declared error domain type or enum, found {found}")
BANG_OUTSIDE = Template("?! used outside of a function")
BANG_RESULT = Template("?! used in non-fallible function returning {found}", hint="declare the result as `T!E`")
