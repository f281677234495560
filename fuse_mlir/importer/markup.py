"""HTML: tags and lists of children.

In:   `HtmlTag` and `ChildList`.
Out:  for a tag its markup as one text. What is constant in it, tags inside tags included, is put together here; text that is only
      known at run time is escaped there. `if` and `for` among the children become statements that append to a variable. A list of
      children that is no part of a tag becomes a `List<any>`.
Why:  a page is mostly constants; a tree of nodes would cost an allocation for each.
Source: FUSE semantics, sections 10.7 and 11.4; fuse_mlir/interpreter/builtins/html.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.html_tags import VOID_TAGS
from ..frontend.source import Span
from .dynamic import builtin, widened
from .flow import FunctionFlow
from .state import FunctionState, Handler, Importing

# Values whose text has nothing to escape.
_PLAIN = (t.INT, t.FLOAT, t.BOOL)


class _Piece:
    """Markup that is only known at run time: nodes of their own, as they are imported inside statements."""

    __slots__ = ("owner", "value")

    def __init__(self, value: c.Expr, owner: str) -> None:
        self.value = value
        self.owner = owner


class _Child(_Piece):
    """A child of the tag `owner`."""


class _Children(_Piece):
    """All children of the tag `owner`, as a list."""


class _Attributes(_Piece):
    """The attributes of the tag `owner`, from a map."""


class _Attribute(_Piece):
    """The value of one attribute."""


class _Text(_Piece):
    """Text inside an element: a part of an interpolated one."""


_Part = str | _Piece | c.ChildIf | c.ChildFor


class _Append:
    """A value that continues the one of a variable: of a text by `parts`, of a list by a child."""

    __slots__ = ("local", "parts", "span", "type")

    def __init__(self, local: c.Local, parts: list[str | _Piece] | c.Expr, span: Span) -> None:
        self.local = local
        self.parts = parts
        self.span = span
        self.type = local.type


# ---- tags to parts ------------------------------------------------------------------------------------------------------------


def _parts_of_tag(node: c.HtmlTag) -> Iterator[_Part]:
    yield f"<{node.tag}"
    yield from _parts_of_attributes(node)
    yield ">"
    if node.children is None and node.tag in VOID_TAGS:
        return
    if isinstance(node.children, c.ChildList):
        yield from _parts_of_children(node.children.items, node.tag)
    elif node.children is not None:
        yield _Children(node.children, node.tag)
    yield f"</{node.tag}>"


def _parts_of_attributes(node: c.HtmlTag) -> Iterator[_Part]:
    if node.attrs is None:
        return
    entries = _constant_names(node.attrs)
    if entries is None:
        yield _Attributes(node.attrs, node.tag)
        return
    # Sorted by name; expressions are evaluated as they are written, so names alone may change places.
    for name in sorted(entries):
        yield f' {name}="'
        yield from _parts_of_text(entries[name], node.tag, _Attribute)
        yield '"'


def _constant_names(attrs: c.Expr) -> dict[str, c.Expr] | None:
    """The values by name, where all names are constant, all values are Strings, and sorting them changes nothing but the order of
    constants."""
    if not isinstance(attrs, c.MapLit) or not all(isinstance(entry.key, c.StringLit) for entry in attrs.entries):
        return None
    names = [entry.key.value for entry in attrs.entries]
    values = [entry.value for entry in attrs.entries]
    if len(set(names)) < len(names) or any(value.type != t.STRING for value in values):
        return None
    computed = [name for name, value in zip(names, values, strict=True) if not isinstance(value, c.StringLit | c.LocalRef)]
    return dict(zip(names, values, strict=True)) if computed == sorted(computed) else None


def _parts_of_text(value: c.Expr, owner: str, kind: type[_Piece]) -> Iterator[_Part]:
    """The parts of a text, escaped: constants here."""
    if isinstance(value, c.StringLit):
        yield escaped(value.value, in_attribute=kind is _Attribute)
    elif isinstance(value, c.Concat):
        for part in value.parts:
            yield from _parts_of_text(part, owner, kind)
    else:
        yield kind(value, owner)


def _parts_of_children(items: list[c.Child], owner: str) -> Iterator[_Part]:
    for item in items:
        if not isinstance(item, c.ChildValue):
            yield item
        elif isinstance(item.value, c.HtmlTag):
            yield from _parts_of_tag(item.value)
        elif isinstance(item.value, c.StringLit | c.Concat):
            yield from _parts_of_text(item.value, owner, _Text)
        else:
            yield _Child(item.value, owner)


def escaped(text: str, *, in_attribute: bool) -> str:
    """Text as markup."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if in_attribute else text


