"""Elaborates statements.

In tail position (the last statement of a function whose value matters) the value of a statement becomes an explicit `Return`,
through `if` and `match`; what has no value there returns Unit. The type of these returns is settled when the body is complete.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import UNKNOWN_IDENTIFIER
from ..messages.statements import IMMUTABLE, IMMUTABLE_LET, INVALID_TARGET
from ..nearest import Suggestion
from ..source import Span
from ..types import BoxType
from . import static_types as st
from .builtin_types import NAMES
from .conversion import convert, fits, is_exact
from .conversion_literals import settle, settle_as_any
from .failing import failing
from .iteration import condition, is_iterable, item_type, iterated, never_matches, not_iterable
from .names import visible_names
from .patterns import is_irrefutable, pattern
from .representation import has_any, join, represent
from .state import Body, Site, Value
from .stores import store
from .tasks import check_awaited, check_detached, check_mutation, check_reassignment, track
from .type_references import resolve_type


def block(body: Body, node: ast.Block, tail: bool = False) -> list[ir.Stmt]:
    """The statements of a block, in a scope of its own."""
    body.scopes.push()
    built: list[ir.Stmt] = []
    for number, stmt in enumerate(node.stmts, 1):
        built += statement(body, stmt, tail and number == len(node.stmts))
    check_awaited(body, body.scopes.pop())
    return built


def statement(body: Body, node: ast.Stmt, tail: bool) -> list[ir.Stmt]:
    """One statement, as any number of canonical ones."""
    match node:
        case ast.ExprStmt():
            return _expression(body, node, tail)
        case ast.Return():
            return _return(body, node)
        case ast.If():
            return [_if(body, node, tail)]
        case ast.Match():
            return [_match(body, node, tail)]
        case ast.Break() | ast.Continue():
            return [_jump(body, node)]
    built = _PLAIN[type(node)](body, node)
    return [*built, _implicit_unit(body, node.span)] if tail else built


def _expression(body: Body, node: ast.ExprStmt, tail: bool) -> list[ir.Stmt]:
    value = body.expression(node.expr)
    check_detached(body, value, node.expr.span)
    if not tail:
        return [_effect(node.span, value.node)]
    return [_site(body, node.span, value, implicit=True)]


def _effect(span: Span, node: ir.Expr) -> ir.ExprStmt:
    """The expression for its effects."""
    if isinstance(node, ir.Raise):
        node.type = types.UNIT
    return ir.ExprStmt(span, settle(node))


def _site(body: Body, span: Span, value: Value, implicit: bool, counts: bool = True) -> ir.Return:
    made = ir.Return(span, value.node)
    body.returns.append(Site(made, value, implicit, counts))
    return made


def _implicit_unit(body: Body, span: Span, counts: bool = True) -> ir.Return:
    return _site(body, span, Value(st.UNIT, ir.UnitLit(types.UNIT, span)), implicit=True, counts=counts)


def _return(body: Body, node: ast.Return) -> list[ir.Stmt]:
    if node.value is None:
        value = Value(st.UNIT, ir.UnitLit(types.UNIT, node.span))
    elif body.drops_returns:
        value = body.expression(node.value)
    else:
        value = body.cell(node.value)
    if body.result is not None:
        value = Value(value.type, body.expect(node.span, value, body.result))
    return [_site(body, node.span, value, implicit=False)]


# ---- control flow -----------------------------------------------------------------------------------------------------------


def _if(body: Body, node: ast.If, tail: bool) -> ir.Stmt:
    branches = [(node.span, node.condition, node.then_block)]
    branches += [(branch.span, branch.condition, branch.block) for branch in node.else_ifs]
    heads: list[ir.If] = []
    for span, test, then_block in branches:
        head = ir.If(span, condition(body, test), block(body, then_block, tail), [])
        if heads:
            heads[-1].otherwise = [head]
        heads.append(head)
    if node.else_block is not None:
        heads[-1].otherwise = block(body, node.else_block, tail)
    elif tail:
        heads[-1].otherwise = [_implicit_unit(body, node.span)]
    return heads[0]


def _match(body: Body, node: ast.Match, tail: bool) -> ir.Stmt:
    subject = body.value(node.subject)
    subject_node = settle(subject.node)
    arms: list[ir.Arm] = []
    null_is_excluded = False
    for case in node.cases:
        body.scopes.push()
        matched = pattern(body, case.pattern, subject.type, subject_node.type, null_is_excluded)
        arm_body = block(body, case.block, tail)
        body.scopes.pop()
        null_is_excluded = null_is_excluded or isinstance(matched, ir.NonePattern) or is_irrefutable(matched)
        if not never_matches(matched):
            arms.append(ir.Arm(matched, arm_body))
    otherwise: list[ir.Stmt] = []
    if tail:
        otherwise = [_implicit_unit(body, node.span, counts=not _is_exhaustive(body, arms, subject_node.type))]
    return ir.Match(node.span, subject_node, arms, otherwise)


def _is_exhaustive(body: Body, arms: list[ir.Arm], subject: types.Type) -> bool:
    """Whether the arms take every value, as far as their outermost patterns tell."""
    patterns = [arm.pattern for arm in arms]
    if any(is_irrefutable(item) for item in patterns):
        return True
    match subject:
        case types.EnumType(name):
            taken = [p.variant for p in patterns if isinstance(p, ir.VariantPattern) and all(map(is_irrefutable, p.args))]
            return all(variant in taken for variant in body.module.symbols.program.enums[name].variants)
        case types.OptionType(inner):
            some = [ir.Arm(p.inner, []) for p in patterns if isinstance(p, ir.SomePattern)]
            return any(isinstance(p, ir.NonePattern) for p in patterns) and _is_exhaustive(body, some, inner)
        case types.BOOL:
            taken_values = [p.value for p in patterns if isinstance(p, ir.LiteralPattern)]
            return True in taken_values and False in taken_values
    return False


def _for(body: Body, node: ast.For) -> list[ir.Stmt]:
    source, element = iterated(body, node.iterable)
    body.scopes.push()
    matched = pattern(body, node.pattern, element, item_type(source.type, element))
    body.loop_depth += 1
    loop_body = block(body, node.block)
    body.loop_depth -= 1
    body.scopes.pop()
    if isinstance(source, ir.Raise):
        return [_effect(node.span, source)]
    if not is_iterable(source.type):
        return [_effect(node.span, not_iterable(node.iterable.span, source))]
    if never_matches(matched):
        matched, loop_body = ir.NeverPattern(node.pattern.span), []
    return [ir.For(node.span, matched, source, loop_body)]


def _while(body: Body, node: ast.While) -> list[ir.Stmt]:
    test = condition(body, node.condition)
    body.loop_depth += 1
    loop_body = block(body, node.block)
    body.loop_depth -= 1
    return [ir.While(node.span, test, loop_body)]


def _jump(body: Body, node: ast.Break | ast.Continue) -> ir.Stmt:
    word = "break" if isinstance(node, ast.Break) else "continue"
    if body.loop_depth == 0:
        return _effect(node.span, failing(node.span, [], f"{word} outside of loop"))
    return ir.Break(node.span) if word == "break" else ir.Continue(node.span)


def _transaction(body: Body, node: ast.Transaction) -> list[ir.Stmt]:
    return [ir.Transaction(node.span, block(body, node.block))]


# ---- variables --------------------------------------------------------------------------------------------------------------


def _declaration(body: Body, node: ast.Let | ast.Var) -> list[ir.Stmt]:
    value = body.cell(node.value)
    if node.type is not None:
        type_ = resolve_type(body, node.type)
        made = body.expect(node.value.span, value, type_)
    else:
        type_, made = value.type, value.node
    made = _first_value(body, node.name, made, type_, node.type is not None)
    local = body.new_local(node.name.name, made.type, node.name.span)
    binding = body.declare(node.name, type_, local, assignable=isinstance(node, ast.Var))
    if not body.unchecked:
        track(binding, node.value)
    return [ir.Let(node.span, local, made)]


def _first_value(body: Body, name: ast.Ident, node: ir.Expr, type_: st.StaticType, is_declared: bool) -> ir.Expr:
    """The value that a variable starts with, in the representation of the variable: that of its type, where the type says what
    the variable can hold; else as narrow as the value, and as wide as what is assigned to it elsewhere."""
    if isinstance(node.type, BoxType):
        return settle(node)
    target = represent(type_)
    says = not has_any(target)
    if isinstance(node, ir.Raise) or (fits(node.type, target) if says else not fits(node.type, target)) or (says and is_declared):
        node = convert(body, node, target)
    node = settle_as_any(node)
    widened = body.widening(name)
    return node if widened is None else convert(body, node, join(node.type, widened))


def _assign(body: Body, node: ast.Assign) -> list[ir.Stmt]:
    match node.target:
        case ast.Name():
            return _assign_variable(body, node, node.target)
        case ast.Member() | ast.OptionalMember() | ast.Index() | ast.OptionalIndex():
            return store(body, node)
    body.error(node.target.span, INVALID_TARGET())
    body.value(node.value)
    return []


def _assign_variable(body: Body, node: ast.Assign, target: ast.Name) -> list[ir.Stmt]:
    name = target.name
    check_mutation(body, name, target.span)
    binding = body.scopes.lookup(name)
    if binding is not None:
        check_reassignment(body, binding, target)
    value = body.value(node.value)
    if binding is None:
        if name in NAMES and name not in body.module.symbols.functions:
            body.error(target.span, IMMUTABLE(name=name))
        else:
            body.error(target.span, UNKNOWN_IDENTIFIER(name=name), hint=Suggestion(name, visible_names(body)))
        return []
    if not binding.assignable and not isinstance(binding.type, st.BoxOf):
        body.error(target.span, (IMMUTABLE if binding.local is None else IMMUTABLE_LET)(name=name))
        return []
    local = body.visible_local(name)
    if local is None or body.is_captured(name):
        return []
    track(binding, node.value)
    type_ = st.unboxed(binding.type)
    made = body.expect(node.value.span, value, type_)
    if isinstance(local.type, BoxType):
        return [ir.BoxAssign(node.span, local, convert(body, made, local.type.content))]
    if not is_exact(type_, local.type) and not fits(made.type, local.type) and not isinstance(made, ir.Raise):
        body.widen(local, made.type)
    local.mutable = True
    return [ir.Assign(node.span, local, convert(body, made, local.type))]


_PLAIN: dict[type[ast.Stmt], Callable[..., list[ir.Stmt]]] = {
    ast.Let: _declaration,
    ast.Var: _declaration,
    ast.Assign: _assign,
    ast.For: _for,
    ast.While: _while,
    ast.Transaction: _transaction,
}
