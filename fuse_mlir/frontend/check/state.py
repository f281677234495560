"""What one check knows: the declarations of the module, and the state of the body being elaborated.

`ModuleState` lives as long as the check. A `Body` is one function, app, struct field default or config: it has the scopes, counts
the locals, and reports. Inside arguments that the checker does not look at (`print(...)`, parameter defaults) a body is
*unchecked*: rules of the checker are silent there, and what is ill-typed becomes the run-time error that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field

from .. import ast
from ..canonical import program as ir
from ..diagnostics import Note
from ..messages.declarations import DUPLICATE_BINDING, UNINFERRED_RESULT
from ..messages.expressions import TYPE_MISMATCH
from ..messages.template import Message
from ..nearest import Hint
from ..record import record
from ..source import SourceFile, Span
from ..types import Type
from . import static_types as st
from .boxes import content
from .choices import Choices
from .declarations import FunctionInfo, Symbols
from .reporter import Reporter
from .representation import OPEN, close
from .scope import Binding, Scopes
from .task_frames import TaskFrame


@record()
class Value:
    """An elaborated expression: its checker's type and its canonical node. A node that fails for sure is an `ir.Raise`."""

    type: st.StaticType
    node: ir.Expr


@record()
class Site:
    """A place where a body gives its value. `implicit`: the last value of a block. `counts`: its type takes part in inference."""

    statement: ir.Return
    value: Value
    implicit: bool
    counts: bool = True


@record(frozen=True)
class Predicate:
    """A use of a function as a constraint, `base(predicate(function))`."""

    function: str
    span: Span
    base: str
    base_type: st.StaticType


def _nothing(_: FunctionInfo) -> None:
    """No elaboration of functions has begun."""


@record()
class Shared:
    """What all modules of a check know: each other, how to have a function elaborated whose result is needed, and what they all add
    to: diagnostics (one reporter a module), functions that are called with boxes (by symbol, the content types by position, the new
    symbol), and those of them whose bodies are still to be elaborated."""

    reporters: list[Reporter]
    states: list[ModuleState] = field(default_factory=list)
    demand: Callable[[FunctionInfo], None] = _nothing
    boxed_functions: dict[tuple[str, tuple[tuple[int, Type], ...]], str] = field(default_factory=dict)
    boxed_bodies: list[tuple[FunctionInfo, dict[int, Type], str]] = field(default_factory=list)


@record()
class ModuleState:
    source: SourceFile
    reporter: Reporter
    symbols: Symbols
    elaborate_expression: Callable[[Body, ast.Expr], Value]
    choices: Choices
    shared: Shared
    id: int = 1
    synthesized: dict[str, list[ir.Function]] = field(default_factory=dict)
    # Functions whose value something is done with; whether a function has one is only known when all are elaborated.
    used_results: list[FunctionInfo] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)

    def of(self, module: int) -> ModuleState:
        """The state of a module of the program."""
        return self.shared.states[module - 1]

    def add_function(self, owner: str, function: ir.Function) -> None:
        """Adds a synthesized function; it is emitted after its owner."""
        function.module = self.id
        self.synthesized.setdefault(owner, []).append(function)