def _joined(parts: Iterator[_Part]) -> list[_Part]:
    """The parts with neighbouring constants as one."""
    found: list[_Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return found


# ---- parts to values ------------------------------------------------------------------------------------------------------------


def _tag(f: FunctionState, node: c.HtmlTag) -> Importing:
    loc = f.at(node.span)
    parts = _joined(_parts_of_tag(node))
    if any(isinstance(part, c.Child) for part in parts):
        markup = yield from _run(f, t.STRING, lambda local: _statements(parts, local, node.tag, node.span), f.text("", loc), node)
    else:
        markup = yield from _text_of_parts(f, parts, [], loc)
    return f.value("fuse.html.raw", [markup], f.types.of(t.HTML), loc)


def _run(f: FunctionState, type_: t.Type, make: Callable[[c.Local], list[c.Stmt]], first: ir.Value, node: c.Expr) -> Importing:
    """The value that a variable has after the statements which `make` gives for it."""
    local = c.Local(-1 - len(f.variables), "markup", type_, node.span, mutable=True)
    f.variables[local] = first
    statements = make(local)
    outer, f.flow = f.flow, FunctionFlow(statements)
    yield statements
    f.flow = outer
    return f.variables.pop(local)


def _statements(parts: list[_Part], local: c.Local, owner: str, span: Span) -> list[c.Stmt]:
    """What appends the parts to the text in `local`."""
    found: list[c.Stmt] = []
    run: list[str | _Piece] = []
    for part in [*parts, None]:
        if part is not None and not isinstance(part, c.Child):
            run.append(part)
            continue
        if run:
            found.append(c.Assign(span, local, _Append(local, run, span)))
            run = []
        if isinstance(part, c.ChildIf):
            then, otherwise = ([*_joined(_parts_of_children(items, owner))] for items in (part.then, part.otherwise))
            branches = [_statements(items, local, owner, span) for items in (then, otherwise)]
            found.append(c.If(part.condition.span, part.condition, *branches))
        elif isinstance(part, c.ChildFor):
            body = _statements(_joined(_parts_of_children(part.body, owner)), local, owner, span)
            found.append(c.For(part.iterable.span, part.pattern, part.iterable, body))
    return found


def _append(f: FunctionState, node: _Append) -> Importing:
    loc = f.at(node.span)
    if isinstance(node.parts, list):
        return (yield from _text_of_parts(f, node.parts, [f.variables[node.local]], loc))
    child = widened(f, (yield node.parts), loc)
    type_ = f.types.of(node.type)
    return f.value("fuse.list.concat", [f.variables[node.local], f.value("fuse.list.make", [child], type_, loc)], type_, loc)


def _text_of_parts(f: FunctionState, parts: list[_Part], first: list[ir.Value], loc: ir.Location) -> Importing:
    texts: list[ir.Value | str] = [*first]
    for part in parts:
        texts.append(part if isinstance(part, str) else (yield part))
    return f.join(texts or [""], loc)


def _markup(f: FunctionState, html: ir.Value, loc: ir.Location) -> ir.Value:
    return f.value("fuse.html.markup", [html], f.types.string, loc)


def _import_text(f: FunctionState, node: _Text) -> Importing:
    return (yield from _escaped_value(f, node, "html.text"))


def _import_attribute(f: FunctionState, node: _Attribute) -> Importing:
    return (yield from _escaped_value(f, node, "html.attribute"))


def _escaped_value(f: FunctionState, node: _Piece, name: str) -> Importing:
    loc = f.at(node.value.span)
    value = yield node.value
    text = f.text("()", loc) if value is None else f.text_of(value, loc)
    return text if node.value.type in _PLAIN else _markup(f, builtin(f, name, [text], loc), loc)


def _import_attributes(f: FunctionState, node: _Attributes) -> Importing:
    loc = f.at(node.value.span)
    value = yield node.value
    if node.value.type == t.MapType(t.STRING):
        return _markup(f, builtin(f, "html.attributes", [value], loc), loc)
    operands = [widened(f, value, loc), f.text(node.owner, loc)]
    return _markup(f, builtin(f, "html.any_attributes", operands, loc), loc)


# What turns children of a known type into markup.
_OF_TYPE = {t.STRING: "html.text", t.ListType(t.HTML): "html.list", t.ListType(t.STRING): "html.texts"}


def _import_child(f: FunctionState, node: _Child) -> Importing:
    """A child; a list stands for its elements, which cannot be lists."""
    return (yield from _content(f, node, "html.child"))


def _import_children(f: FunctionState, node: _Children) -> Importing:
    return (yield from _content(f, node, "html.children"))


def _content(f: FunctionState, node: _Piece, name: str) -> Importing:
    """`name` is the builtin for what is only known at run time."""
    loc = f.at(node.value.span)
    value = yield node.value
    type_ = node.value.type
    if type_ == t.HTML:
        return _markup(f, value, loc)
    if type_ in _OF_TYPE:
        return _markup(f, builtin(f, _OF_TYPE[type_], [value], loc), loc)
    return _markup(f, builtin(f, name, [widened(f, value, loc), f.text(node.owner, loc)], loc), loc)


# ---- lists of children --------------------------------------------------------------------------------------------------------


def _child_list(f: FunctionState, node: c.ChildList) -> Importing:
    loc = f.at(node.span)
    type_ = f.types.of(node.type)
    if all(isinstance(item, c.ChildValue) for item in node.items):
        children = []
        for item in node.items:
            children.append(widened(f, (yield item.value), loc))
        return f.value("fuse.list.make", children, type_, loc)
    first = f.value("fuse.list.make", [], type_, loc)
    return (yield from _run(f, node.type, lambda local: _list_statements(node.items, local), first, node))


def _list_statements(items: list[c.Child], local: c.Local) -> list[c.Stmt]:
    found: list[c.Stmt] = []
    for item in items:
        if isinstance(item, c.ChildValue):
            found.append(c.Assign(item.value.span, local, _Append(local, item.value, item.value.span)))
        elif isinstance(item, c.ChildIf):
            branches = [_list_statements(each, local) for each in (item.then, item.otherwise)]
            found.append(c.If(item.condition.span, item.condition, *branches))
        else:
            found.append(c.For(item.iterable.span, item.pattern, item.iterable, _list_statements(item.body, local)))
    return found


EXPRESSIONS: dict[type, Handler] = {
    c.HtmlTag: _tag,
    c.ChildList: _child_list,
    _Append: _append,
    _Text: _import_text,
    _Attribute: _import_attribute,
    _Attributes: _import_attributes,
    _Child: _import_child,
    _Children: _import_children,
}
