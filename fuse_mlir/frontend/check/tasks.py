"""`spawn` and `await`: the copies that a task takes, its value, and the rule that every task is awaited.

Only what is written directly in the block counts for the rules; a task is tracked where a variable is given it directly.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..diagnostics import Note
from ..messages.effects import DETACHED_TASK, NOT_A_TASK, NOT_AWAITED, REASSIGNED_TASK, SPAWN_BUILTIN, SPAWN_MUTATION, TASK_STARTS
from ..source import Span
from ..types import ANY, TaskType
from . import static_types as st
from .builtin_types import SIGNATURES
from .conversion import convert
from .conversion_literals import settle
from .failing import failing, failure
from .representation import OPEN, close, join, represent
from .results import drop_values
from .scope import Binding
from .state import Body, Value, poison
from .task_frames import TaskFrame

_FORBIDDEN = ("print", "input", "log", "env", "env_int", "env_float", "env_bool", "asset", "serve")


def spawn(body: Body, node: ast.Spawn) -> Value:
    """The task; its value is what the last statement or a `return` gives."""
    from .statements import block  # statements hold expressions and the other way round

    frame = TaskFrame(body.scopes.depth())
    saved = (body.returns, body.result, body.drops_returns, body.loop_depth)
    body.tasks.append(frame)
    body.returns, body.drops_returns, body.loop_depth = [], False, 0
    stmts = block(body, node.block, tail=True)
    sites = body.returns
    body.returns, body.result, body.drops_returns, body.loop_depth = saved
    body.tasks.pop()
    gives = bool(sites) and isinstance(node.block.stmts[-1], ast.ExprStmt | ast.Return)
    type_ = st.unboxed(sites[-1].value.type) if gives else st.UNIT
    if st.has_poison(type_):
        return poison(node.span)
    result: types.Type = OPEN
    for site in sites:
        if not isinstance(site.value.node, ir.Raise):
            result = join(result, site.value.node.type)
    if gives and result != OPEN:
        # As wide as the variables that may hold the task.
        result = join(result, represent(type_))
    result = types.UNIT if result == OPEN else close(result, ANY)
    if result == types.UNIT:
        for site in sites:
            site.statement.value = settle(site.value.node)
        stmts = drop_values(stmts, [site.statement for site in sites if site.implicit])
    else:
        for site in sites:
            site.statement.value = convert(body, site.value.node, result)
    return Value(st.TaskOf(type_), ir.Spawn(TaskType(result), node.span, frame.captures, stmts))


def await_task(body: Body, node: ast.Await) -> Value:
    """The task's value."""
    operand = body.value(node.operand)
    type_ = st.unboxed(operand.type)
    if isinstance(node.operand, ast.Name) and isinstance(type_, st.TaskOf) and not body.unchecked:
        binding = body.scopes.lookup(node.operand.name)
        if binding is not None:
            binding.pending = None
    if not isinstance(type_, st.TaskOf) and not st.is_unknown(type_) and not body.unchecked:
        body.error(node.span, NOT_A_TASK(found=type_))
        return poison(node.span)
    inner = type_.value if isinstance(type_, st.TaskOf) else st.UNKNOWN
    failed = failure(node.span, [operand.node])
    if failed is not None:
        return Value(inner, failed)
    task = settle(operand.node)
    match task.type:
        case TaskType(value):
            return Value(inner, ir.Await(value, node.span, task))
        case types.ANY:
            return Value(inner, ir.Await(ANY, node.span, task))
    return Value(inner, failing(node.span, [task], "await expects a Task value"))


# ---- the rules --------------------------------------------------------------------------------------------------------------


def check_task_call(body: Body, node: ast.Call) -> None:
    """Reports a builtin with an effect that is called directly in a `spawn` block."""
    if not body.tasks:
        return
    found = _side_effect(node.callee)
    if found is not None:
        body.error(node.span, SPAWN_BUILTIN(name=found))


def _side_effect(callee: ast.Expr) -> str | None:
    match callee:
        case ast.Name(name=name) if name in _FORBIDDEN:
            return name
        case ast.Member(base=ast.Name(name="db")):
            return "db.*"
        case ast.Member(base=ast.Name(name="response"), name=member) if f"response.{member.name}" in SIGNATURES:
            return "response.*"
        case ast.Member(base=ast.Name(name=base), name=member) if f"{base}.{member.name}" in ("svg.inline", "time.sleep"):
            return f"{base}.{member.name}"
    return None


def check_mutation(body: Body, root: str | None, span: Span) -> None:
    """Reports an assignment in a `spawn` block to what is declared outside of it."""
    if root is not None and body.is_captured(root):
        body.error(span, SPAWN_MUTATION(name=root))


def check_detached(body: Body, value: Value, span: Span) -> None:
    """Reports a task that nobody can await."""
    if isinstance(value.type, st.TaskOf):
        body.error(span, DETACHED_TASK())


def track(binding: Binding, value: ast.Expr) -> None:
    """A variable that was given a `spawn` block directly has to be awaited."""
    if isinstance(value, ast.Spawn):
        binding.pending = value.span


def check_reassignment(body: Body, binding: Binding, target: ast.Name) -> None:
    """Reports a task that is lost because its variable gets another value."""
    if binding.pending is None:
        return
    note = Note(TASK_STARTS(name=target.name), binding.pending)
    body.error(target.span, REASSIGNED_TASK(name=target.name), notes=(note,))
    binding.pending = None


def check_awaited(body: Body, scope: dict[str, Binding]) -> None:
    """Reports the tasks of a scope that is left which nobody awaited."""
    for name, binding in scope.items():
        if binding.pending is not None:
            body.error(binding.pending, NOT_AWAITED(name=name))
