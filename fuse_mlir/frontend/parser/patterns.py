"""Parsing of patterns.

In: the cursor at a pattern. Out: `ast.Pattern`.
Source: FUSE spec fls.md, "Patterns"; semantics 2.6.
"""

from __future__ import annotations

from .. import ast
from ..messages.parsing import EXPECTED_PATTERN, MIXED_PATTERNS
from ..source import Span
from ..tokens import BOOL, FLOAT, IDENT, INT, NULL, STRING
from .type_references import TypeReferences

_LITERALS = frozenset((INT, FLOAT, BOOL, STRING, NULL))


class Patterns(TypeReferences):
    def parse_pattern(self) -> ast.Pattern:
        pos = self.pos
        kind = self.kinds[pos]
        if kind in _LITERALS:
            return ast.LiteralPattern(self.span_at(pos), self.parse_literal())
        if kind == IDENT:
            if self.values[pos] == "_":
                self.pos += 1
                return ast.WildcardPattern(self.span_at(pos))
            name = self.expect_dotted_name()
        elif kind == "body":
            name = self.expect_member_name()
        else:
            self.fail(EXPECTED_PATTERN())
        return self._arguments(name) if self.kinds[self.pos] == "(" else ast.NamePattern(name.span, name)

    def parse_literal(self) -> ast.IntLit | ast.FloatLit | ast.BoolLit | ast.StringLit | ast.NullLit:
        """A literal token as an expression; the caller knows that one stands here."""
        pos = self.pos
        self.pos = pos + 1
        span = Span(self.starts[pos], self.ends[pos])
        kind, value = self.kinds[pos], self.values[pos]
        if kind == INT:
            return ast.IntLit(span, self.take_integer(pos))
        if kind == STRING:
            return ast.StringLit(span, value)  # type: ignore[arg-type]
        if kind == FLOAT:
            return ast.FloatLit(span, value)  # type: ignore[arg-type]
        if kind == BOOL:
            return ast.BoolLit(span, value)  # type: ignore[arg-type]
        return ast.NullLit(span)

    def _arguments(self, name: ast.Ident) -> ast.Pattern:
        self.expect("(")
        self.enter()
        args: list[ast.Pattern] = []
        fields: list[ast.PatternField] = []
        if self.kinds[self.pos] != ")":
            while True:
                if self.is_named_argument():
                    field = self.expect_identifier()
                    self.expect("=")
                    pattern = self.parse_pattern()
                    fields.append(ast.PatternField(Span(field.span.start, pattern.span.end), field, pattern))
                else:
                    args.append(self.parse_pattern())
                if not self.eat(","):
                    break
        closing = self.pos
        span = Span(name.span.start, self.expect(")") + 1)
        self.leave()
        if not fields:
            return ast.VariantPattern(span, name, args)
        if args:
            self.report(MIXED_PATTERNS(), span, closing)
        return ast.StructPattern(span, name, fields)
