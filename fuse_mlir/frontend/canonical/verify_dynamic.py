"""The rules for unknown values, failures, cells, tasks, values that are functions, builtins and HTML."""

from __future__ import annotations

from .. import types
from ..types import ANY, BoxType, EnumType, FunctionType, ListType, MapType, OptionType, ResultType, TaskType, Type
from . import program as ir
from .verify_expressions import ExpressionVerifier


class DynamicVerifier(ExpressionVerifier):
    def dynamic(self, node: ir.Expr) -> Type | None:
        match node:
            case ir.Widen(operand=operand):
                self.expression(operand)
                return None if operand.type == ANY or isinstance(operand.type, BoxType) else ANY
            case ir.Convert(operand=operand):
                self.expression(operand)
                return None if operand.type == node.type or isinstance(operand.type, BoxType) else node.type
            case ir.ValidateSchema(operand=operand, schema=schema):
                self.expression(operand)
                self.schema(schema)
                return operand.type
            case ir.MapLit(entries=entries):
                value = node.type.value if isinstance(node.type, MapType) else types.UNIT
                for entry in entries:
                    self.expect_or_any(entry.key, types.STRING)
                    self.expect(entry.value, value)
                return node.type if isinstance(node.type, MapType) else None
            case ir.HtmlTag(attrs=attrs, children=children):
                self.all([part for part in (attrs, children) if part is not None])
                return types.HTML
            case ir.ChildList(items=items):
                self._children(items)
                return ListType(ANY)
            case ir.Asset():
                return node.type if node.type in (types.STRING, ANY) else None
            case ir.BuiltinCall(args=args, schema=schema):
                self.all(args)
                if schema is not None:
                    self.schema(schema)
                return node.type
        return self._failing(node)

    def _failing(self, node: ir.Expr) -> Type | None:
        match node:
            case ir.Ok(operand=operand):
                self.expression(operand)
                return None if isinstance(operand.type, ResultType) else ResultType(operand.type)
            case ir.Propagate(operand=operand, error=error):
                self.all([operand] if error is None else [operand, error])
                match operand.type:
                    case ResultType(inner) | OptionType(inner):
                        return inner
                return ANY if operand.type == ANY else None
            case ir.NewBox(operand=operand):
                self.expression(operand)
                return BoxType(operand.type)
            case ir.BoxContent(box=box):
                self.expression(box)
                return box.type.content if isinstance(box.type, BoxType) else None
            case ir.Spawn():
                return self._spawn(node)
            case ir.Await(task=task):
                self.expression(task)
                return task.type.value if isinstance(task.type, TaskType) else ANY if task.type == ANY else None
        return self._reference(node)

    def _spawn(self, node: ir.Spawn) -> Type | None:
        if not isinstance(node.type, TaskType):
            return None
        for capture in node.captures:
            self.use(capture.outer)
            self.require(capture.outer.type == capture.inner.type, f"a copy of {capture.outer.name} has another type")
        saved = (self.visible, self.result, self.loops)
        self.visible, self.result, self.loops = {id(capture.inner) for capture in node.captures}, node.type.value, 0
        self.body(node.body)
        self.visible, self.result, self.loops = saved
        return node.type

    def _reference(self, node: ir.Expr) -> Type | None:
        match node:
            case ir.FunctionRef(function=name):
                function = self.functions.get(name)
                return None if function is None else FunctionType(tuple(p.type for p in function.params), function.result)
            case ir.VariantRef(enum=enum, variant=variant):
                payload = self.payload(enum, variant)
                return FunctionType(tuple(payload), EnumType(enum)) if payload else None
            case ir.NamedRef(kind=kind, name=name):
                return ANY if kind == "builtin" or (kind == "config" and name in self.config_names) else None
            case ir.CallValue(callee=callee, args=args):
                return self._call(callee, args)
        return None

    def _call(self, callee: ir.Expr, args: list[ir.Expr]) -> Type | None:
        self.expression(callee)
        if not isinstance(callee.type, FunctionType):
            self.all(args)
            return ANY if callee.type == ANY else None
        for number, arg in enumerate(args):
            if number < len(callee.type.params):
                self.expect(arg, callee.type.params[number])
            else:
                self.expression(arg)
        return callee.type.result

    def _children(self, items: list[ir.Child]) -> None:
        for item in items:
            match item:
                case ir.ChildValue(value=value):
                    self.expression(value)
                case ir.ChildIf(condition=condition, then=then, otherwise=otherwise):
                    self.condition(condition)
                    self._children(then)
                    self._children(otherwise)
                case ir.ChildFor(pattern=pattern, iterable=iterable, body=body):
                    before = set(self.visible)
                    self.iteration(pattern, iterable)
                    self._children(body)
                    self.visible = before

    def schema(self, schema: ir.Schema) -> None:
        """The names in a schema are declared."""
        match schema:
            case ir.OptionSchema(inner) | ir.ListSchema(inner):
                self.schema(inner)
            case ir.MapSchema(first, second) | ir.ResultSchema(first, second):
                self.schema(first)
                self.schema(second)
            case ir.NamedSchema(name):
                known = name in self.structs or name in self.enums or name in self.config_names
                self.require(known, f"a schema with the unknown type {name}")
            case ir.RefinedSchema(base, constraints):
                self.schema(base)
                for constraint in constraints:
                    if isinstance(constraint, ir.PredicateConstraint):
                        known = constraint.function in self.functions
                        self.require(known, f"a schema with the unknown predicate {constraint.function}")

    def body(self, stmts: list[ir.Stmt]) -> None:
        """The statements of a function or a task, which end every path when they have a value."""
        raise NotImplementedError  # the class that knows statements overrides it

    def iteration(self, pattern: ir.Pattern, iterable: ir.Expr) -> None:
        """What a loop goes over, and the pattern for its items."""
        raise NotImplementedError  # the class that knows statements overrides it
