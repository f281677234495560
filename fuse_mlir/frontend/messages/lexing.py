"""Messages of the lexer: characters, strings and layout."""

from __future__ import annotations

from .template import Template

UNEXPECTED_CHARACTER = Template("unexpected character")
SEMICOLON = Template("unexpected character", hint="a statement ends with its line")
DOUBLE_AMPERSAND = Template("unexpected character", hint="write `and`")
DOUBLE_BAR = Template("unexpected character", hint="write `or`")
ESCAPED_QUOTE = Template("unexpected character", hint='write strings inside an interpolation with plain quotes: "${{m["k"]}}"')
BYTE_ORDER_MARK = Template("unexpected character", hint="save the file as UTF-8 without a byte order mark (U+FEFF)")
TYPOGRAPHIC_QUOTE = Template("unexpected character", hint='write strings with plain double quotes: "text"')
FOREIGN_CHARACTER = Template(
    "unexpected character",
    hint="remove the character U+{number}; outside strings and comments only ASCII has a meaning",
)
UNMATCHED_CLOSER = Template("unmatched closing delimiter")
UNCLOSED_DELIMITER = Template("unclosed delimiter")
UNTERMINATED_STRING = Template("unterminated string literal")
UNTERMINATED_INTERPOLATION = Template("unterminated interpolation")
INCONSISTENT_INDENTATION = Template("inconsistent indentation")
TABS = Template("tabs are not allowed for indentation", hint="indent with spaces")

# Notes
OPENED_HERE = Template("opened here")
INTERPOLATION_WITHOUT_END = Template("this interpolation has no closing `}}`")
