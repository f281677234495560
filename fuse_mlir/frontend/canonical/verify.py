"""Verifies a canonical program: every name resolves, every node has the type that its parts give it, every path ends.

In: a program. Out: what is wrong, in program order; an empty list is the promise that the interpreter and the importer rely on.
It shares no code with the checker. It is run on programs that are read from text, and on everything the tests elaborate.
"""

from __future__ import annotations

from .. import types
from ..types import ANY, BoxType, EnumType, ListType, MapType, OptionType, ResultType, StructType, Type
from . import program as ir
from .verify_dynamic import DynamicVerifier


def verify(program: ir.Program) -> list[str]:
    """The faults of a program."""
    verifier = _Verifier(program)
    verifier.run()
    return verifier.faults


class _Verifier(DynamicVerifier):
    def run(self) -> None:
        program = self.program
        self._types()
        for config in program.configs:
            for field in config.fields:
                self.enter(f"config {config.name}.{field.name}", [])
                self.expect(field.default, field.type)
                if field.schema is not None:
                    self.schema(field.schema)
        for function in program.functions:
            self.enter(function.name, function.params)
            self.result = function.result
            self.require(not function.fallible or isinstance(function.result, ResultType), "fails without a Result")
            for param in function.params:
                self.check_type(param.type, f"{function.name}({param.name})", allows_unit=False)
            self.body(function.body)
        if program.app is not None:
            self.enter("app", [])
            self.body(program.app.body)
        for item in (*program.migrations, *program.tests):
            self.enter(item.name, [])
            self.body(item.body)
        for service in program.services:
            for number, route in enumerate(service.routes):
                self._route(route, f"{service.name}.{number}")
        if program.main is not None:
            self._main(program.main)

    def _types(self) -> None:
        for struct in self.program.structs:
            self.enter(struct.name, [])
            for name, type_ in struct.fields:
                self.check_type(type_, f"{struct.name}.{name}", allows_unit=False)
            for schema in struct.schemas:
                self.schema(schema)
            for default in struct.defaults:
                self.require(default is None or default in self.functions, f"no function {default}")
        for enum in self.program.enums:
            self.enter(enum.name, [])
            for name, payload in enum.variants:
                for type_ in payload:
                    self.check_type(type_, f"{enum.name}.{name}", allows_unit=False)
            for schemas in enum.schemas:
                for schema in schemas:
                    self.schema(schema)

    def _route(self, route: ir.Route, where: str) -> None:
        """The statements give a response of any type."""
        locals_ = [param.local for param in route.params]
        self.enter(where, locals_ if route.body_local is None else [*locals_, route.body_local])
        self.result = ANY
        for schema in (*(param.schema for param in route.params), route.body_schema, route.result):
            if schema is not None:
                self.schema(schema)
        self.body(route.body)

    def _main(self, main: ir.Main) -> None:
        self.enter("main", [])
        function = self.functions.get(main.function)
        params = [] if function is None else [param.type for param in function.params]
        self.require(function is not None and params == [param.type for param in main.params], "the flags of main")
        for param in main.params:
            self.schema(param.schema)
            self.require(param.default is None or param.default in self.functions, f"no function {param.default}")

    def body(self, stmts: list[ir.Stmt]) -> None:
        self.statements(stmts)
        if self.result != types.UNIT and not _always_ends(stmts):
            self.fault("a path ends without a value")

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
                self.condition(condition)
                self.statements(then)
                self.statements(otherwise)
            case ir.BoxAssign(local=local, value=value):
                self.use(local)
                self.require(isinstance(local.type, BoxType), f"{local.name} holds no box")
                self.expect(value, local.type.content if isinstance(local.type, BoxType) else types.UNIT)
            case ir.Transaction(body=body):
                self.statements(body)
            case ir.While(condition=condition, body=body):
                self.condition(condition)
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
        reached: Type | None = node.root.type.content if isinstance(node.root.type, BoxType) else node.root.type
        for step in node.steps:
            holder = reached.inner if isinstance(reached, OptionType) else reached
            if isinstance(step, ir.IndexStep):
                reached = self._stored_element(holder, step.index)
            else:
                reached = ANY if holder == ANY else self.field_type(holder, step.name)
        self.require(reached is not None, "a store through a part that does not exist")
        if reached is not None:
            self.expect(node.value, reached)

    def _stored_element(self, holder: Type | None, index: ir.Expr) -> Type | None:
        match holder:
            case ListType(element):
                self.expect_or_any(index, types.INT)
                return element
            case MapType(value):
                self.expect_or_any(index, types.STRING)
                return value
        self.expression(index)
        return ANY if holder == ANY else None

    def _for(self, node: ir.For) -> None:
        before = set(self.visible)
        self.iteration(node.pattern, node.iterable)
        self._loop(node.body)
        self.visible = before

    def iteration(self, pattern: ir.Pattern, iterable: ir.Expr) -> None:
        self.expression(iterable)
        match iterable.type:
            case ListType(item) | MapType(item):
                self.pattern(pattern, item)
            case types.ANY:
                self.pattern(pattern, ANY)
            case other:
                self.fault(f"iteration over {other}")

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
                fits = subject in (_LITERALS[type(value)], ANY)
                self.require(fits, f"the literal pattern {value!r} on {subject}")
            case ir.NonePattern():
                self.require(isinstance(subject, OptionType) or subject == ANY, f"a null pattern on {subject}")
            case ir.SomePattern(inner=inner):
                self.require(isinstance(subject, OptionType) or subject == ANY, f"a non-null pattern on {subject}")
                self.pattern(inner, subject.inner if isinstance(subject, OptionType) else subject)
            case ir.NamePattern(local=local):
                fits = subject == ANY or (isinstance(subject, OptionType) and isinstance(subject.inner, EnumType))
                self.require(fits and local.type == subject, f"the name pattern {local.name} on {subject}")
                self.declare(local)
            case ir.OkPattern(inner=inner):
                self.require(isinstance(subject, ResultType) or subject == ANY, f"an Ok pattern on {subject}")
                self.pattern(inner, subject.ok if isinstance(subject, ResultType) else ANY)
            case ir.ErrPattern(inner=inner):
                self.require(isinstance(subject, ResultType) or subject == ANY, f"an Err pattern on {subject}")
                self.pattern(inner, ANY)
            case ir.VariantPattern(enum=None, args=args):
                self.require(subject == ANY, f"a variant pattern of no enum on {subject}")
                for arg in args:
                    self.pattern(arg, ANY)
            case ir.VariantPattern(enum=enum, variant=variant, args=args):
                payload = self.payload(enum, variant)
                fits = subject in (EnumType(enum), ANY) and payload is not None and len(payload) == len(args)
                self.require(fits, f"the variant pattern {enum}.{variant} on {subject}")
                for arg, type_ in zip(args, payload or [], strict=False):
                    self.pattern(arg, type_)
            case ir.StructPattern(struct=struct, fields=fields):
                self.require(subject in (StructType(struct), ANY), f"the struct pattern {struct} on {subject}")
                for name, inner in fields:
                    type_ = self.field_type(StructType(struct), name)
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
