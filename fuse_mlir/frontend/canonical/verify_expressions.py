"""The expression half of the verifier: the type rules of `program.py`, one case a node."""

from __future__ import annotations

from .. import types
from ..types import (
    ANY,
    BoxType,
    EnumType,
    FunctionType,
    ListType,
    MapType,
    OptionType,
    ResultType,
    Scalar,
    StructType,
    TaskType,
    Type,
    option_of,
)
from . import program as ir

_NUMBERS = (types.INT, types.FLOAT)
_ARITHMETIC = ("add", "sub", "mul", "div", "mod")
_EQUALITY = ("eq", "ne")
_ORDER = ("lt", "le", "gt", "ge")


class ExpressionVerifier:
    def __init__(self, program: ir.Program) -> None:
        self.program = program
        self.faults: list[str] = []
        self.result: Type = types.UNIT
        self.visible: set[int] = set()
        self.loops = 0
        self._where = ""
        self.config_names = [config.name for config in program.configs]
        self.structs = {struct.name: dict(struct.fields) for struct in program.structs}
        self.enums = {enum.name: dict(enum.variants) for enum in program.enums}
        self._configs = {config.name: {field.name: field.type for field in config.fields} for config in program.configs}
        self.functions = {function.name: function for function in program.functions}

    # ---- facts --------------------------------------------------------------------------------------------------------------

    def fault(self, message: str) -> None:
        self.faults.append(f"{self._where}: {message}")

    def require(self, holds: bool, message: str) -> None:
        if not holds:
            self.fault(message)

    def enter(self, where: str, params: list[ir.Local]) -> None:
        """Starts a declaration."""
        self._where, self.loops, self.result = where, 0, types.UNIT
        self.visible = {id(param) for param in params}

    def declare(self, local: ir.Local) -> None:
        self.check_type(local.type, local.name, allows_unit=True)
        self.visible.add(id(local))

    def use(self, local: ir.Local) -> None:
        self.require(id(local) in self.visible, f"{local.name} is not declared here")

    def field_type(self, struct: Type | None, name: str) -> Type | None:
        return self.structs.get(struct.name, {}).get(name) if isinstance(struct, StructType) else None

    def payload(self, enum: str, variant: str) -> list[Type] | None:
        return self.enums.get(enum, {}).get(variant)

    def check_type(self, type_: Type, where: str, allows_unit: bool) -> None:
        """A type of the language, declared, with no option in an option and no Unit inside."""
        match type_:
            case Scalar():
                self.require(allows_unit or type_ != types.UNIT, f"{where} has type Unit")
            case ListType(inner) | MapType(inner):
                self.check_type(inner, where, allows_unit=False)
            case OptionType(OptionType()):
                self.fault(f"{where} has an option of an option")
            case OptionType(inner):
                self.require(option_of(inner) == type_ or inner == types.UNIT, f"{where} has an option of {inner}")
                self.check_type(inner, where, allows_unit=False)
            case ResultType(inner) | TaskType(inner):
                self.check_type(inner, where, allows_unit=True)
            case BoxType(inner):
                self.require(not isinstance(inner, BoxType), f"{where} has a box of a box")
                self.check_type(inner, where, allows_unit=False)
            case FunctionType(params, result):
                for param in params:
                    self.check_type(param, where, allows_unit=False)
                self.check_type(result, where, allows_unit=True)
            case StructType(name):
                self.require(name in self.structs, f"{where} has the unknown type {name}")
            case EnumType(name):
                self.require(name in self.enums, f"{where} has the unknown type {name}")
            case _:
                self.fault(f"{where} has the type {type_}, which no value has")

    # ---- expressions --------------------------------------------------------------------------------------------------------

    def expect(self, node: ir.Expr, type_: Type) -> None:
        """The expression, which must have exactly the type."""
        self.require(node.type == type_, f"{type(node).__name__} of type {node.type} where {type_} is needed")
        self.expression(node)

    def expect_or_any(self, node: ir.Expr, type_: Type) -> None:
        """As `expect`, or a value that is only known at run time."""
        if node.type != ANY:
            self.require(node.type == type_, f"{type(node).__name__} of type {node.type} where {type_} is needed")
        self.expression(node)

    def condition(self, node: ir.Expr) -> None:
        self.expect_or_any(node, types.BOOL)

    def expression(self, node: ir.Expr) -> None:
        self.check_type(node.type, type(node).__name__, allows_unit=True)
        expected = self._type_of(node)
        self.require(expected == node.type, f"{type(node).__name__} of type {node.type} should be {expected}")

    def _type_of(self, node: ir.Expr) -> Type | None:
        """The type that the parts of a node give it; None where they do not fit."""
        match node:
            case ir.IntLit(value=value):
                return types.INT if -(2**63) <= value < 2**63 else None
            case ir.FloatLit():
                return types.FLOAT
            case ir.BoolLit():
                return types.BOOL
            case ir.StringLit():
                return types.STRING
            case ir.UnitLit():
                return types.UNIT
            case ir.NullLit():
                return node.type if isinstance(node.type, OptionType) or node.type == ANY else None
            case ir.LocalRef(local=local):
                self.use(local)
                return local.type
            case ir.ConfigRef(config=config, field=field):
                return self._configs.get(config, {}).get(field)
            case ir.Raise(operands=operands):
                self.all(operands)
                return node.type
            case ir.Concat(parts=parts):
                self.all(parts)
                return types.STRING
            case ir.Print(args=args):
                self.all(args)
                return types.UNIT
            case ir.Assert(condition=condition, message=message):
                self.condition(condition)
                self.all([] if message is None else [message])
                return types.UNIT
            case ir.Call() | ir.StructLit() | ir.EnumLit() | ir.Validate() | ir.Env():
                return self._compound(node)
            case ir.Unary() | ir.Binary() | ir.ToFloat() | ir.Range():
                return self._operation(node)
        return self._access(node)

    def all(self, nodes: list[ir.Expr]) -> None:
        for node in nodes:
            self.expression(node)

    def _compound(self, node: ir.Expr) -> Type | None:
        match node:
            case ir.Call(function=name, args=args):
                function = self.functions.get(name)
                if function is None or len(function.params) != len(args):
                    self.all(args)
                    return None
                for arg, param in zip(args, function.params, strict=True):
                    self.expect(arg, param.type)
                return function.result
            case ir.StructLit(struct=name, fields=inits):
                declared = self.structs.get(name, {})
                self.require(sorted(init.name for init in inits) == sorted(declared), f"the fields of a {name} literal")
                for init in inits:
                    self.expect(init.value, declared.get(init.name, types.UNIT))
                return StructType(name)
            case ir.EnumLit(enum=enum, variant=variant, args=args):
                payload = self.payload(enum, variant)
                if payload is None or len(payload) != len(args):
                    return None
                for arg, type_ in zip(args, payload, strict=True):
                    self.expect(arg, type_)
                return EnumType(enum)
            case ir.Validate(operand=operand):
                self.expression(operand)
                return operand.type
            case ir.Env(name=name):
                self.expect(name, types.STRING)
                texts = (types.STRING, types.INT, types.FLOAT, types.BOOL)
                return node.type if node.type in [OptionType(text) for text in texts] else None
        return None

    def _operation(self, node: ir.Expr) -> Type | None:
        match node:
            case ir.Unary(op=op, operand=operand):
                self.expression(operand)
                allowed = (*_NUMBERS, ANY) if op == "neg" else (types.BOOL,)
                if op == "not" and operand.type == ANY:
                    return types.BOOL
                return operand.type if operand.type in allowed else None
            case ir.ToFloat(operand=operand):
                self.expect(operand, types.INT)
                return types.FLOAT
            case ir.Range(low=low, high=high):
                self.all([low, high])
                if low.type == high.type == ANY:
                    return ANY
                return ListType(low.type) if low.type == high.type and low.type in _NUMBERS else None
            case ir.Binary(op=op, left=left, right=right):
                self.all([left, right])
                return _binary_type(op, left.type, right.type)
        return None

    def _access(self, node: ir.Expr) -> Type | None:
        match node:
            case ir.Some(operand=operand):
                self.expression(operand)
                return None if isinstance(operand.type, OptionType) else OptionType(operand.type)
            case ir.Unwrap(operand=operand):
                self.expression(operand)
                return operand.type.inner if isinstance(operand.type, OptionType) else None
            case ir.Coalesce(left=left, right=right):
                self.all([left, right])
                if left.type == ANY:
                    return right.type if right.type == ANY else None
                fits = isinstance(left.type, OptionType) and right.type in (left.type, left.type.inner)
                return right.type if fits else None
            case ir.ListLit(items=items):
                for item in items:
                    self.expect(item, node.type.element if isinstance(node.type, ListType) else types.UNIT)
                return node.type if isinstance(node.type, ListType) else None
            case ir.Field(struct=struct, name=name):
                self.expression(struct)
                return ANY if struct.type == ANY else self.field_type(struct.type, name)
            case ir.OptionalField(struct=struct, name=name):
                self.expression(struct)
                if struct.type == ANY:
                    return ANY
                found = self.field_type(struct.type.inner if isinstance(struct.type, OptionType) else None, name)
                return None if found is None else option_of(found)
            case ir.Index(list=holder, index=index):
                self.expression(holder)
                return self._element(holder.type, index)
            case ir.OptionalIndex(list=holder, index=index):
                self.expression(holder)
                inner = holder.type.inner if isinstance(holder.type, OptionType) else holder.type if holder.type == ANY else None
                found = self._element(inner, index)
                return None if found is None else option_of(found)
        return self.dynamic(node)

    def _element(self, holder: Type | None, index: ir.Expr) -> Type | None:
        match holder:
            case ListType(element):
                self.expect_or_any(index, types.INT)
                return element
            case MapType(value):
                self.expect_or_any(index, types.STRING)
                return option_of(value)
            case types.ANY:
                self.expect(index, ANY)
                return ANY
        self.expression(index)
        return None

    def dynamic(self, node: ir.Expr) -> Type | None:
        """The type of a node of `dynamic.py` or `markup.py`."""
        raise NotImplementedError  # the class that knows these nodes overrides it


def _binary_type(op: str, left: Type, right: Type) -> Type | None:
    if left == right == ANY:
        return ANY if op in _ARITHMETIC else None if op == "concat" else types.BOOL
    numbers = left in _NUMBERS and right in _NUMBERS
    if op in _ARITHMETIC and op != "mod":
        return left if left == right and numbers else None
    if op == "mod":
        return left if left == right == types.INT else None
    if op in _ORDER:
        return types.BOOL if numbers else None
    if op in _EQUALITY:
        return types.BOOL if numbers or (left == right and left in (types.BOOL, types.STRING, types.BYTES)) else None
    if op in ("and", "or"):
        return types.BOOL if left == right == types.BOOL else None
    return left if op == "concat" and left == right and isinstance(left, ListType) else None
