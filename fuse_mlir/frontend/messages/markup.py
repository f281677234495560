"""Messages about components, HTML tags and their attributes."""

from __future__ import annotations

from .template import Template

COMPONENT_RESULT = Template("component body must return Html, got {found}")
BLOCK_OF_NO_HTML = Template("html block form requires a function that returns Html")
MIXED_SHORTHAND = Template("cannot mix html attribute shorthand with positional arguments")
VOID_CHILDREN = Template("void html tag {tag} does not accept children")
CHILD_AS_ATTRIBUTES = Template(
    "type mismatch: expected {expected}, found {found}",
    hint="the first argument is the attributes; children stand behind `{tag}():` or in a block below it",
)
TAG_ARITY = Template("expected at most {most} arguments, got {given}")

# ARIA
ARIA_ROLE = Template("invalid aria attribute: use `role` instead of `aria-role`")
UNKNOWN_ARIA = Template("unknown aria attribute `{name}`; check spelling")
ARIA_VALUE = Template('`{name}` value must be {expected}, got "{found}"')
ARIA_LEVEL = Template('`aria-level` value must be a positive integer, got "{found}"')
