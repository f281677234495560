"""Elaborates statements.

In tail position (the last statement of a function whose value matters) the value of a statement becomes an explicit `Return`,
through `if` and `match`; what has no value there returns Unit. The type of these returns is settled when the body is complete.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import ast, types
from ..canonical import program as ir
from ..source import Span
from ..types import ListType
from . import static_types as st
from .conversion import convert, fits, is_exact
from .conversion_literals import settle
from .failing import failing
from .names import CALLABLE_BUILTINS, UNSUPPORTED_BUILTINS, visible_names
from .nearest import did_you_mean
from .operands import with_unwrapped
from .patterns import is_irrefutable, pattern
from .representation import has_open, represent, runtime_name, without_null
from .state import Body, Site, Value
from .stores import store
from .type_references import resolve_type


def block(body: Body, node: ast.Block, tail: bool = False) -> list[ir.Stmt]:
    """The statements of a block, in a scope of its own."""
    body.scopes.push()
    built: list[ir.Stmt] = []
    for number, stmt in enumerate(node.stmts, 1):
        built += statement(body, stmt, tail and number == len(node.stmts))
    body.scopes.pop()
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
        value = body.value(node.value)
    if body.result is not None:
        value = Value(value.type, body.expect(node.span, value, body.result))
    return [_site(body, node.span, value, implicit=False)]


# ---- control flow -----------------------------------------------------------------------------------------------------------


def _condition(body: Body, node: ast.Expr) -> ir.Expr:
    """A Bool, or the failure of what is none."""
    value = body.value(node)
    if value.type != st.BOOL and not st.is_unknown(value.type):
        body.error(node.span, "expected Bool condition")
    message = "condition must be a Bool"
    if isinstance(value.node, ir.Raise):
        condition = value.node
    elif without_null(value.node.type) == types.BOOL:
        return with_unwrapped(body, node.span, [value.node], [message], lambda ops: ops[0])
    else:
        condition = failing(node.span, [value.node], message)
    condition.type = types.BOOL
    return condition


def _if(body: Body, node: ast.If, tail: bool) -> ir.Stmt:
    branches = [(node.span, node.condition, node.then_block)]
    branches += [(branch.span, branch.condition, branch.block) for branch in node.else_ifs]
    heads: list[ir.If] = []
    for span, condition, then_block in branches:
        head = ir.If(span, _condition(body, condition), block(body, then_block, tail), [])
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
        if not _never_matches(matched):
            arms.append(ir.Arm(matched, arm_body))
    otherwise: list[ir.Stmt] = []
    if tail:
        otherwise = [_implicit_unit(body, node.span, counts=not _is_exhaustive(body, arms, subject_node.type))]
    return ir.Match(node.span, subject_node, arms, otherwise)


def _never_matches(node: ir.Pattern) -> bool:
    match node:
        case ir.NeverPattern():
            return True
        case ir.SomePattern(inner=inner):
            return _never_matches(inner)
        case ir.VariantPattern(args=args):
            return any(_never_matches(arg) for arg in args)
        case ir.StructPattern(fields=fields):
            return any(_never_matches(inner) for _, inner in fields)
    return False


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
    iterable = body.value(node.iterable)
    element = iterable.type.element if isinstance(iterable.type, st.ListOf) else iterable.type
    if not isinstance(iterable.type, st.ListOf) and not st.is_unknown(iterable.type):
        body.error(node.iterable.span, f"cannot iterate over type {iterable.type}")
        element = st.POISON
    listed = settle(iterable.node)
    body.scopes.push()
    item_type = listed.type.element if isinstance(listed.type, ListType) else represent(element)
    matched = pattern(body, node.pattern, element, item_type)
    body.loop_depth += 1
    loop_body = block(body, node.block)
    body.loop_depth -= 1
    body.scopes.pop()
    if isinstance(listed, ir.Raise):
        return [_effect(node.span, listed)]
    if not isinstance(listed.type, ListType):
        message = f"cannot iterate over {runtime_name(listed.type)}"
        return [_effect(node.span, failing(node.iterable.span, [listed], message))]
    if _never_matches(matched):
        matched, loop_body = ir.NeverPattern(node.pattern.span), []
    return [ir.For(node.span, matched, listed, loop_body)]


def _while(body: Body, node: ast.While) -> list[ir.Stmt]:
    condition = _condition(body, node.condition)
    body.loop_depth += 1
    loop_body = block(body, node.block)
    body.loop_depth -= 1
    return [ir.While(node.span, condition, loop_body)]


def _jump(body: Body, node: ast.Break | ast.Continue) -> ir.Stmt:
    word = "break" if isinstance(node, ast.Break) else "continue"
    if body.loop_depth == 0:
        return _effect(node.span, failing(node.span, [], f"{word} outside of loop"))
    return ir.Break(node.span) if word == "break" else ir.Continue(node.span)


def _transaction(body: Body, node: ast.Transaction) -> list[ir.Stmt]:
    body.unsupported(node.span, "`transaction`")
    return []


# ---- variables --------------------------------------------------------------------------------------------------------------


def _declaration(body: Body, node: ast.Let | ast.Var) -> list[ir.Stmt]:
    value = body.value(node.value)
    if node.type is not None:
        type_ = resolve_type(body, node.type)
        if isinstance(type_, st.ConfigOf):
            body.unsupported(node.type.span, "a config as a value")
            type_ = st.POISON
        made = body.expect(node.value.span, value, type_)
        made = convert(body, made, represent(type_))
    else:
        type_ = value.type
        made = _inferred(body, node, value)
    local = body.new_local(node.name.name, made.type, node.name.span)
    body.declare(node.name, type_, local, assignable=isinstance(node, ast.Var))
    return [ir.Let(node.span, local, made)]


def _inferred(body: Body, node: ast.Let | ast.Var, value: Value) -> ir.Expr:
    """The value of a variable without annotation: as wide as the checker's type, where that is known."""
    target = represent(value.type)
    if not st.has_unknown(value.type) and fits(value.node.type, target):
        return convert(body, value.node, target)
    if has_open(value.node.type) and not isinstance(value.node, ir.Raise) and not st.has_poison(value.type):
        body.require(
            node.value.span,
            f"cannot infer the type of {node.name.name}",
            hint=f"write `{'let' if isinstance(node, ast.Let) else 'var'} {node.name.name}: T = ...`",
        )
    return settle(value.node)


