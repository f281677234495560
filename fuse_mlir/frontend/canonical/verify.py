"""Verifies a canonical program: every name resolves, every node has the type that its parts give it, every path ends.

In: a program. Out: what is wrong, in program order; an empty list is the promise that the interpreter and the importer rely on.
It shares no code with the checker. It is run on programs that are read from text, and on everything the tests elaborate.
"""

from __future__ import annotations

from .. import types
from ..types import EnumType, ListType, OptionType, StructType, Type
from . import program as ir
from .verify_expressions import ExpressionVerifier


def verify(program: ir.Program) -> list[str]:
    """The faults of a program."""
    verifier = _Verifier(program)
    verifier.run()
    return verifier.faults


class _Verifier(ExpressionVerifier):
    def run(self) -> None:
        program = self.program
        for struct in program.structs:
            for name, type_ in struct.fields:
                self.check_type(type_, f"{struct.name}.{name}", allows_unit=False)
        for enum in program.enums:
            for name, payload in enum.variants:
                for type_ in payload:
                    self.check_type(type_, f"{enum.name}.{name}", allows_unit=False)
        for config in program.configs:
            for field in config.fields:
                self.enter(f"config {config.name}.{field.name}", [])
                self.expect(field.default, field.type)
        for function in program.functions:
            self.enter(function.name, function.params)
            self.result = function.result
            for param in function.params:
                self.check_type(param.type, f"{function.name}({param.name})", allows_unit=False)
            self.statements(function.body)
            if function.result != types.UNIT and not _always_ends(function.body):
                self.fault("a path ends without a value")
        if program.app is not None:
            self.enter("app", [])
            self.result = types.UNIT
            self.statements(program.app.body)

    def statements(self, stmts: list[ir.Stmt]) -> None:
        before = set(self.visible)
        for node in stmts:
            self.statement(node)
        self.visible = before

    def statement(self, node: ir.Stmt) -> None:
        match node:
            case ir.Let(local=local, value=value):
                self.expect(value, local.type)
                self.declare(local)
            case ir.Assign(local=local, value=value):
                self.use(local)
                self.require(local.mutable, f"assignment to {local.name}, which is not mutable")
                self.expect(value, local.type)
            case ir.Store():
                self._store(node)
            case ir.ExprStmt(expr=expr):
                self.expression(expr)
            case ir.Return(value=value):
                self._return(value)
            case ir.If(condition=condition, then=then, otherwise=otherwise):
                self.expect(condition, types.BOOL)
                self.statements(then)
                self.statements(otherwise)
            case ir.While(condition=condition, body=body):
                self.expect(condition, types.BOOL)
                self._loop(body)
            case ir.For():
                self._for(node)
            case ir.Match():
                self._match(node)
            case ir.Break() | ir.Continue():
                self.require(self.loops > 0, "a jump outside of a loop")

    def _return(self, value: ir.Expr | None) -> None:
        if value is None:
            self.require(self.result == types.UNIT, f"a return without a value of type {self.result}")
        else:
            self.require(self.result != types.UNIT, "a return of a value from Unit")
            self.expect(value, self.result)

    def _loop(self, body: list[ir.Stmt]) -> None:
        self.loops += 1
        self.statements(body)
        self.loops -= 1

    def _store(self, node: ir.Store) -> None:
        self.use(node.root)
        self.require(node.root.mutable, f"a store into {node.root.name}, which is not mutable")
        self.require(bool(node.steps), "a store without steps")
        reached: Type | None = node.root.type
        for step in node.steps:
            if isinstance(step, ir.IndexStep):
                self.expect(step.index, types.INT)
                reached = reached.element if isinstance(reached, ListType) else None
            else:
                reached = self.field_type(reached, step.name)
        self.require(reached is not None, "a store through a part that does not exist")
        if reached is not None:
            self.expect(node.value, reached)

    def _for(self, node: ir.For) -> None:
        self.expression(node.iterable)
        before = set(self.visible)
        if isinstance(node.iterable.type, ListType):
            self.pattern(node.pattern, node.iterable.type.element)
        else:
            self.fault(f"iteration over {node.iterable.type}")
        self._loop(node.body)
        self.visible = before

    def _match(self, node: ir.Match) -> None:
        self.expression(node.subject)
        for arm in node.arms:
            before = set(self.visible)
            self.pattern(arm.pattern, node.subject.type)
            self.statements(arm.body)
            self.visible = before
        self.statements(node.otherwise)

    def pattern(self, node: ir.Pattern, subject: Type) -> None:
        match node:
            case ir.BindPattern(local=local):
                self.require(local.type == subject, f"{local.name} of type {local.type} binds {subject}")
                self.declare(local)
            case ir.LiteralPattern(value=value):
                fits = subject == _LITERALS[type(value)]
                self.require(fits, f"the literal pattern {value!r} on {subject}")
            case ir.NonePattern():
                self.require(isinstance(subject, OptionType), f"a null pattern on {subject}")
            case ir.SomePattern(inner=inner):
                self.require(isinstance(subject, OptionType), f"a non-null pattern on {subject}")
                self.pattern(inner, subject.inner if isinstance(subject, OptionType) else subject)
            case ir.VariantPattern(enum=enum, variant=variant, args=args):
                payload = self.payload(enum, variant)
                fits = subject == EnumType(enum) and payload is not None and len(payload) == len(args)
                self.require(fits, f"the variant pattern {enum}.{variant} on {subject}")
                for arg, type_ in zip(args, payload or [], strict=False):
                    self.pattern(arg, type_)
            case ir.StructPattern(struct=struct, fields=fields):
                self.require(subject == StructType(struct), f"the struct pattern {struct} on {subject}")
                for name, inner in fields:
                    type_ = self.field_type(subject, name)
                    self.require(type_ is not None, f"no field {name} in {subject}")
                    self.pattern(inner, type_ or types.UNIT)


_LITERALS = {int: types.INT, float: types.FLOAT, bool: types.BOOL, str: types.STRING}


def _always_ends(stmts: list[ir.Stmt]) -> bool:
    """Whether every path through the statements returns or raises."""
    match stmts[-1] if stmts else None:
        case ir.Return() | ir.ExprStmt(expr=ir.Raise()):
            return True
        case ir.If(then=then, otherwise=otherwise):
            return _always_ends(then) and _always_ends(otherwise)
        case ir.Match(arms=arms, otherwise=otherwise):
            return _always_ends(otherwise) and all(_always_ends(arm.body) for arm in arms)
    return False
