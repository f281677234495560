"""Bytes and Html: values that nothing but a text can be made of.

`make` is `expressions.make`, which these call for their parts.
"""

from __future__ import annotations

from .literals import joined, literal, simplest
from .scalars import Make
from .scope import Scope
from .tree import Expr, expression
from .types import BYTES, HTML, STRING

_TAGS = ("b", "p", "div", "ul", "li")
_EMPTY = ("br", "hr", "div")


def bytes_value(scope: Scope, depth: int, make: Make) -> Expr:
    """A digest of other Bytes."""
    algorithm = scope.random.choice(("sha256", "sha512", " SHA-256 "))
    inner = make(scope, BYTES, depth - 1)
    if scope.chance(0.5):
        return expression(BYTES, f'crypto.hash("{algorithm}", ', inner, ")")
    return expression(BYTES, f'crypto.hmac("{algorithm}", ', make(scope, BYTES, depth - 1), ", ", inner, ")")


def html_value(scope: Scope, depth: int, make: Make) -> Expr:
    """Text, raw markup or an element; like a String it holds at most one other, see `scope`."""
    kind = scope.random.randrange(6)
    if kind == 0:
        return expression(HTML, scope.random.choice(("html.text(", "html.raw(")), make(scope, STRING, depth - 1), ")")
    if kind == 1:
        tag = scope.random.choice(_EMPTY)
        return expression(HTML, f"{tag}()" if scope.chance(0.5) else f'{tag}(class="a<" data_x="{tag}")')
    children: list[Expr] = [make(scope, HTML, depth - 1)]
    for _ in range(scope.random.randrange(3)):
        small = make if scope.sink else lambda scope, type_, depth: simplest(type_)
        children.append(small(scope, HTML, depth - 1))
    scope.random.shuffle(children)
    attributes: list[str | Expr] = [] if scope.chance(0.5) else ['"id": ', literal(scope, STRING)]
    tag = scope.random.choice(_TAGS)
    return expression(HTML, f'html.node("{tag}", {{', *attributes, "}, [", *joined(children), "])")
