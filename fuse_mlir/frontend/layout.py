"""Layout: line starts, indentation and brackets.

In: the offset of a line start. Out: NEWLINE, INDENT, DEDENT and DOC tokens, and the offset where the code of the next line with
code starts. A NEWLINE is only written when the next line is known not to go on with `.`, `?.`, `?[` or `?!`, so that the parser
never has to look through layout. Inside brackets and interpolations lines mean nothing, except that a line in column one that
can only be a declaration shows that a bracket was forgotten: lexing goes on as if it had been closed.
Source: FUSE spec fls.md, "Significant indentation"; semantics 1.5 and 1.6.
"""

from __future__ import annotations

import re

from .diagnostics import Note
from .lex_state import LexState
from .messages.lexing import INCONSISTENT_INDENTATION, OPENED_HERE, TABS, UNCLOSED_DELIMITER
from .source import Span
from .tokens import DEDENT, DOC, INDENT, LAYOUT, NEWLINE

# Leading blanks, other blanks, then: line end | comment | doc comment | end of file | code (nothing matched).
_LINE = re.compile(rb"([ \t]*)[ \t\r\x0b\x0c]*(?:(\n)|(\#(?!\#)[^\n]*\n?)|(\#\#[^\n]*)|(\Z))?")
_BLANK, _COMMENT, _DOC, _END = 2, 3, 4, 5

_CONTINUATIONS = (b".", b"?.", b"?[", b"?!")

# No expression and no named argument looks like this, so it never stands inside brackets.
_DECLARATION = re.compile(
    rb'(?:app|component|config|enum|fn|impl|import|interface|migration|requires|service|test|type)[ ]+[A-Za-z_{"0-9]'
)


class Layout(LexState):
    def start_line(self, pos: int) -> int:
        """Handle all that stands before the code of the line at `pos` or of the first line with code after it; its offset."""
        while True:
            match = _LINE.match(self.data, pos)
            assert match is not None  # every part of the pattern is optional
            kind = match.lastindex
            if kind == _BLANK:
                pos = match.end()
                continue
            if kind == _END:
                return match.end()
            if b"\t" in match[1]:
                self._tab(pos)
            if kind == _COMMENT:
                pos = match.end()
                continue
            column = match.end(1) - pos
            if kind == _DOC:
                pos = self._doc(match.start(_DOC), match.end(), column)
                continue
            code = match.end()
            if self.strings:
                return code
            if self.brackets:
                if column == 0 and _DECLARATION.match(self.data, code):
                    self.close_brackets(code, len(self.data))
                    self.indent_to(column, code)
            elif not self.data.startswith(_CONTINUATIONS, code):
                self.indent_to(column, code)
            return code

    def indent_to(self, column: int, pos: int) -> None:
        """End the logical line before, and open or close blocks for a line at `column`."""
        self.end_line(pos)
        indents = self.indents
        if column > indents[-1]:
            indents.append(column)
            self.tokens.add(INDENT, pos, pos)
            return
        while column < indents[-1]:
            if column > indents[-2]:
                # No level of this width: the line counts as part of the block that it nearly belongs to.
                self.error(pos, pos, INCONSISTENT_INDENTATION())
                indents[-1] = column
                return
            indents.pop()
            self.tokens.add(DEDENT, pos, pos)

    def end_line(self, pos: int) -> None:
        """Write the NEWLINE of the last line with code before `pos`, if there is one and it has none yet."""
        tokens = self.tokens
        if tokens.kinds and tokens.kinds[-1] not in LAYOUT:
            end = self.data.find(b"\n", tokens.ends[-1], pos)
            end = pos if end < 0 else end
            tokens.add(NEWLINE, end, end)

    def close_brackets(self, until: int, place: int) -> None:
        """Report that the open brackets are never closed; `until` is where lexing goes on, `place` where the error is shown."""
        opener, _ = self.brackets[-1]
        self.unclosed.append((self.brackets[0][0], until))
        self.error(place, place, UNCLOSED_DELIMITER(), (Note(OPENED_HERE(), Span(opener, opener + 1)),), breaks=False)
        self.brackets.clear()

    def forget_brackets_of_line(self, pos: int) -> None:
        """Take the brackets opened in the line around `pos` for closed: the text that would close them is lost in a string."""
        line = self.data.rfind(b"\n", 0, pos) + 1
        while self.brackets and self.brackets[-1][0] >= line:
            self.brackets.pop()
            self.forgiven += 1

    def finish(self) -> None:
        """End of file: report what is still open and close all blocks."""
        end = len(self.data)
        if self.brackets:
            self.close_brackets(end, end)
        self.indent_to(0, end)

    def _doc(self, start: int, end: int, column: int) -> int:
        text = self.data[start:end].decode()
        while text.startswith("##"):
            text = text[2:]
        if not self.brackets and not self.strings:
            self.indent_to(column, start)
        self.tokens.add(DOC, start, end, text.strip())
        return min(end + 1, len(self.data))

    def _tab(self, line: int) -> None:
        end = self.data.find(b"\n", line)
        end = len(self.data) if end < 0 else end
        self.error(line, end, TABS(), breaks=False)
