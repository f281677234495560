"""Messages of the parser."""

from __future__ import annotations

from ..codes import FUSE_HTML_ATTR_COMMA, FUSE_HTML_ATTR_MAP, FUSE_RESERVED_KEYWORD
from .template import Template

RESERVED_KEYWORD = Template("`{keyword}` is reserved in v1.1; rename this identifier", FUSE_RESERVED_KEYWORD)
ATTRIBUTE_COMMA = Template("commas are not allowed between HTML tag attributes", FUSE_HTML_ATTR_COMMA)
ATTRIBUTE_MAP = Template("map literal is not valid for HTML tag attributes", FUSE_HTML_ATTR_MAP)

EXPECTED_PUNCTUATION = Template("expected punctuation")
EXPECTED_KEYWORD = Template("expected keyword", hint="write `{keyword}` here")
EXPECTED_NEWLINE = Template("expected newline")
EXPECTED_BLOCK = Template("expected newline", hint="a block stands indented below the line that ends with `:`")
EXPECTED_INDENT = Template("expected indent")
EXPECTED_IDENTIFIER = Template("expected identifier")
EXPECTED_STRING = Template("expected string literal")
EXPECTED_DECLARATION = Template("expected a top-level declaration")
EXPECTED_TYPE_BODY = Template("expected ':' or '=' after type name")
EXPECTED_HTTP_VERB = Template("expected HTTP verb")
EXPECTED_MIGRATION_NAME = Template("expected migration name")
EXPECTED_EXPRESSION = Template("expected expression")
EXPECTED_PATTERN = Template("expected pattern")
LONE_QUESTION_MARK = Template("expected '.' or '[' after '?'", hint="choose a value with `if`; `a ?? b` is b where a is null")
INTEGER_OUT_OF_RANGE = Template("integer literal out of range", hint="the largest Int is {largest}")
NESTING_TOO_DEEP = Template("nesting too deep", hint="at most {most} levels; move the inner part into a function of its own")
EXPRESSION_TOO_LONG = Template(
    "expression too long",
    hint="at most {most} links in one chain of operators, calls or members; name a part of it with `let`",
)
EMPTY_INTERPOLATION = Template("empty interpolation expression")
TOKENS_IN_INTERPOLATION = Template("unexpected tokens in interpolation")
MIXED_ARGUMENTS = Template("cannot mix positional and named arguments")
MIXED_PATTERNS = Template("cannot mix positional and named patterns")
BLOCK_WITHOUT_CALL = Template("html block form requires a function call")
SECOND_ATTRIBUTES = Template("html block call accepts at most one explicit attrs argument")
WRONG_CHILD = Template("html block children only support expressions, if, and for")
LATE_REQUIRES = Template("requires declarations must appear before other top-level declarations")
DOCUMENTED_REQUIRES = Template("requires declarations cannot have doc comments")
UNKNOWN_CAPABILITY = Template("unknown capability {name}; expected one of: db, crypto, network, time")

# Notes
EXPECTED_FOUND = Template("expected {wanted}, found {found}")
