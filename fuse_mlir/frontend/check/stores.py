"""Stores into a part of a variable: `a.b[i].c = v`.

Order: the value, the indices left to right, then the store. A store through optional access (`a?.b = v`) becomes: take the value
out of the option, store into it, put it back.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import ast, types
from ..canonical import program as ir
from ..types import ListType, OptionType, StructType, Type
from . import static_types as st
from .access import field_type
from .conversion import convert, fits, is_exact
from .failing import failing, failure
from .names import is_config_base, is_type_base
from .operands import with_unwrapped
from .representation import represent, without_null
from .state import Body, Value

_OPTIONAL = (ast.OptionalMember, ast.OptionalIndex)


@dataclass(slots=True)
class Step:
    """`holder` is the type that the step starts from; `name` a field, `index` an Int."""

    holder: Type
    part: Type
    name: str | None
    index: ir.Expr | None


@dataclass(slots=True)
class Place:
    """What an assignment target means. `problem`: the run-time error of a target that cannot be stored to."""

    type: st.StaticType
    representation: Type
    root: ir.Local | None
    steps: list[Step]
    problem: str | None = None


def store(body: Body, node: ast.Assign) -> list[ir.Stmt]:
    """The statements of an assignment whose target is a field or an element."""
    place = _target(body, node.target)
    value = body.value(node.value)
    if place is None or st.has_poison(place.type):
        return []
    value_node = body.expect(node.value.span, value, place.type)
    indices = [step.index for step in place.steps if step.index is not None]
    failed = failure(node.span, [value_node, *indices])
    if failed is not None:
        return [_failed(node, failed)]
    if place.problem is not None or place.root is None:
        raised = failing(node.span, [value_node, *indices], place.problem or "invalid assignment target")
        return [_failed(node, raised)]
    if not is_exact(place.type, place.representation) and not fits(value_node.type, place.representation):
        body.unsupported(node.span, "storing a value of another type")
        return []
    place.root.mutable = True
    return _emit(body, node, place, place.root, convert(body, value_node, place.representation))


def _failed(node: ast.Assign, raised: ir.Raise) -> ir.Stmt:
    raised.type = types.UNIT
    return ir.ExprStmt(node.span, raised)


def _target(body: Body, target: ast.Expr) -> Place | None:
    """The place of the whole target; None after a reported mistake."""
    base = _place(body, target.base)
    if base is None:
        return None
    static = _without_optional(body, target, base.type)
    if static is None:
        return None
    if st.is_unknown(static):
        return _step(body, target, base, static)
    if isinstance(target, ast.Member | ast.OptionalMember):
        if not isinstance(static, st.StructOf):
            body.error(target.span, f"assignment target must be a struct field (got {static})")
            return None
    elif not isinstance(static, st.ListOf):
        body.error(target.span, f"assignment target must be an indexable value (got {static})")
        return None
    return _step(body, target, base, static)


def _place(body: Body, node: ast.Expr) -> Place | None:
    """A variable, a part of a place, or any other value (whose parts cannot be stored to)."""
    if isinstance(node, ast.Name):
        binding = body.scopes.lookup(node.name)
        if binding is not None and binding.local is not None:
            return Place(binding.type, binding.local.type, binding.local, [])
        if is_config_base(body, node):
            return Place(st.ConfigOf(node.name), types.UNIT, None, [], f"unknown variable {node.name}")
    is_part = isinstance(node, ast.Member | ast.OptionalMember | ast.Index | ast.OptionalIndex)
    if not is_part or is_type_base(body, node.base) or is_config_base(body, node.base):
        value = body.value(node)
        if st.has_poison(value.type):
            return None
        problem = f"unknown variable {node.base.name}" if is_part and isinstance(node.base, ast.Name) else None
        return Place(value.type, value.node.type, None, [], problem)
    base = _place(body, node.base)
    if base is None:
        return None
    static = _without_optional(body, node, base.type)
    if static is None:
        return None
    if isinstance(node, ast.Index | ast.OptionalIndex) and not isinstance(static, st.ListOf) and not st.is_unknown(static):
        body.error(node.base.span, f"type {static} is not indexable")
        return None
    place = _step(body, node, base, static)
    if place is not None and isinstance(node, _OPTIONAL):
        place.type = st.OptionOf(place.type)
    return place


def _without_optional(body: Body, node: ast.Expr, base: st.StaticType) -> st.StaticType | None:
    if not isinstance(node, _OPTIONAL) or st.is_unknown(base):
        return base
    if isinstance(base, st.OptionOf):
        return base.inner
    body.error(node.base.span, f"optional access on non-optional {base}")
    return None


def _step(body: Body, node: ast.Expr, base: Place, static: st.StaticType) -> Place | None:
    """`base` and one more step. The static type has been looked at; the representation may still not have the part."""
    holder = without_null(base.representation) if isinstance(node, _OPTIONAL) else base.representation
    problem = base.problem
    if isinstance(node, ast.Member | ast.OptionalMember):
        type_ = field_type(body, static, node.name)
        if type_ is None:
            return None
        name = node.name.name
        fields = body.module.symbols.program.structs[holder.name].fields if isinstance(holder, StructType) else {}
        part: Type = represent(fields[name].type) if name in fields else types.UNIT
        problem = problem or (None if name in fields else "assignment target must be a struct field")
        return Place(type_, part, base.root, [*base.steps, Step(base.representation, part, name, None)], problem)
    position = body.value(node.index)
    if isinstance(static, st.ListOf) and not (st.is_unknown(position.type) or st.is_int_like(position.type)):
        body.error(node.index.span, "list index must be Int")
        return None
    part = holder.element if isinstance(holder, ListType) else types.UNIT
    problem = problem or (None if isinstance(holder, ListType) else "assignment target must be an indexable value")
    type_ = static.element if isinstance(static, st.ListOf) else static
    step = Step(base.representation, part, None, _position(body, node, position))
    return Place(type_, part, base.root, [*base.steps, step], problem)


def _position(body: Body, node: ast.Index | ast.OptionalIndex, position: Value) -> ir.Expr:
    wrong = "list index must be Int"
    if isinstance(position.node, ir.Raise):
        return position.node
    if without_null(position.node.type) != types.INT:
        return failing(node.index.span, [position.node], wrong)
    return with_unwrapped(body, node.index.span, [position.node], [wrong], lambda ops: ops[0])


def _emit(body: Body, node: ast.Assign, place: Place, root: ir.Local, value: ir.Expr) -> list[ir.Stmt]:
    if not any(isinstance(step.holder, OptionType) for step in place.steps):
        return [ir.Store(node.span, root, [_ir_step(step) for step in place.steps], value)]
    before: list[ir.Stmt] = []
    value = _kept(body, before, value, "store.value")
    for number, step in enumerate(place.steps):
        if step.index is not None:
            step.index = _kept(body, before, step.index, f"store.index{number}")
    return [*before, *_store_through(body, node, root, place.steps, value)]


def _kept(body: Body, before: list[ir.Stmt], value: ir.Expr, name: str) -> ir.Expr:
    """The value, evaluated here and used later."""
    local = body.new_local(name, value.type, value.span)
    before.append(ir.Let(value.span, local, value))
    return ir.LocalRef(value.type, value.span, local)


def _store_through(body: Body, node: ast.Assign, root: ir.Local, steps: list[Step], value: ir.Expr) -> list[ir.Stmt]:
    at = next((index for index, step in enumerate(steps) if isinstance(step.holder, OptionType)), None)
    if at is None:
        return [ir.Store(node.span, root, [_ir_step(step) for step in steps], value)]
    option = _read(node, root, steps[:at])
    assert isinstance(option.type, OptionType)
    inside = body.new_local("store.target", option.type.inner, node.span, mutable=True)
    unwrapped = ir.Unwrap(inside.type, node.span, option, "cannot assign through optional access")
    rest = [Step(inside.type, steps[at].part, steps[at].name, steps[at].index), *steps[at + 1 :]]
    put_back = ir.Some(option.type, node.span, ir.LocalRef(inside.type, node.span, inside))
    back: ir.Stmt = ir.Assign(node.span, root, put_back)
    if at > 0:
        back = ir.Store(node.span, root, [_ir_step(step) for step in steps[:at]], put_back)
    return [ir.Let(node.span, inside, unwrapped), *_store_through(body, node, inside, rest, value), back]


def _read(node: ast.Assign, root: ir.Local, steps: list[Step]) -> ir.Expr:
    value: ir.Expr = ir.LocalRef(root.type, node.span, root)
    for step in steps:
        if step.name is not None:
            value = ir.Field(step.part, node.span, value, step.name)
        else:
            assert step.index is not None
            value = ir.Index(step.part, node.span, value, _index_again(step.index))
    return value


def _ir_step(step: Step) -> ir.FieldStep | ir.IndexStep:
    if step.name is not None:
        return ir.FieldStep(step.name)
    assert step.index is not None
    return ir.IndexStep(_index_again(step.index))


def _index_again(index: ir.Expr) -> ir.Expr:
    """A kept index is read more than once; each use is a node of its own."""
    return ir.LocalRef(index.type, index.span, index.local) if isinstance(index, ir.LocalRef) else index
