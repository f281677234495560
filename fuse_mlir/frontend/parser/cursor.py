"""The parser's ground: a place in the token stream, expectations, error reports and recovery.

In: `Lexed`. Out: `Cursor`, the base of the parser's classes.

Recovery: an error raises `SyntaxFault` up to the innermost unit (statement, member of a list, declaration), which skips the rest
of its line and checks the block below it, so that mistakes in there are reported, too. An error is not reported where the lexer
reported one in the same unit before, or inside a region of brackets that nothing closes: it would be the same mistake again.

Where an error points: `expected identifier`, `punctuation`, `newline`, `indent` and `string literal` name the token after the
offending one, as the language's reference does; a note names the offending one and what is missing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NoReturn, TypeVar

from .. import ast
from ..diagnostics import Diagnostic, Note, error
from ..lex_state import Lexed
from ..limits import MAX_CHAIN, MAX_NESTING
from ..messages.parsing import (
    EXPECTED_BLOCK,
    EXPECTED_FOUND,
    EXPECTED_IDENTIFIER,
    EXPECTED_INDENT,
    EXPECTED_KEYWORD,
    EXPECTED_NEWLINE,
    EXPECTED_PUNCTUATION,
    EXPECTED_STRING,
    EXPRESSION_TOO_LONG,
    INTEGER_OUT_OF_RANGE,
    NESTING_TOO_DEEP,
    RESERVED_KEYWORD,
)
from ..messages.template import Message
from ..source import SourceFile, Span
from ..tokens import DEDENT, DOC, EOF, IDENT, INDENT, INT, KEYWORDS, KIND_NAMES, LAYOUT, MEMBER_KEYWORDS, NEWLINE, STRING
from .foreign_syntax import foreign_syntax

MAX_INT = 2**63 - 1

_EXPECTED_NEWLINE, _EXPECTED_BLOCK = EXPECTED_NEWLINE(), EXPECTED_BLOCK()

_T = TypeVar("_T")


class SyntaxFault(Exception):
    """An error was reported and the unit cannot be parsed further. `skip_body`: nor shall the block below it be."""

    def __init__(self, skip_body: bool = False) -> None:
        super().__init__()
        self.skip_body = skip_body


def _joined(regions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The regions by their starts; those that overlap are one."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(regions):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


class Cursor:
    def __init__(self, source: SourceFile, lexed: Lexed) -> None:
        tokens = lexed.tokens
        self.source = source
        self._tokens = tokens
        self.kinds = tokens.kinds
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.values = tokens.values
        self.pos = 0
        self.diagnostics: list[Diagnostic] = []
        self._broken = lexed.broken
        self._unclosed = _joined(lexed.unclosed)
        self._unclosed_starts = [low for low, _ in self._unclosed]
        # Where the unit that is being parsed begins; where it is broken in the lexer's eyes, the parser keeps quiet.
        self._unit = 0
        # Levels of nesting around the current place.
        self.depth = 0
        self._too_deep = False
        # Height of the expression tree that was parsed last; see `limits`.
        self.height = 0
        # `else if` branches around the current place.
        self.else_ifs = 0

    # ---- looking and taking -----------------------------------------------------------------------------------------------------

    def span_at(self, index: int) -> Span:
        return Span(self.starts[index], self.ends[index])

    def end_before(self) -> int:
        """End of the last token taken that is not layout."""
        index = self.pos - 1
        while self.kinds[index] in LAYOUT:
            index -= 1
        return self.ends[index]

    def eat(self, kind: str) -> bool:
        if self.kinds[self.pos] == kind:
            self.pos += 1
            return True
        return False

    def expect(self, kind: str) -> int:
        """Take a punctuation; its start."""
        pos = self.pos
        if self.kinds[pos] != kind:
            self.fail_after(EXPECTED_PUNCTUATION(), f"`{kind}`")
        self.pos = pos + 1
        return self.starts[pos]

    def expect_keyword(self, keyword: str) -> None:
        if self.kinds[self.pos] != keyword:
            self.fail(EXPECTED_KEYWORD(keyword=keyword))
        self.pos += 1

    def expect_newline(self, message: Message = _EXPECTED_NEWLINE) -> None:
        if self.kinds[self.pos] != NEWLINE:
            self.fail_after(message, KIND_NAMES[NEWLINE])
        self.pos += 1

    def expect_identifier(self) -> ast.Ident:
        pos = self.pos
        kind = self.kinds[pos]
        if kind != IDENT:
            if kind not in ("interface", "impl"):
                self.fail_after(EXPECTED_IDENTIFIER(), KIND_NAMES[IDENT])
            return self.reserved_name()
        self.pos = pos + 1
        return ast.Ident(Span(self.starts[pos], self.ends[pos]), self.values[pos])  # type: ignore[arg-type]

    def expect_member_name(self) -> ast.Ident:
        """The name after `.`: some keywords may stand there, too."""
        kind = self.kinds[self.pos]
        if kind in MEMBER_KEYWORDS:
            self.pos += 1
            return ast.Ident(self.span_at(self.pos - 1), kind)
        return self.expect_identifier()

    def expect_string(self) -> ast.StringLit:
        pos = self.pos
        if self.kinds[pos] != STRING:
            self.fail_after(EXPECTED_STRING(), "a string without interpolation")
        self.pos = pos + 1
        return ast.StringLit(self.span_at(pos), self.values[pos])  # type: ignore[arg-type]

    def expect_dotted_name(self) -> ast.Ident:
        """`A` or `A.B.C`, as one name."""
        name = self.expect_identifier()
        while self.kinds[self.pos] == ".":
            self.pos += 1
            part = self.expect_identifier()
            name = ast.Ident(Span(name.span.start, part.span.end), f"{name.name}.{part.name}")
        return name

    def reserved_name(self) -> ast.Ident:
        """Take `interface` or `impl` where a name is wanted."""
        keyword = self.kinds[self.pos]
        self.report(RESERVED_KEYWORD(keyword=keyword), self.span_at(self.pos), self.pos)
        self.pos += 1
        return ast.Ident(self.span_at(self.pos - 1), keyword)

    def take_integer(self, pos: int) -> int:
        """The value of the integer token at `pos`; 0 where it is out of range, which is reported."""
        value = self.values[pos]
        assert self.kinds[pos] == INT and isinstance(value, int)
        if value <= MAX_INT:
            return value
        self.report(INTEGER_OUT_OF_RANGE(largest=MAX_INT), self.span_at(pos), pos)
        return 0

    def is_named_argument(self) -> bool:
        kind = self.kinds[self.pos]
        return (kind == IDENT or kind in KEYWORDS) and self.kinds[self.pos + 1] == "="

    # ---- bounds -----------------------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """One level of nesting deeper. Balanced by `leave`; after a fault the unit that catches it restores the level."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            self.fail_too_deep()

    def leave(self) -> None:
        self.depth -= 1

    def fail_too_deep(self) -> NoReturn:
        """Once a file: where one place is too deep, its neighbours are, too."""
        if not self._too_deep:
            self._too_deep = True
            self.report(NESTING_TOO_DEEP(most=MAX_NESTING), self.span_at(self.pos), self.pos)
        raise SyntaxFault(skip_body=True)

    def grow(self, height: int, token: int) -> int:
        """`height` + 1, within bounds; `token` is the link that makes the chain longer."""
        if height >= MAX_CHAIN:
            self.report(EXPRESSION_TOO_LONG(most=MAX_CHAIN), self.span_at(token), token)
            raise SyntaxFault()
        return height + 1

    # ---- errors -----------------------------------------------------------------------------------------------------------------

    def fail(self, message: Message) -> NoReturn:
        """An error at the current token."""
        self.report(message, self.span_at(self.pos), self.pos)
        raise SyntaxFault()

    def fail_after(self, message: Message, wanted: str) -> NoReturn:
        """An `expected ...` error: it points at the token after the current one, with a note at the current one."""
        self.report_after(message, wanted)
        raise SyntaxFault()

    def report_after(self, message: Message, wanted: str) -> None:
        pos = self.pos
        after = pos if self.kinds[pos] == EOF else pos + 1
        note = Note(EXPECTED_FOUND(wanted=wanted, found=self._describe(pos)), self.span_at(pos))
        self.report(message, self.span_at(after), pos, notes=(note,))

    def report(
        self,
        message: Message,
        span: Span,
        offending: int,
        notes: tuple[Note, ...] = (),
        hint: str | None = None,
    ) -> None:
        """Report an error, unless the lexer reported the cause of it; `offending` is the token that cannot stand there."""
        start, end = self.starts[offending], self.ends[offending]
        first = bisect_left(self._broken, min(self._unit, start))
        if first < len(self._broken) and self._broken[first] <= end:
            return
        region = bisect_right(self._unclosed_starts, start) - 1
        if region >= 0 and start <= self._unclosed[region][1]:
            return
        hint = hint or foreign_syntax(self._tokens, offending) or message.hint
        self.diagnostics.append(error(message, span, self.source.path, notes, hint))

    def _describe(self, pos: int) -> str:
        kind = self.kinds[pos]
        if kind in KIND_NAMES and kind not in (IDENT, INT):
            return KIND_NAMES[kind]
        return f"`{self.source.data[self.starts[pos] : self.ends[pos]].decode()}`"

    # ---- units and recovery -----------------------------------------------------------------------------------------------------

    def parse_unit(self, parse: Callable[[], _T]) -> _T | None:
        """Parse one statement, member or declaration; None after an error, with the cursor behind the unit and its block."""
        first = self.pos
        depth, else_ifs = self.depth, self.else_ifs
        self._unit = self._start_of_unit(first) if self._broken else self.starts[first]
        try:
            return parse()
        except SyntaxFault as fault:
            self.depth, self.else_ifs = depth, else_ifs
            self._skip_unit(self.kinds[first], fault.skip_body)
            return None

    def _start_of_unit(self, first: int) -> int:
        """With what the lexer left out before its first token in the same line."""
        line = self.source.data.rfind(b"\n", 0, self.starts[first]) + 1
        return max(line, self.ends[first - 1] if first else 0)

    def parse_members(self, parse: Callable[[], _T]) -> list[_T]:
        """The units of an indented block, from the NEWLINE before it to the DEDENT after it."""
        self.expect_newline(_EXPECTED_BLOCK)
        if self.kinds[self.pos] != INDENT:
            self.report_after(EXPECTED_INDENT(), "an indented block")
            return []
        return self.parse_indented(parse)

    def parse_indented(self, parse: Callable[[], _T]) -> list[_T]:
        """The units of a block, from its INDENT on."""
        self.enter()
        self.pos += 1
        kinds = self.kinds
        members = []
        while True:
            kind = kinds[self.pos]
            if kind == NEWLINE:
                self.pos += 1
            elif kind == DEDENT:
                self.pos += 1
                break
            elif kind == EOF:
                break
            else:
                member = self.parse_unit(parse)
                if member is not None:
                    members.append(member)
        self.leave()
        return members

    def recover_block(self, keyword: str) -> None:
        """Check the block at the INDENT here, which belongs to a unit that starts with `keyword` and has an error."""
        raise NotImplementedError  # the class that knows all kinds of members overrides it

    def skip_block(self) -> None:
        """Skip from an INDENT to after the DEDENT that ends its block."""
        depth = 0
        while self.kinds[self.pos] != EOF:
            kind = self.kinds[self.pos]
            self.pos += 1
            if kind == INDENT:
                depth += 1
            elif kind == DEDENT:
                depth -= 1
                if depth == 0:
                    return

    def _skip_unit(self, keyword: str, skip_body: bool) -> None:
        """Go to the start of the next unit of the same block, or to the end of the block."""
        kinds = self.kinds
        docs = kinds[self.pos] == DOC
        while kinds[self.pos] not in (DEDENT, EOF):
            kind = kinds[self.pos]
            if kind == INDENT:
                if skip_body:
                    self.skip_block()
                else:
                    self.recover_block(keyword)
            else:
                self.pos += 1
                if kind != NEWLINE:
                    continue
            # A line has ended. Its block, the `else` of a broken `if` and more lines of a misplaced doc comment go with it.
            following = kinds[self.pos]
            if following == INDENT or following == "else" or (docs and following == DOC):
                continue
            return
