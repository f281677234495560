"""Parsing of statements and blocks.

In: the cursor at a statement. Out: `ast.Stmt`, `ast.Block`.
Source: FUSE spec fls.md, "Stmt" and what follows it; semantics 2.4.
"""

from __future__ import annotations

from .. import ast
from ..limits import MAX_CHAIN
from ..source import Span
from ..tokens import DEDENT, NEWLINE
from .html import Html


class Statements(Html):
    def parse_block(self) -> ast.Block:
        """An indented block, from the NEWLINE before it."""
        first = min(self.pos + 2, len(self.starts) - 1)  # behind NEWLINE and INDENT
        start = self.starts[first]
        stmts = self.parse_members(self.parse_statement)
        return ast.Block(Span(start, max(start, self.end_before())), stmts)

    def parse_statement(self) -> ast.Stmt:
        pos = self.pos
        kind = self.kinds[pos]
        start = self.starts[pos]
        if kind == "let" or kind == "var":
            return self._binding(start, kind)
        if kind == "if":
            return self._if(start)
        if kind == "return":
            self.pos = pos + 1
            value = None if self.kinds[self.pos] == NEWLINE else self.parse_value()
            return ast.Return(self._end_statement(start), value)
        if kind == "for":
            return self._for(start)
        if kind == "while":
            self.pos = pos + 1
            condition = self.parse_expression()
            block = self._block_after_colon()
            return ast.While(Span(start, block.span.end), condition, block)
        if kind == "match":
            return self._match(start)
        if kind == "break":
            self.pos = pos + 1
            return ast.Break(self._end_statement(start))
        if kind == "continue":
            self.pos = pos + 1
            return ast.Continue(self._end_statement(start))
        if kind == "transaction":
            self.pos = pos + 1
            block = self._block_after_colon()
            return ast.Transaction(Span(start, block.span.end), block)
        return self._expression_statement(start)

    def parse_case(self) -> ast.MatchCase:
        """One arm of a `match`."""
        pattern = self.parse_pattern()
        start = pattern.span.start
        if not self.eat("->"):
            block = self._block_after_colon()
            return ast.MatchCase(Span(start, block.span.end), pattern, block, is_arrow=False)
        value = self.parse_expression()
        span = self._end_statement(start)
        block = ast.Block(value.span, [ast.Return(value.span, value)])
        return ast.MatchCase(span, pattern, block, is_arrow=True)

    def _binding(self, start: int, keyword: str) -> ast.Stmt:
        self.pos += 1
        name = self.expect_identifier()
        type_ref = self.parse_type() if self.eat(":") else None
        self.expect("=")
        value = self.parse_value()
        node = ast.Let if keyword == "let" else ast.Var
        return node(self._end_statement(start), name, type_ref, value)

    def _if(self, start: int) -> ast.If:
        self.pos += 1
        condition = self.parse_expression()
        self.expect(":")
        then_block = self._control_block()
        else_ifs: list[ast.ElseIf] = []
        else_block = None
        outer = self.else_ifs
        while self.kinds[self.pos] == "else":
            branch = self.starts[self.pos]
            self.pos += 1
            if not self.eat("if"):
                self.expect(":")
                else_block = self._control_block()
                break
            self.else_ifs += 1
            if self.else_ifs > MAX_CHAIN:
                self.fail_too_deep()
            branch_condition = self.parse_expression()
            self.expect(":")
            block = self._control_block()
            else_ifs.append(ast.ElseIf(Span(branch, block.span.end), branch_condition, block))
        self.else_ifs = outer
        return ast.If(Span(start, self.end_before()), condition, then_block, else_ifs, else_block)

    def _for(self, start: int) -> ast.For:
        self.pos += 1
        pattern = self.parse_pattern()
        self.expect_keyword("in")
        iterable = self.parse_expression()
        block = self._block_after_colon()
        return ast.For(Span(start, block.span.end), pattern, iterable, block)

    def _match(self, start: int) -> ast.Match:
        self.pos += 1
        subject = self.parse_expression()
        self.expect(":")
        cases = self.parse_members(self.parse_case)
        return ast.Match(Span(start, self.end_before()), subject, cases)

    def _expression_statement(self, start: int) -> ast.Stmt:
        expr = self.parse_expression()
        if self.eat("="):
            value = self.parse_value()
            return ast.Assign(self._end_statement(start), expr, value)
        expr = self.parse_html_suffix(expr)
        return ast.ExprStmt(self._end_statement(start), expr)

    def _block_after_colon(self) -> ast.Block:
        self.expect(":")
        return self.parse_block()

    def _control_block(self) -> ast.Block:
        """The body of `if` or `else`: an indented block, or one statement on the same line."""
        if self.kinds[self.pos] == NEWLINE:
            return self.parse_block()
        self.enter()
        stmt = self.parse_statement()
        self.leave()
        return ast.Block(stmt.span, [stmt])

    def _end_statement(self, start: int) -> Span:
        """Take the line end, which a block at the end of the statement has taken already; the statement's span."""
        end = self.end_before()
        if self.kinds[self.pos] == NEWLINE:
            self.pos += 1
        elif self.kinds[self.pos - 1] != DEDENT:
            self.expect_newline()
        return Span(start, end)
