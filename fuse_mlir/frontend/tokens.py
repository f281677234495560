"""Tokens: their kinds, and the stream that the lexer hands to the parser.

In: nothing. Out: the tables of keywords and kinds, `Tokens`.
A kind is a string: a keyword or a punctuation is its own kind (`"let"`, `"->"`), all other kinds are the upper-case names below.
A stream is four lists of one length instead of a list of objects: that is what keeps lexing and parsing fast in Python.
"""

from __future__ import annotations

IDENT = "IDENT"
INT = "INT"
FLOAT = "FLOAT"
STRING = "STRING"  # without interpolation; the value is the unescaped text
BOOL = "BOOL"
NULL = "NULL"
DOC = "DOC"
NEWLINE = "NEWLINE"
INDENT = "INDENT"
DEDENT = "DEDENT"
EOF = "EOF"

# A string with interpolations is a group of tokens: INTERP_START, then TEXT (never empty) and
# INTERP_OPEN ... INTERP_CLOSE in turn, then INTERP_END.
INTERP_START = "INTERP_START"
TEXT = "TEXT"
INTERP_OPEN = "INTERP_OPEN"
INTERP_CLOSE = "INTERP_CLOSE"
INTERP_END = "INTERP_END"

LAYOUT = frozenset((NEWLINE, INDENT, DEDENT))

KEYWORDS = frozenset(
    [
        "and",
        "app",
        "as",
        "at",
        "await",
        "body",
        "box",
        "break",
        "component",
        "config",
        "continue",
        "delete",
        "else",
        "enum",
        "fn",
        "for",
        "from",
        "get",
        "if",
        "impl",
        "import",
        "in",
        "interface",
        "let",
        "match",
        "migration",
        "or",
        "patch",
        "post",
        "put",
        "requires",
        "return",
        "service",
        "spawn",
        "table",
        "test",
        "transaction",
        "type",
        "var",
        "while",
        "without",
    ]
)

# Keywords that start a top-level declaration; the parser resumes at them after an error.
ITEM_KEYWORDS = frozenset(
    ["app", "component", "config", "enum", "fn", "impl", "import", "interface", "migration", "requires", "service", "test", "type"]
)

# Keywords that may name a member after `.` or `?.`.
MEMBER_KEYWORDS = frozenset(["body", "delete", "from", "get", "patch", "post", "put"])

# How a kind that is not its own text is called in messages.
KIND_NAMES = {
    IDENT: "identifier",
    INT: "integer",
    FLOAT: "float",
    STRING: "string",
    NULL: "null",
    DOC: "doc comment",
    NEWLINE: "end of line",
    INDENT: "indented line",
    DEDENT: "end of the block",
    EOF: "end of file",
    INTERP_START: "string with interpolation",
    TEXT: "text",
    INTERP_OPEN: "${",
    INTERP_CLOSE: "}",
    INTERP_END: "end of the string",
}


class Tokens:
    """Token `i` has `kinds[i]`, the byte range `starts[i]`..`ends[i]` and `values[i]`: the name of an identifier, the number or
    text of a literal, the text of a doc comment, else None. The last token is EOF, and only that one is."""

    __slots__ = ("ends", "kinds", "starts", "values")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.values: list[object] = []

    def add(self, kind: str, start: int, end: int, value: object = None) -> None:
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.values.append(value)

    def truncate(self, length: int) -> None:
        """Drop all tokens from index `length` on."""
        for column in (self.kinds, self.starts, self.ends, self.values):
            del column[length:]
