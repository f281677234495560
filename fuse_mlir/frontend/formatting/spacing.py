"""Whether a blank stands between two pieces of one line.

In: two neighbouring pieces and the one before them. Out: yes or no. Where two tokens would become another one without a blank
(`? !`, `? ?`), there is always one.
"""

from __future__ import annotations

from ..tokens import BOOL, FLOAT, IDENT, INT, MEMBER_KEYWORDS, NULL, STRING
from .pieces import Piece
from .roles import Roles

_OPENERS = frozenset("([{")
_CLOSERS = frozenset(")]}")

# Operators with a blank on both sides, wherever they stand.
_SPACED = frozenset(("->", "=>", "==", "!=", "<=", ">=", "??", "?!", "+", "*", "/", "%"))

_JOINED = frozenset(("??", "?!", "->", "=>", "==", "!=", "<=", ">=", ".."))

# Kinds that end an operand, so that a bracket behind them is a call or an index.
_OPERAND_ENDS = frozenset((IDENT, STRING, NULL, INT, FLOAT, BOOL, ")", "]", "}", "body"))


class Spacing:
    """`import_braces`: offsets of the braces of imports, which have blanks inside."""

    def __init__(self, roles: Roles, import_braces: set[int]) -> None:
        self._roles = roles
        self._import_braces = import_braces

    def blank(self, before: Piece | None, left: Piece, right: Piece) -> bool:
        """Whether there is a blank between `left` and `right`; `before` is the piece before `left` in the file."""
        return (left.text[-1] + right.text[0]) in _JOINED or self._wanted(before, left, right)

    def _wanted(self, before: Piece | None, left: Piece, right: Piece) -> bool:
        a, b = left.kind, right.kind
        if left.start in self._import_braces or right.start in self._import_braces:
            return not (a == "{" and b == "}")
        if a in _OPENERS or b in _CLOSERS or b in (",", ":", ".", "?"):
            return False
        if a in (",", ":"):
            return True
        if a == "." or (a == "?" and b in _OPENERS):
            return False
        if a == ".." or b == "..":
            return self._range(before, left, right)
        if self._is_prefix(left):
            return False
        if self._is_operator(left) or self._is_operator(right):
            return True
        if a == "=" or b == "=":
            return not self._is_tight_equals(before, left, right)
        if a == "!" or b == "!":
            return b == "!" and self._is_prefix(right)
        if b == "<" or a == "<" or b == ">":
            return False
        if b in ("(", "["):
            return not self._ends_operand(before, left)
        return True

    def _range(self, before: Piece | None, left: Piece, right: Piece) -> bool:
        """As the user has it: blanks on both sides of `..`, or on neither. What follows `..` looks like what stands before it."""
        if right.kind == "..":
            return right.start > left.end
        return before is not None and left.start > before.end

    def _is_prefix(self, piece: Piece) -> bool:
        return piece.start in self._roles.prefix and piece.kind in ("-", "!")

    def _is_operator(self, piece: Piece) -> bool:
        return piece.kind in _SPACED or (piece.kind in ("-", "<", ">") and piece.start in self._roles.binary)

    def _is_tight_equals(self, before: Piece | None, left: Piece, right: Piece) -> bool:
        """The `=` of a named argument."""
        name = left if right.kind == "=" else before
        return name is not None and name.end in self._roles.named

    def _ends_operand(self, before: Piece | None, piece: Piece) -> bool:
        if piece.kind in MEMBER_KEYWORDS and before is not None and before.kind == ".":
            return True
        # A `>` that gets here closes type arguments: a comparison is an operator.
        return piece.kind == ">" or piece.kind in _OPERAND_ENDS
