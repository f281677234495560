"""Typed queries: `q.select(["a", "b"]).one<T>()` and `.all<T>()` decode rows as a declared type.

The columns have to be written in the same chain of calls, because they are compared with the fields of the type here.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..messages.effects import (
    COLUMN_MISMATCH,
    EMPTY_SELECT,
    QUERY_TYPE_ARGUMENT,
    RESULT_TYPE,
    SELECT_NOT_LITERAL,
    TYPED_ARGUMENTS,
    TYPED_RECEIVER,
    WITHOUT_SELECT,
)
from . import static_types as st
from .arguments import plain_arguments
from .conversion_literals import settle
from .failing import failing, failure
from .representation import represent
from .schemas import schema_of
from .state import Body, Value, poison
from .type_references import resolve_type

_PASSING = ("where", "order_by", "limit", "one", "all")


def is_typed_query(node: ast.Call) -> bool:
    return bool(node.type_args) and isinstance(node.callee, ast.Member) and node.callee.name.name in ("one", "all")


def typed_query(body: Body, node: ast.Call) -> Value:
    """`query.one<T>()` or `query.all<T>()`."""
    assert isinstance(node.callee, ast.Member)
    if node.args:
        body.error(node.span, TYPED_ARGUMENTS())
        plain_arguments(body, node)
    if len(node.type_args) != 1:
        body.error(node.span, QUERY_TYPE_ARGUMENT(found=len(node.type_args)))
        return _wrong(body, node, "typed query methods expect exactly one type argument")
    receiver = body.value(node.callee.base)
    if receiver.type != st.QUERY and not st.is_unknown(receiver.type):
        body.error(node.callee.base.span, TYPED_RECEIVER(found=receiver.type))
        return _wrong(body, node, "member access not supported on this value")
    target = resolve_type(body, node.type_args[0])
    if st.is_unknown(target):
        return poison(node.span)
    if not isinstance(target, st.StructOf):
        body.error(node.type_args[0].span, RESULT_TYPE(found=target))
        return _wrong(body, node, "typed query result type must be a declared type name")
    _check_projection(body, node, node.callee.base, target.name)
    if node.args and body.unchecked:
        return _wrong(body, node, "typed query methods do not accept arguments")
    name = node.callee.name.name
    type_: st.StaticType = st.OptionOf(target) if name == "one" else st.ListOf(target)
    failed = failure(node.span, [receiver.node])
    if failed is not None:
        return Value(type_, failed)
    call = ir.BuiltinCall(represent(type_), node.span, f"query.{name}", [settle(receiver.node)], schema_of(target))
    return Value(type_, call)


def _wrong(body: Body, node: ast.Call, message: str) -> Value:
    """After a mistake: nothing more to say where the checker looks, the run-time error where it does not."""
    return Value(st.UNKNOWN, failing(node.span, [], message)) if body.unchecked else poison(node.span)


def _check_projection(body: Body, node: ast.Call, base: ast.Expr, struct: str) -> None:
    """Compares the selected columns with the fields of the type."""
    fields = list(body.module.symbols.program.structs[struct].fields)
    expected = ", ".join(fields)
    select = _select_call(base)
    if select is None:
        body.error(node.span, WITHOUT_SELECT(struct=struct, fields=expected))
        return
    columns = _columns(select)
    if not columns:
        message = (SELECT_NOT_LITERAL if columns is None else EMPTY_SELECT)(struct=struct, fields=expected)
        body.error(node.span, message)
        return
    selected = {column.rsplit(".", 1)[-1] for column in columns}
    missing = sorted(field for field in fields if field not in selected)
    unexpected = sorted(column for column in selected if column not in fields)
    details = [f"{word} [{', '.join(names)}]" for word, names in (("missing", missing), ("unexpected", unexpected)) if names]
    if details:
        body.error(node.span, COLUMN_MISMATCH(struct=struct, details="; ".join(details), fields=expected))


def _select_call(node: ast.Expr) -> ast.Call | None:
    """The `select` in a chain of calls; only what keeps the columns may stand after it."""
    while isinstance(node, ast.Call) and isinstance(node.callee, ast.Member):
        if node.callee.name.name == "select":
            return node
        if node.callee.name.name not in _PASSING:
            return None
        node = node.callee.base
    return None


def _columns(select: ast.Call) -> list[str] | None:
    """The literal columns; None where they are not literal."""
    if len(select.args) != 1 or not isinstance(select.args[0].value, ast.ListLit):
        return None
    items = select.args[0].value.items
    columns = [item.value for item in items if isinstance(item, ast.StringLit)]
    return columns if len(columns) == len(items) else None
