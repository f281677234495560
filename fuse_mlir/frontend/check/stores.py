"""Stores into a part of a variable: `a.b[i].c = v`; into the content of a box where the variable holds one.

Order: the value, the indices left to right, then the store. A store through optional access (`a?.b = v`) becomes: take the value
out of the option, store into it, put it back; where a map, a box or an unknown value is on the way, the steps say so themselves.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import NEEDLESS_OPTIONAL, NOT_INDEXABLE
from ..messages.statements import ELEMENT_TARGET, FIELD_TARGET
from ..record import record
from ..types import ANY, BoxType, ListType, MapType, OptionType, StructType, Type, option_of
from . import static_types as st
from .access import member_type
from .conversion import convert, fits, is_exact, widen
from .conversion_literals import settle
from .failing import failing, failure
from .indexing import check_index
from .names import is_config_base, is_type_base
from .operands import with_unwrapped
from .representation import represent_stored, without_null
from .state import Body, Value
from .tasks import check_mutation

_OPTIONAL = (ast.OptionalMember, ast.OptionalIndex)
_PARTS = (ast.Member, ast.OptionalMember, ast.Index, ast.OptionalIndex)
_NO_FIELD = "assignment target must be a struct field"
_NO_ELEMENT = "assignment target must be an indexable value"
_THROUGH_NULL = "cannot assign through optional access"


@record()
class Step:
    """`holder` is the type that the step starts from; `name` a field, or else `index`. `optional`: written `?.` or `?[`."""

    holder: Type
    part: Type
    name: str | None
    index: ir.Expr | None
    optional: bool = False


@record()
class Place:
    """What an assignment target means. `problem`: the run-time error of a target that cannot be stored to."""

    type: st.StaticType
    representation: Type
    root: ir.Local | None
    steps: list[Step]
    problem: str | None = None


def store(body: Body, node: ast.Assign) -> list[ir.Stmt]:
    """The statements of an assignment whose target is a field or an element."""
    check_mutation(body, _root_name(node.target), node.target.span)
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
        body.widen(place.root, _widened(place.steps, settle(value_node).type))
    place.root.mutable = True
    return _emit(body, node, place, place.root, convert(body, value_node, place.representation))


def _root_name(target: ast.Expr) -> str | None:
    while isinstance(target, _PARTS):
        target = target.base
    return target.name if isinstance(target, ast.Name) else None


def _widened(steps: list[Step], value: Type) -> Type:
    """The type of a variable in which the place of the steps holds a value; a place below a field is as the field declares."""
    for step in reversed(steps):
        holder = without_null(step.holder)
        if step.name is not None:
            return holder
        value = MapType(value) if isinstance(holder, MapType) else ListType(value)
        value = option_of(value) if isinstance(step.holder, OptionType) else value
    return value


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
            body.error(target.span, FIELD_TARGET(found=static))
            return None
    elif not isinstance(static, st.ListOf | st.MapOf):
        body.error(target.span, ELEMENT_TARGET(found=static))
        return None
    return _step(body, target, base, static)


def _place(body: Body, node: ast.Expr) -> Place | None:
    """A variable, a part of a place, or any other value (whose parts cannot be stored to)."""
    if isinstance(node, ast.Name):
        binding = body.scopes.lookup(node.name)
        local = body.visible_local(node.name)
        if binding is not None and local is not None:
            held = local.type.content if isinstance(local.type, BoxType) else local.type
            return Place(st.unboxed(binding.type), held, local, [])
        if is_config_base(body, node):
            return Place(st.ConfigOf(node.name), types.UNIT, None, [], f"unknown variable {node.name}")
    is_part = isinstance(node, _PARTS)
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
    indexed = isinstance(node, ast.Index | ast.OptionalIndex)
    if indexed and not isinstance(static, st.ListOf | st.MapOf) and not st.is_unknown(static):
        body.error(node.base.span, NOT_INDEXABLE(type=static))
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
    body.error(node.base.span, NEEDLESS_OPTIONAL(type=base))
    return None


def _step(body: Body, node: ast.Expr, base: Place, static: st.StaticType) -> Place | None:
    """`base` and one more step. The static type has been looked at; the representation may still not have the part."""
    optional = isinstance(node, _OPTIONAL)
    holder = without_null(base.representation)
    problem = base.problem
    if isinstance(node, ast.Member | ast.OptionalMember):
        type_ = member_type(body, static, node.name)
        if type_ is None:
            return None
        name = node.name.name
        fields = body.module.symbols.program.structs[holder.name].fields if isinstance(holder, StructType) else {}
        part = represent_stored(fields[name].type) if name in fields else ANY
        problem = problem or (None if name in fields or holder == ANY else _NO_FIELD)
        return Place(type_, part, base.root, [*base.steps, Step(base.representation, part, name, None, optional)], problem)
    position = body.value(node.index)
    if not check_index(body, node.index, static, position):
        return None
    part = holder.element if isinstance(holder, ListType) else holder.value if isinstance(holder, MapType) else ANY
    problem = problem or (None if isinstance(holder, ListType | MapType) or holder == ANY else _NO_ELEMENT)
    type_ = static
    if isinstance(static, st.ListOf):
        type_ = static.element
    elif isinstance(static, st.MapOf):
        type_ = static.value
    step = Step(base.representation, part, None, _position(body, node, holder, position), optional)
    return Place(type_, part, base.root, [*base.steps, step], problem)


def _position(body: Body, node: ast.Index | ast.OptionalIndex, holder: Type, position: Value) -> ir.Expr:
    """The index as one of the type that the holder takes, or the failure that it is."""
    if isinstance(position.node, ir.Raise):
        return position.node
    if not isinstance(holder, ListType | MapType):
        return widen(position.node)
    wrong = "map keys must be strings" if isinstance(holder, MapType) else "list index must be Int"
    wanted = types.STRING if isinstance(holder, MapType) else types.INT
    if position.node.type == ANY:
        return position.node
    if without_null(position.node.type) != wanted:
        return failing(node.index.span, [position.node], wrong)
    return with_unwrapped(body, node.index.span, [position.node], [wrong], lambda ops: ops[0])


def _emit(body: Body, node: ast.Assign, place: Place, root: ir.Local, value: ir.Expr) -> list[ir.Stmt]:
    says_itself = isinstance(root.type, BoxType) or any(
        without_null(step.holder) == ANY or isinstance(without_null(step.holder), MapType) for step in place.steps
    )
    if says_itself or not any(isinstance(step.holder, OptionType) for step in place.steps):
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
    problem = _THROUGH_NULL if steps[at].optional else _NO_ELEMENT if steps[at].name is None else _NO_FIELD
    unwrapped = ir.Unwrap(inside.type, node.span, option, problem)
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
        return ir.FieldStep(step.name, optional=_is_dynamic(step))
    assert step.index is not None
    return ir.IndexStep(_index_again(step.index), optional=_is_dynamic(step))


def _is_dynamic(step: Step) -> bool:
    """Whether the step itself tells null apart."""
    return step.optional and (isinstance(step.holder, OptionType) or step.holder == ANY)


def _index_again(index: ir.Expr) -> ir.Expr:
    """A kept index is read more than once; each use is a node of its own."""
    return ir.LocalRef(index.type, index.span, index.local) if isinstance(index, ir.LocalRef) else index
