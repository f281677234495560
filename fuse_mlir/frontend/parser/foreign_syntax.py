"""Hints for what other languages write: the token that cannot stand there, and those before it, tell what was meant.

In: the tokens, and the one that an error is about. Out: the hint, None for anything else.
"""

from __future__ import annotations

from ..tokens import DEDENT, IDENT, INDENT, NEWLINE, Tokens

_LINE_STARTS = (NEWLINE, INDENT, DEDENT)
_FUNCTION, _TYPE, _VARIABLE = "declare a function with `fn`", "declare a type with `type`", "declare a variable with `let` or `var`"
_FIRST_WORDS = {
    **dict.fromkeys(("def", "func", "function", "fun", "proc", "sub"), _FUNCTION),
    **dict.fromkeys(("class", "struct", "record", "data"), _TYPE),
    **dict.fromkeys(("const", "val", "auto", "final"), _VARIABLE),
    **dict.fromkeys(("trait", "protocol"), "declare an interface with `interface`"),
    **dict.fromkeys(("use", "include", "using", "require"), "load a module with `import`"),
    **dict.fromkeys(("elif", "elsif", "elseif"), "write `else if`"),
    "switch": "choose with `match`",
    **dict.fromkeys(("case", "when", "default"), "an arm of a `match` is `pattern:` with a block, or `pattern -> value`"),
    **dict.fromkeys(("loop", "until", "do"), "loop with `while` or `for`"),
    **dict.fromkeys(("throw", "raise"), "raise an error with `?!`: `null ?! MyError(...)`"),
}
_OPERATORS = "+-*/%"


def foreign_syntax(tokens: Tokens, offending: int) -> str | None:
    """The hint for an error at a token."""
    kinds, starts, ends = tokens.kinds, tokens.starts, tokens.ends
    kind = kinds[offending]
    before = kinds[offending - 1] if offending else NEWLINE
    is_first = before in _LINE_STARTS
    if kind == IDENT and is_first:
        return _FIRST_WORDS.get(str(tokens.values[offending]))
    if before == IDENT:
        hint = _after_word(tokens, offending)
        if hint is not None:
            return hint
    is_joined = offending > 0 and ends[offending - 1] == starts[offending]
    if kind == "=" and is_joined and before in _OPERATORS:
        return f"write `x = x {before} …`"
    if kind == "=" and is_joined and before == ":":
        return "write `=`; the type of a variable is that of its value"
    if (kind == before == "+" and is_joined) or (kind == NEWLINE and before == "-" and kinds[offending - 2] == "-"):
        return f"write `x = x {before} 1`"
    if kind == "(" and before == "for":
        return "write `for x in xs:`"
    if kind == "{":
        return "a block stands indented below a line that ends with `:`"
    if kind == "->" and _first_of_line(kinds, offending) == "component":
        return "a component always gives Html: leave `->` and the type out"
    if kind == "=>":
        return "there are no anonymous functions: declare one with `fn`"
    return None


def _first_of_line(kinds: list[str], index: int) -> str:
    while index > 0 and kinds[index - 1] not in _LINE_STARTS:
        index -= 1
    return kinds[index]


def _after_word(tokens: Tokens, offending: int) -> str | None:
    """The hint for a token that follows an identifier."""
    word = str(tokens.values[offending - 1])
    before = tokens.kinds[offending - 2] if offending > 1 else NEWLINE
    if before in _LINE_STARTS and word in _FIRST_WORDS:
        return _FIRST_WORDS[word]
    if before == "for" and tokens.kinds[offending] == ",":
        return "a loop has one pattern; a map gives its values"
    if word == "not":
        return "negate with `!`"
    if word == "self" and before in ("(", ",") and tokens.kinds[offending] in (")", ","):
        return "a method has `self` without declaring it"
    return None
