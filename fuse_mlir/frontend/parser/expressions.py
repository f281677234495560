"""Parsing of expressions.

In: the cursor at an expression. Out: `ast.Expr`; `height` is the height of its tree, bounded by `limits.MAX_CHAIN`.
Method: operands by recursive descent, binary operators on an explicit stack (all are left associative).
Source: FUSE spec fls.md, "Expressions"; semantics 2.1 to 2.3, 1.4.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import ast
from ..messages.parsing import EMPTY_INTERPOLATION, EXPECTED_EXPRESSION, LONE_QUESTION_MARK, TOKENS_IN_INTERPOLATION
from ..source import Span
from ..tokens import BOOL, FLOAT, IDENT, INT, INTERP_CLOSE, INTERP_END, INTERP_OPEN, INTERP_START, NULL, STRING, TEXT
from .arguments import Arguments
from .cursor import MAX_INT

# Loosest to tightest.
_BINARY = {"??": 1, "or": 2, "and": 3, "==": 4, "!=": 4, "<": 5, "<=": 5, ">": 5, ">=": 5, "..": 6}
_BINARY |= {"+": 7, "-": 7, "*": 8, "/": 8, "%": 8}

_PREFIXES = frozenset(("-", "!", "await", "box"))
_POSTFIXES = frozenset(("(", ".", "[", "?", "?!", "<"))
_LITERALS = frozenset((INT, FLOAT, BOOL, STRING, NULL))

# What may start the error operand of `?!`; not `-`, `!` or `body`.
_ERROR_STARTS = _LITERALS | {IDENT, INTERP_START, "spawn", "await", "box", "(", "[", "{"}


class Expressions(Arguments):
    parse_block: Callable[[], ast.Block]

    def parse_expression(self) -> ast.Expr:
        left = self._unary()
        kinds = self.kinds
        precedence = _BINARY.get(kinds[self.pos])
        if precedence is None:
            return left
        operands, heights = [left], [self.height]
        operators: list[tuple[int, int]] = []  # precedence, token
        while precedence is not None:
            while operators and operators[-1][0] >= precedence:
                self._reduce(operands, heights, operators.pop()[1])
            operators.append((precedence, self.pos))
            self.pos += 1
            operands.append(self._unary())
            heights.append(self.height)
            precedence = _BINARY.get(kinds[self.pos])
        while operators:
            self._reduce(operands, heights, operators.pop()[1])
        self.height = heights[0]
        return operands[0]

    def _reduce(self, operands: list[ast.Expr], heights: list[int], token: int) -> None:
        """Replace the last two operands by the operation of `token`."""
        right, left = operands.pop(), operands[-1]
        right_height = heights.pop()
        heights[-1] = self.grow(max(heights[-1], right_height), token)
        span = Span(left.span.start, right.span.end)
        operator = self.kinds[token]
        if operator == "??":
            operands[-1] = ast.Coalesce(span, left, right)
        else:
            operands[-1] = ast.Binary(span, operator, self.span_at(token), left, right)

    def _unary(self) -> ast.Expr:
        pos = self.pos
        operator = self.kinds[pos]
        if operator not in _PREFIXES:
            return self._postfix()
        if operator == "-" and self._at_smallest_int(pos + 1):
            self.pos = pos + 2
            self.height = 1
            return ast.IntLit(Span(self.starts[pos], self.ends[pos + 1]), -MAX_INT - 1)
        self.pos = pos + 1
        self.enter()
        operand = self._unary()
        self.leave()
        self.height = self.grow(self.height, pos)
        span = Span(self.starts[pos], operand.span.end)
        if operator == "await":
            return ast.Await(span, operand)
        if operator == "box":
            return ast.BoxExpr(span, operand)
        return ast.Unary(span, operator, operand)

    def _at_smallest_int(self, pos: int) -> bool:
        """Whether the number here is one that is an Int only with the `-` before it."""
        if self.kinds[pos] != INT or self.values[pos] != MAX_INT + 1:
            return False
        following = self.kinds[pos + 1]
        return following == "<" or following not in _POSTFIXES

    def _postfix(self) -> ast.Expr:
        expr = self._primary()
        kinds = self.kinds
        while True:
            pos = self.pos
            kind = kinds[pos]
            if kind not in _POSTFIXES:
                return expr
            height = self.height
            if kind == "(":
                expr = self.parse_call(expr, [])
            elif kind == ".":
                self.pos = pos + 1
                name = self.expect_member_name()
                expr = ast.Member(Span(expr.span.start, name.span.end), expr, name)
            elif kind == "[":
                index, end = self._index(pos)
                expr = ast.Index(Span(expr.span.start, end), expr, index)
            elif kind == "<":
                if not self.at_type_argument_call():
                    return expr
                expr = self.parse_call(expr, self.parse_type_arguments())
            elif kind == "?":
                expr = self._optional(expr, pos)
            else:
                expr = self._bang(expr, pos)
            self.height = self.grow(max(height, self.height), pos)

    def _index(self, bracket: int) -> tuple[ast.Expr, int]:
        """`[index]`; the index and the end of the brackets."""
        self.pos = bracket + 1
        self.enter()
        index = self.parse_expression()
        self.leave()
        return index, self.expect("]") + 1

    def _optional(self, base: ast.Expr, question: int) -> ast.Expr:
        """`?.name` or `?[index]`."""
        self.pos = question + 1
        following = self.kinds[self.pos]
        if following == ".":
            self.pos += 1
            name = self.expect_member_name()
            return ast.OptionalMember(Span(base.span.start, name.span.end), base, name)
        if following == "[":
            index, end = self._index(self.pos)
            return ast.OptionalIndex(Span(base.span.start, end), base, index)
        self.fail(LONE_QUESTION_MARK())

    def _bang(self, operand: ast.Expr, bang: int) -> ast.Expr:
        """`?!`, with the error operand if an expression follows."""
        self.pos = bang + 1
        if self.kinds[self.pos] not in _ERROR_STARTS:
            return ast.BangChain(Span(operand.span.start, self.ends[bang]), operand, None)
        self.enter()
        error = self.parse_expression()
        self.leave()
        return ast.BangChain(Span(operand.span.start, error.span.end), operand, error)

    def _primary(self) -> ast.Expr:
        pos = self.pos
        kind = self.kinds[pos]
        if kind == IDENT:
            self.pos = pos + 1
            self.height = 1
            return ast.Name(Span(self.starts[pos], self.ends[pos]), self.values[pos])  # type: ignore[arg-type]
        if kind in _LITERALS:
            self.height = 1
            return self.parse_literal()
        if kind == "(":
            return self._parenthesised()
        if kind == "[":
            return self._list()
        if kind == INTERP_START:
            return self._interpolated()
        if kind == "{":
            return self._map()
        if kind == "body":
            self.pos = pos + 1
            self.height = 1
            return ast.Name(self.span_at(pos), "body")
        if kind == "spawn":
            return self._spawn()
        self.fail(EXPECTED_EXPRESSION())

    def _parenthesised(self) -> ast.Expr:
        self.pos += 1
        self.enter()
        expr = self.parse_expression()
        # The parentheses leave no node; the expression ends after them, and still starts inside.
        expr.span = Span(expr.span.start, self.expect(")") + 1)
        self.leave()
        return expr

    def _list(self) -> ast.Expr:
        start = self.expect("[")
        self.enter()
        items: list[ast.Expr] = []
        height = 0
        if self.kinds[self.pos] != "]":
            while True:
                items.append(self.parse_expression())
                height = max(height, self.height)
                if not self.eat(","):
                    break
        end = self.expect("]") + 1
        self.leave()
        self.height = self.grow(height, self.pos - 1)
        return ast.ListLit(Span(start, end), items)

    def _map(self) -> ast.Expr:
        start = self.expect("{")
        self.enter()
        entries: list[ast.MapEntry] = []
        height = 0
        if self.kinds[self.pos] != "}":
            while True:
                key = self.parse_expression()
                height = max(height, self.height)
                self.expect(":")
                value = self.parse_expression()
                height = max(height, self.height)
                entries.append(ast.MapEntry(Span(key.span.start, value.span.end), key, value))
                if not self.eat(","):
                    break
        end = self.expect("}") + 1
        self.leave()
        self.height = self.grow(height, self.pos - 1)
        return ast.MapLit(Span(start, end), entries)

    def _spawn(self) -> ast.Expr:
        start = self.starts[self.pos]
        self.pos += 1
        self.expect(":")
        block = self.parse_block()
        # Nothing can follow a block in an expression, so a spawn is never deep in a chain: its own height does not matter.
        self.height = 1
        return ast.Spawn(Span(start, block.span.end), block)

    def _interpolated(self) -> ast.Expr:
        start = self.starts[self.pos]
        self.pos += 1
        self.enter()
        parts: list[ast.InterpText | ast.Expr] = []
        height = 0
        while self.kinds[self.pos] != INTERP_END:
            pos = self.pos
            if self.kinds[pos] == TEXT:
                self.pos = pos + 1
                parts.append(ast.InterpText(self.span_at(pos), self.values[pos]))  # type: ignore[arg-type]
                continue
            assert self.kinds[pos] == INTERP_OPEN
            part = self._interpolation(pos)
            if part is not None:
                parts.append(part)
                height = max(height, self.height)
        self.pos += 1
        self.leave()
        self.height = self.grow(height, self.pos - 1)
        return ast.InterpString(Span(start, self.ends[self.pos - 1]), parts)

    def _interpolation(self, opening: int) -> ast.Expr | None:
        """The expression between `${` and `}`; None where there is none, which is reported."""
        self.pos = opening + 1
        if self.kinds[self.pos] == INTERP_CLOSE:
            span = Span(self.ends[opening], self.starts[self.pos])
            self.report(EMPTY_INTERPOLATION(), span, self.pos)
            self.pos += 1
            return None
        expr = self.parse_expression()
        if self.kinds[self.pos] != INTERP_CLOSE:
            offending = self.pos
            closing = self._closing(offending)
            span = Span(self.ends[opening], self.starts[closing])
            self.report(TOKENS_IN_INTERPOLATION(), span, offending)
            self.pos = closing
        self.pos += 1
        return expr

    def _closing(self, pos: int) -> int:
        """The INTERP_CLOSE of the interpolation around `pos`; the lexer never leaves one out."""
        depth = 0
        while depth or self.kinds[pos] != INTERP_CLOSE:
            if self.kinds[pos] == INTERP_OPEN:
                depth += 1
            elif self.kinds[pos] == INTERP_CLOSE:
                depth -= 1
            pos += 1
        return pos
