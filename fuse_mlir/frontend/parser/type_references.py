"""Parsing of type references, type parameters and `where` clauses.

In: the cursor at a type. Out: `ast.TypeRef` and friends.
Source: FUSE spec fls.md, "Types"; semantics 2.1 (`T!A!B`) and 2.2 (type-argument calls).
"""

from __future__ import annotations

from collections.abc import Callable

from .. import ast
from ..limits import MAX_NESTING
from ..source import Span
from ..tokens import EOF, IDENT
from .cursor import Cursor

# Angle brackets open at once while deciding whether `<` starts type arguments; keeps the decision cheap on `a < b < c ...`.
_MAX_ANGLES = 32


class TypeReferences(Cursor):
    parse_expression: Callable[[], ast.Expr]

    def parse_type(self) -> ast.TypeRef:
        self.enter()
        name = self.expect_dotted_name()
        start = name.span.start
        kind = self.kinds[self.pos]
        result: ast.TypeRef
        if kind == "<":
            args = self.parse_type_arguments()
            result = ast.GenericType(Span(start, self.end_before()), name, args)
        elif kind == "(":
            constraints = self._constraints()
            result = ast.RefinedType(Span(start, self.end_before()), name, constraints)
        else:
            result = ast.NamedType(name.span, name)
        suffixes = 0
        while True:
            if self.eat("?"):
                result = ast.OptionalType(Span(start, self.end_before()), result)
            elif self.eat("!"):
                error = self.parse_type() if self.kinds[self.pos] == IDENT else None
                result = ast.ResultType(Span(start, self.end_before()), result, error)
            else:
                break
            suffixes += 1
            if suffixes > MAX_NESTING:
                self.fail_too_deep()
        self.leave()
        return result

    def parse_type_arguments(self) -> list[ast.TypeRef]:
        """`<A, B>`."""
        self.expect("<")
        args = []
        if self.kinds[self.pos] != ">":
            args.append(self.parse_type())
            while self.eat(","):
                args.append(self.parse_type())
        self.expect(">")
        return args

    def parse_type_params(self) -> list[ast.TypeParam]:
        """`<T, U>` after the name of a declaration, or nothing."""
        params: list[ast.TypeParam] = []
        if not self.eat("<"):
            return params
        if self.kinds[self.pos] != ">":
            while True:
                name = self.expect_identifier()
                params.append(ast.TypeParam(name.span, name))
                if not self.eat(","):
                    break
        self.expect(">")
        return params

    def parse_where(self) -> list[ast.WhereConstraint]:
        """`where T: Interface, ...`, or nothing; `where` is a keyword only here."""
        constraints: list[ast.WhereConstraint] = []
        if self.kinds[self.pos] != IDENT or self.values[self.pos] != "where":
            return constraints
        self.pos += 1
        while True:
            param = self.expect_identifier()
            self.expect(":")
            interface = self.expect_dotted_name()
            constraints.append(ast.WhereConstraint(Span(param.span.start, interface.span.end), param, interface))
            if not self.eat(","):
                return constraints

    def at_type_argument_call(self) -> bool:
        """Whether the `<` here starts type arguments: up to its `>` stand only types, and a `(` follows."""
        kinds = self.kinds
        pos, angles = self.pos + 1, 1
        while True:
            if kinds[pos] != IDENT:
                return False
            pos += 1
            while kinds[pos] == "." and kinds[pos + 1] == IDENT:
                pos += 2
            if kinds[pos] == "<" and angles < _MAX_ANGLES:
                pos, angles = pos + 1, angles + 1
                continue
            if kinds[pos] == "(":
                pos = self._after_parentheses(pos)
            while kinds[pos] in ("?", "!", ">"):
                if kinds[pos] == ">":
                    angles -= 1
                    if angles == 0:
                        return kinds[pos + 1] == "("
                pos += 1
            error_type = kinds[pos - 1] == "!" and kinds[pos] == IDENT
            if kinds[pos] == ",":
                pos += 1
            elif not error_type:
                return False

    def _after_parentheses(self, pos: int) -> int:
        depth = 0
        while self.kinds[pos] != EOF:
            if self.kinds[pos] == "(":
                depth += 1
            elif self.kinds[pos] == ")":
                depth -= 1
                if depth == 0:
                    return pos + 1
            pos += 1
        return pos

    def _constraints(self) -> list[ast.Expr]:
        self.expect("(")
        args = []
        if self.kinds[self.pos] != ")":
            args.append(self.parse_expression())
            while self.eat(","):
                args.append(self.parse_expression())
        self.expect(")")
        return args
