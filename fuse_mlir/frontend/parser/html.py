"""Parsing of HTML blocks: the `:` suffix of a call, with children below it or one child behind it.

In: an expression in a statement position, the cursor behind it. Out: the expression itself, or an `ast.Call` with two more
arguments, marked as block sugar: `{}` where no attributes are given, and the list of the children.
Source: FUSE spec fls.md, HtmlBlockSuffix and its notes.
"""

from __future__ import annotations

from .. import ast
from ..messages.parsing import BLOCK_WITHOUT_CALL, SECOND_ATTRIBUTES, WRONG_CHILD
from ..source import Span
from ..tokens import NEWLINE
from .cursor import SyntaxFault
from .expressions import Expressions


class Html(Expressions):
    def parse_value(self) -> ast.Expr:
        """An expression that may have an HTML block."""
        return self.parse_html_suffix(self.parse_expression())

    def parse_html_suffix(self, expr: ast.Expr) -> ast.Expr:
        if self.kinds[self.pos] != ":":
            return expr
        colon = self.pos
        head = Span(expr.span.start, self.ends[colon])
        callee, args, type_args = self._html_call(expr, head)
        self.pos += 1
        if self.kinds[self.pos] == NEWLINE:
            block = self.parse_block()
            children, block_span = self._children(block), block.span
        else:
            self.enter()
            child = _as_html(self.parse_value())
            self.leave()
            children, block_span = [child], child.span
        if not args:
            args.append(ast.Arg(block_span, None, ast.MapLit(block_span, []), is_block_sugar=True))
        args.append(ast.Arg(block_span, None, ast.ListLit(block_span, children), is_block_sugar=True))
        # As with `spawn`, nothing can follow that would make a chain of it.
        self.height = 1
        return ast.Call(Span(expr.span.start, block_span.end), callee, args, type_args)

    def _html_call(self, expr: ast.Expr, head: Span) -> tuple[ast.Expr, list[ast.Arg], list[ast.TypeRef]]:
        """The parts of the call that gets the children. A struct literal is the call of a component of another file."""
        if isinstance(expr, ast.StructLit):
            args = [ast.Arg(field.span, field.name, field.value, field.comma_before) for field in expr.fields]
            self.report_attribute_commas(args)
            return ast.Name(expr.name.span, expr.name.name), args, []
        if not isinstance(expr, ast.Call):
            self.report(BLOCK_WITHOUT_CALL(), head, self.pos)
            raise SyntaxFault()
        if len(expr.args) > 1 and any(arg.name is None for arg in expr.args):
            self.report(SECOND_ATTRIBUTES(), head, self.pos)
        return expr.callee, list(expr.args), expr.type_args

    def _children(self, block: ast.Block) -> list[ast.Expr]:
        children = []
        for stmt in block.stmts:
            child = self._child(stmt)
            if child is not None:
                children.append(child)
        return children

    def _child(self, stmt: ast.Stmt) -> ast.Expr | None:
        if isinstance(stmt, ast.ExprStmt):
            return _as_html(stmt.expr)
        if isinstance(stmt, ast.If):
            else_ifs = [ast.HtmlElseIf(branch.span, branch.condition, self._children(branch.block)) for branch in stmt.else_ifs]
            else_children = self._children(stmt.else_block) if stmt.else_block is not None else []
            return ast.HtmlIf(stmt.span, stmt.condition, self._children(stmt.then_block), else_ifs, else_children)
        if isinstance(stmt, ast.For):
            return ast.HtmlFor(stmt.span, stmt.pattern, stmt.iterable, self._children(stmt.block))
        self.report(WRONG_CHILD(), stmt.span, self.pos - 1)
        return None


def _as_html(child: ast.Expr) -> ast.Expr:
    """A string literal among children is text: `html.text("...")`."""
    if not isinstance(child, ast.StringLit):
        return child
    span = child.span
    callee = ast.Member(span, ast.Name(span, "html"), ast.Ident(span, "text"))
    return ast.Call(span, callee, [ast.Arg(span, None, child)], [])
