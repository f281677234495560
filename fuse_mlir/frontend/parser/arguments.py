"""Parsing of calls: arguments, struct literals, and what HTML tags and components accept.

In: the cursor at the `(` of a call, and the callee. Out: `ast.Call` or `ast.StructLit`. A call of a (dotted) name with a named
argument is a struct literal, unless the name is an HTML tag or a component of this file: then its arguments are attributes.
Source: FUSE spec fls.md, notes to the grammar; semantics 2.3.
"""

from __future__ import annotations

from .. import ast
from ..html_tags import HTML_TAGS
from ..lex_state import Lexed
from ..messages.parsing import ATTRIBUTE_COMMA, ATTRIBUTE_MAP, MIXED_ARGUMENTS
from ..source import SourceFile, Span
from ..tokens import DEDENT, IDENT, INDENT
from .patterns import Patterns


class Arguments(Patterns):
    def __init__(self, source: SourceFile, lexed: Lexed) -> None:
        super().__init__(source, lexed)
        self._components = _component_names(lexed)

    def parse_call(self, callee: ast.Expr, type_args: list[ast.TypeRef]) -> ast.Expr:
        args = self._arguments_of_call()
        span = Span(callee.span.start, self.ends[self.pos - 1])
        is_html = isinstance(callee, ast.Name) and (callee.name in HTML_TAGS or callee.name in self._components)
        if is_html:
            self._check_attributes(args)
        elif not type_args and any(arg.name is not None for arg in args):
            name = _path(callee)
            if name is not None:
                return ast.StructLit(span, name, self._fields(args))
        return ast.Call(span, callee, args, type_args)

    def report_attribute_commas(self, args: list[ast.Arg]) -> None:
        for arg in args:
            if arg.name is not None and arg.comma_before is not None:
                self.report(ATTRIBUTE_COMMA(), arg.comma_before, self.pos - 1)

    def _check_attributes(self, args: list[ast.Arg]) -> None:
        if args and args[0].name is None and isinstance(args[0].value, ast.MapLit):
            self.report(ATTRIBUTE_MAP(), args[0].span, self.pos - 1)
        self.report_attribute_commas(args)

    def _fields(self, args: list[ast.Arg]) -> list[ast.FieldInit]:
        fields = []
        mixed = False
        for arg in args:
            if arg.name is not None:
                fields.append(ast.FieldInit(arg.span, arg.name, arg.value, arg.comma_before))
            elif not mixed:
                mixed = True
                self.report(MIXED_ARGUMENTS(), arg.span, self.pos - 1)
        return fields

    def _arguments_of_call(self) -> list[ast.Arg]:
        """From `(` to after `)`; `height` is that of the highest argument."""
        self.expect("(")
        self.enter()
        args: list[ast.Arg] = []
        height = 0
        comma: Span | None = None
        while self.kinds[self.pos] != ")":
            start = self.starts[self.pos]
            name = None
            if self.is_named_argument():
                name = self._argument_name()
                self.pos += 1  # the `=`
            value = self.parse_expression()
            height = max(height, self.height)
            end = self.ends[self.pos - 1]
            args.append(ast.Arg(Span(start, end), name, value, comma))
            if self.eat(","):
                comma = self.span_at(self.pos - 1)
            elif name is not None and self.is_named_argument() and self.starts[self.pos] > end:
                comma = None  # blanks may separate named arguments, too
            else:
                break
        self.expect(")")
        self.leave()
        self.height = height
        return args

    def _argument_name(self) -> ast.Ident:
        kind = self.kinds[self.pos]
        if kind == IDENT or kind in ("interface", "impl"):
            return self.expect_identifier()
        self.pos += 1
        return ast.Ident(self.span_at(self.pos - 1), kind)


def _path(expr: ast.Expr) -> ast.Ident | None:
    """The dotted name that an expression is made of, as one name; None where it is something else."""
    parts: list[str] = []
    end = expr.span.end
    while isinstance(expr, ast.Member):
        parts.append(expr.name.name)
        expr = expr.base
    if not isinstance(expr, ast.Name):
        return None
    parts.append(expr.name)
    return ast.Ident(Span(expr.span.start, end), ".".join(reversed(parts)))


def _component_names(lexed: Lexed) -> set[str]:
    """The components declared in the file; a call of one may stand before its declaration."""
    kinds, values = lexed.tokens.kinds, lexed.tokens.values
    names: set[str] = set()
    if "component" not in kinds:
        return names
    depth = 0
    for index, kind in enumerate(kinds):
        if kind == INDENT:
            depth += 1
        elif kind == DEDENT:
            depth -= 1
        elif kind == "component" and depth == 0 and kinds[index + 1] == IDENT:
            names.add(str(values[index + 1]))
    return names
