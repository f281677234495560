"""Codes of syntax errors."""

from __future__ import annotations

from ..codes import FUSE_HTML_ATTR_COMMA, FUSE_HTML_ATTR_MAP, FUSE_RESERVED_KEYWORD
from .entry import CodeEntry

_SECTION = "Syntax"

SYNTAX = (
    CodeEntry(
        FUSE_RESERVED_KEYWORD,
        _SECTION,
        "a keyword is used as a name",
        "`interface` and `impl` are keywords and cannot name a variable, a parameter, a field or a declaration.",
        """
fn main():
  let interface = 1
""",
        """
fn main():
  let surface = 1
""",
    ),
    CodeEntry(
        FUSE_HTML_ATTR_MAP,
        _SECTION,
        "attributes of an HTML tag are given as a map",
        "A tag takes its attributes as named arguments. A map literal would be one more child.",
        """
fn page() -> Html:
  return div({"class": "box"})
""",
        """
fn page() -> Html:
  return div(class="box")
""",
    ),
    CodeEntry(
        FUSE_HTML_ATTR_COMMA,
        _SECTION,
        "a comma between attributes of an HTML tag",
        "Attributes of a tag are separated by blanks, as they are in HTML.",
        """
fn page() -> Html:
  return div(class="box", id="main")
""",
        """
fn page() -> Html:
  return div(class="box" id="main")
""",
    ),
)
