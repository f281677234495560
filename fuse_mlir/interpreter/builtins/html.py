"""HTML values: elements, text, raw markup.

Text is escaped where it becomes markup, so that an Html value is markup that is complete and safe; only `html.raw` and `svg.inline`
bring markup in as it is. Attributes are sorted by name; an element that can have no content has no closing tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...frontend.html_tags import VOID_TAGS
from ..failures import RuntimeFailure
from ..values import HtmlValue, Value, type_name, unboxed
from .arguments import expect, expect_count, expect_string, expect_texts

if TYPE_CHECKING:
    from ..machine import Machine

_TEXT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def element(tag: str, attrs: Value, children: Value, name: str) -> HtmlValue:
    """An element; `name` is who complains about arguments: the tag, or `html.node`."""
    texts = expect_texts(
        unboxed(attrs), f"{name} expects attrs as Map<String, String>", f"{name} attrs must be Map<String, String>"
    )
    children = unboxed(children)
    if not isinstance(children, tuple):
        raise RuntimeFailure(f"{name} expects children as List<Html>")
    written = "".join([f' {key}="{texts[key].translate(_ATTRIBUTE_ESCAPES)}"' for key in sorted(texts)])
    content = "".join([_child(child, name) for child in _spread(children)])
    if not content and tag in VOID_TAGS:
        return HtmlValue(f"<{tag}{written}>")
    return HtmlValue(f"<{tag}{written}>{content}</{tag}>")


def _spread(children: tuple[Value, ...]) -> list[Value]:
    """Lists among the children stand for their elements, one level deep."""
    flat: list[Value] = []
    for child in map(unboxed, children):
        flat.extend(map(unboxed, child) if isinstance(child, tuple) else [child])
    return flat


def _child(child: Value, name: str) -> str:
    if isinstance(child, HtmlValue):
        return child.markup
    if isinstance(child, str):
        return child.translate(_TEXT_ESCAPES)
    raise RuntimeFailure(f"{name} children must be Html or String, got {type_name(child)}")


def _node(args: list[Value], machine: Machine) -> Value:
    expect_count("html.node", args, 3)
    return element(expect_string(args[0], "html.node expects a String tag"), args[1], args[2], "html.node")


def _text(args: list[Value], machine: Machine) -> Value:
    expect_count("html.text", args, 1)
    return HtmlValue(expect_string(args[0], "html.text expects a String").translate(_TEXT_ESCAPES))


def _raw(args: list[Value], machine: Machine) -> Value:
    expect_count("html.raw", args, 1)
    return HtmlValue(expect_string(args[0], "html.raw expects a String"))


def _render(args: list[Value], machine: Machine) -> Value:
    expect_count("html.render", args, 1)
    expect(isinstance(args[0], HtmlValue), "html.render expects an Html value")
    return args[0].markup


BUILTINS = {"html.node": _node, "html.text": _text, "html.raw": _raw, "html.render": _render}