class Body:
    """`symbol` starts the names of functions made for this body, `owner` is the declaration that they are emitted after.
    `result`: the declared result of a function, None where a returned value is inferred from or (`drops_returns`) dropped.
    `returning`: what the checker takes as the result where `?!` is used, None outside of functions.
    `tasks`: the `spawn` blocks around the place that is elaborated, outermost first.
    `function`: the function or method that this is a part of, None elsewhere. `types`: what type parameters and `Self` mean.
    `loaded`: while a config loads, the fields that can be read: (config, None) once it began, (config, field) once it has a value.
    """

    def __init__(self, module: ModuleState, symbol: str, owner: str, result: st.StaticType | None = None) -> None:
        self.module = module
        self.symbol = symbol
        self.owner = owner
        self.result = result
        self.returning: st.StaticType | None = None
        self.drops_returns = False
        self.scopes = Scopes()
        self.loop_depth = 0
        self.returns: list[Site] = []
        self.tasks: list[TaskFrame] = []
        self.loaded: set[tuple[str, str | None]] | None = None
        self.function: FunctionInfo | None = None
        self.types: dict[str, st.StaticType] = {}
        self._local_count = 0
        self._lift_count = 0
        self._unchecked_depth = 0

    def enter(self, function: FunctionInfo) -> None:
        """Makes this a body of a function. In an instance of a generic one the rules are silent: its body has been checked."""
        self.function = function
        self.types = function.types
        self._unchecked_depth += function.template is not None

    @property
    def is_generic(self) -> bool:
        """Whether this is the body of a generic function, which is checked and dropped."""
        return self.function is not None and bool(self.function.type_params)

    # ---- elaboration --------------------------------------------------------------------------------------------------------

    def expression(self, node: ast.Expr) -> Value:
        """The value of an expression, whose own result may go unused."""
        value = self.module.elaborate_expression(self, node)
        if st.has_poison(value.type) and not isinstance(value.node, ir.Raise):
            # A poisoned type has no representation; the program is dropped anyway.
            return Value(value.type, poison(node.span).node)
        return value

    def value(self, node: ast.Expr) -> Value:
        """The value of an expression that something is done with; of a box that is its content."""
        value = self.cell(node)
        return Value(value.type, content(value.node))

    def cell(self, node: ast.Expr) -> Value:
        """As `value`, where a box is passed on as such."""
        value = self.expression(node)
        function = self.called_function(value.node)
        if function is None:
            return value
        if function.result_is_provisional:
            self.cannot_infer(function)
            return poison(node.span)
        if not self.is_generic:
            self.module.used_results.append(function)
        return value

    def called_function(self, node: ir.Expr) -> FunctionInfo | None:
        """The function of the program that a node calls, with or without its defaults."""
        return self.module.symbols.program.function_of(node.function) if isinstance(node, ir.Call) else None

    def cannot_infer(self, function: FunctionInfo) -> None:
        name = function.decl.name
        function.cannot_infer = True
        self.module.shared.reporters[function.module - 1].report(name.span, UNINFERRED_RESULT(name=name.name))

    def expect(self, span: Span, value: Value, expected: st.StaticType, validates: bool = False) -> ir.Expr:
        """The node of a value where a type is declared; a mismatch is a mistake. `validates`: a refined type takes its base."""
        rule = st.assignable_with_base if validates else st.assignable
        if self.unchecked or rule(value.type, expected):
            return value.node
        self.error(span, TYPE_MISMATCH(expected=expected, found=value.type))
        return poison(span).node

    def new_local(self, name: str, type_: Type, span: Span, mutable: bool = False) -> ir.Local:
        local = ir.Local(self._local_count, name, close(type_), span, mutable)
        self._local_count += 1
        return local

    def declare(self, name: ast.Ident, type_: st.StaticType, local: ir.Local | None, assignable: bool) -> Binding:
        binding = Binding(type_, local, assignable)
        if not self.scopes.declare(name.name, binding):
            self.error(name.span, DUPLICATE_BINDING(name=name.name))
        return binding

    def visible_local(self, name: str) -> ir.Local | None:
        """The local of a visible name, captured by the tasks between its declaration and here."""
        binding = self.scopes.lookup(name)
        local = None if binding is None else binding.local
        if local is None or not self.tasks:
            return local
        depth = self.scopes.depth_of(name)
        for task in self.tasks:
            if depth < task.depth:
                local = task.capture(local, lambda outer: self.new_local(outer.name, outer.type, outer.span))
        return local

    def is_captured(self, name: str) -> bool:
        """Whether a visible name is declared outside of the innermost `spawn` block around here."""
        return bool(self.tasks) and self.scopes.lookup(name) is not None and self.scopes.depth_of(name) < self.tasks[-1].depth

    def widening(self, name: ast.Ident) -> Type | None:
        """What the variable of a declaration has to hold besides its first value."""
        return self.module.choices.widening(self._place(), name.span)

    def widen(self, local: ir.Local, type_: Type) -> None:
        """A variable has to hold values of another type too: the module is elaborated again."""
        if not self.is_generic:
            self.module.choices.widen(self._place(), local.span, type_)

    def _place(self) -> str:
        """Where variables are declared; each instance of a generic function has its own."""
        path = self.module.source.path
        return path if self.function is None or self.function.template is None else f"{path}#{self.function.symbol}"

    def next_lift(self) -> str:
        """The symbol of the next function that this body's operands are moved to."""
        name = f"{self.symbol}.operands.{self._lift_count}"
        self._lift_count += 1
        return name

    # ---- diagnostics --------------------------------------------------------------------------------------------------------

    @property
    def unchecked(self) -> bool:
        return self._unchecked_depth > 0

    @contextmanager
    def without_checks(self) -> Iterator[None]:
        self._unchecked_depth += 1
        try:
            yield
        finally:
            self._unchecked_depth -= 1

    def error(self, span: Span, message: Message, *, hint: Hint = None, notes: tuple[Note, ...] = ()) -> None:
        """A rule of the checker; silent where the checker does not look."""
        if not self.unchecked:
            self.module.reporter.report(span, message, hint, notes)

    def require(self, span: Span, message: Message, *, hint: Hint = None) -> None:
        """A thing without which there is no program, reported everywhere."""
        self.module.reporter.report(span, message, hint)

    def misnamed(self, span: Span, message: Message, *, hint: Hint = None) -> None:
        """A name that means nothing: a mistake; where the checker does not look a warning, because it fails when it runs."""
        if self.unchecked:
            self.warning(span, message, hint=hint)
        else:
            self.error(span, message, hint=hint)

    def warning(self, span: Span, message: Message, *, hint: Hint = None) -> None:
        if self.function is not None and self.function.template is not None:
            return
        self.module.reporter.report(span, message, hint, level="warning")


def poison(span: Span) -> Value:
    """The value after a reported error: silent in every rule. The program is dropped, so its node never runs."""
    return Value(st.POISON, ir.Raise(OPEN, span, [], ""))