def _assign(body: Body, node: ast.Assign) -> list[ir.Stmt]:
    match node.target:
        case ast.Name():
            return _assign_variable(body, node, node.target)
        case ast.Member() | ast.OptionalMember() | ast.Index() | ast.OptionalIndex():
            return store(body, node)
    body.error(node.target.span, "invalid assignment target")
    body.value(node.value)
    return []


def _assign_variable(body: Body, node: ast.Assign, target: ast.Name) -> list[ir.Stmt]:
    name = target.name
    binding = body.scopes.lookup(name)
    value = body.value(node.value)
    if binding is None:
        symbols = body.module.symbols
        if (name in CALLABLE_BUILTINS or name in UNSUPPORTED_BUILTINS) and name not in symbols.functions:
            body.error(target.span, f"cannot assign to immutable {name}")
        else:
            body.error(target.span, f"unknown identifier {name}", hint=did_you_mean(name, visible_names(body)))
        return []
    if not binding.assignable:
        body.error(target.span, f"cannot assign to immutable {name}", hint=_mutability_hint(binding.local))
        return []
    local = binding.local
    assert local is not None
    made = body.expect(node.value.span, value, binding.type)
    if not is_exact(binding.type, local.type) and not fits(made.type, local.type):
        body.unsupported(node.span, "assigning a value of another type")
        return []
    local.mutable = True
    return [ir.Assign(node.span, local, convert(body, made, local.type))]


def _mutability_hint(local: ir.Local | None) -> str | None:
    return None if local is None else f"declare a variable that changes with `var {local.name} = ...`"


_PLAIN: dict[type[ast.Stmt], Callable[..., list[ir.Stmt]]] = {
    ast.Let: _declaration,
    ast.Var: _declaration,
    ast.Assign: _assign,
    ast.For: _for,
    ast.While: _while,
    ast.Transaction: _transaction,
}
