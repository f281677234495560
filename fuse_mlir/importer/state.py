"""What the importer knows while it is inside one module, and inside one function.

`ModuleState` is the same for all functions; `FunctionState` adds the variables (as SSA values), the loops around the current
statement, and the insertion point. Handlers of expressions and statements (expressions.py, statements.py, …) are functions of
a `FunctionState` and a node; `run` calls them.

Method:  a handler is a plain function, or a generator that yields the nodes it needs imported and is sent their values. `run`
         keeps the generators on a stack of its own, so the depth of a program is limited by memory, not by Python's stack.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.source import Span
from .config_reads import early_reads
from .emitter import Emitter
from .flow import FunctionFlow
from .locations import Locations
from .runtime import builtin
from .types import Types

if TYPE_CHECKING:
    from .tasks import Lifted

# Yields nodes (or statement lists), is sent their values, returns the value of its own node.
Importing = Generator[Any, Any, Any]
Handler = Callable[["FunctionState", Any], Any]


class ModuleState:
    """The declarations of a program by name, and its types and locations."""

    def __init__(self, program: c.Program, locations: Locations, handlers: dict[type, Handler], shows_variables: bool) -> None:
        self.handlers = handlers
        self.shows_variables = shows_variables
        self.types = Types()
        self.no_signed_wrap = ir.Attribute.parse("#arith.overflow<nsw>")
        self.locations = locations
        self.fields = {struct.name: dict(struct.fields) for struct in program.structs}
        self.variants = {enum.name: dict(enum.variants) for enum in program.enums}
        self.structs = {struct.name: struct for struct in program.structs}
        self.enums = {enum.name: enum for enum in program.enums}
        self.configs = program.configs
        self.config_types = {(config.name, field.name): field.type for config in program.configs for field in config.fields}
        self.services = program.services
        self.serves = False  # whether a function that was imported calls `serve`
        self.functions = {function.name: function for function in program.functions}
        # What occurs as a value, with the symbol of the function that calls of the value go through.
        self.value_functions: dict[str, str] = {}
        self.value_variants: dict[tuple[str, str], str] = {}
        self.value_builtins: dict[str, c.NamedRef] = {}
        # Configs as values, with the symbol of the function that gives their members.
        self.value_configs: dict[str, str] = {}
        # Fields that a function may read before they are loaded.
        self.early_reads = early_reads(program)
        self.decoders: dict[str, str] = {}  # the types that are decoded from JSON, with the symbols of their functions
        self.lifted: list[Lifted] = []  # the blocks of tasks, which become functions
        self._claimed: set[str] = set()
        self.tags = {enum.name: {name: tag for tag, (name, _) in enumerate(enum.variants)} for enum in program.enums}

    def claim(self, symbol: str) -> bool:
        """Whether a function that was asked for is still to be defined; the caller does that then."""
        is_new = symbol not in self._claimed
        self._claimed.add(symbol)
        return is_new

    @property
    def claims(self) -> int:
        """How many functions have been claimed."""
        return len(self._claimed)


@dataclass(slots=True)
class Loop:
    """A loop made of blocks: where `continue` and `break` of its body go.

    `repeat` ends the current block with the branch to the next iteration; `exits` collects the blocks that leave the loop,
    with the values of the variables it assigns, until the block after the loop exists.
    """

    assigned: tuple[c.Local, ...]
    repeat: Callable[[ir.Location], None]
    exits: list[tuple[ir.Block, list[ir.Value]]] = field(default_factory=list)


class FunctionState(Emitter):
    """One function under way.

    name         the symbol of the function
    values       the SSA value of each variable in scope (none for Unit)
    reachable    whether the current block goes on: false after a return, break or continue
    returned     results of the function, while a tail statement carries them outwards (flow.py)
    blocks_around  where the blocks of the source around the current statement are, outermost first; `scopes`: where the variables
                 that were shown to a debugger are visible
    answer       of a route: the node to be imported in place of what a `return` returns
    activation   where the function has transactions: the number that they are begun and ended with
    """

    def __init__(self, module: ModuleState, result: t.Type, body: list[c.Stmt], name: str) -> None:
        super().__init__(module.types)
        self.name = name
        self._lifted = 0
        self.module = module
        self.result = result
        self.flow = FunctionFlow(body)
        self.variables: dict[c.Local, ir.Value] = {}
        self.loops: list[Loop] = []
        self.reachable = True
        self.in_tail = False
        self.returned: list[ir.Value] = []
        self.blocks_around: list[Span] = []
        self.scopes: dict[c.Local, list[int]] = {}
        self.answer: Callable[[c.Return], object] | None = None
        self.activation: ir.Value | None = None

    def next_lifted(self) -> str:
        """The symbol of the next block that becomes a function of its own."""
        self._lifted += 1
        return f"lift.{self.name}.{self._lifted - 1}"

    # ---- transactions -------------------------------------------------------------------------------------------------------

    def begin_activation(self, function: ir.OpView | ir.Operation, loc: ir.Location) -> None:
        """The start of a function, where it has transactions (database.py)."""
        if self.flow.has_transactions:
            function.attributes["fuse.unwinds"] = ir.UnitAttr.get()
            self.activation = builtin(self, "db.activation", [], loc)

    # ---- variables ----------------------------------------------------------------------------------------------------------

    def current(self, locals_: Iterable[c.Local]) -> list[ir.Value]:
        return [self.variables[local] for local in locals_]

    def assign(self, locals_: Iterable[c.Local], values: Iterable[ir.Value]) -> None:
        self.variables.update(zip(locals_, values, strict=True))

    def set(self, local: c.Local, value: ir.Value, loc: ir.Location) -> None:
        """The variable has this value from here on, and a debugger sees it."""
        self.variables[local] = value
        if self.module.shows_variables:
            self.show(local, value, loc)

    def show(self, local: c.Local, value: ir.Value, loc: ir.Location, argument: int | None = None) -> None:
        """`fuse.debug.set`; `argument` is the position of a parameter, from 1."""
        int_ = self.types.int
        # The first value is given where the variable is declared, so in its own block.
        scope = self.scopes.setdefault(local, self.module.locations.extent(self.blocks_around[-1]))
        attributes = {
            "name": ir.StringAttr.get(local.name),
            "number": ir.IntegerAttr.get(int_, local.id),
            "line": ir.IntegerAttr.get(int_, self.module.locations.line(local.span)),
            "scope": ir.DenseI64ArrayAttr.get(scope),
        }
        if argument is not None:
            attributes["argument"] = ir.IntegerAttr.get(int_, argument)
        self.op("fuse.debug.set", [value], [], loc, attributes)

    @contextmanager
    def block_of_source(self, start: Span, body: list[c.Stmt]) -> Iterator[None]:
        """For the time of the context, variables are visible from `start` to the end of `body`."""
        self.blocks_around.append(Span(start.start, max(start.end, body[-1].span.end if body else 0)))
        yield
        self.blocks_around.pop()

    def types_of(self, locals_: Iterable[c.Local]) -> list[ir.Type]:
        return [self.types.of(local.type) for local in locals_]

    def places_of(self, locals_: Iterable[c.Local]) -> list[ir.Location]:
        return [self.module.locations.named(local.name, local.span) for local in locals_]

    # ---- failures -----------------------------------------------------------------------------------------------------------

    def fails(self, node: c.Expr, text: str, loc: ir.Location) -> ir.Value | None:
        """An expression that always ends with the runtime error `text`: its value (None for Unit), which is never reached."""
        with self.check(self.const_bool(False, loc), loc):
            self.raise_text([text], loc)
        return None if node.type == t.UNIT else self.poison(self.types.of(node.type), loc)

    # ---- locations ----------------------------------------------------------------------------------------------------------

    def at(self, span: Span) -> ir.Location:
        return self.module.locations.of(span)

    # ---- running handlers ---------------------------------------------------------------------------------------------------

    def run(self, node: c.Expr | c.Stmt | list[c.Stmt]) -> Any:
        """Import `node` and everything in it; the value of an expression (None for Unit), None for a statement."""
        handlers = self.module.handlers
        stack: list[Importing] = []
        result = handlers[type(node)](self, node)
        while True:
            if type(result) is GeneratorType:
                stack.append(result)
                result = None
            elif not stack:
                return result
            try:
                wanted = stack[-1].send(result)
            except StopIteration as stop:
                stack.pop()
                result = stop.value
            else:
                result = handlers[type(wanted)](self, wanted)


def choose(
    f: FunctionState,
    condition: ir.Value,
    results: Sequence[ir.Type],
    then: Callable[[], Any],
    otherwise: Callable[[], Any],
    loc: ir.Location,
) -> Importing:
    """An `scf.if` with the values that the branches return (or generate), one list each; its results."""
    op = f.op("scf.if", [condition], results, loc, regions=2)
    for region, branch in zip(op.regions, (then, otherwise), strict=True):
        with f.inside(region, region.blocks.append()):
            values = branch()
            if type(values) is GeneratorType:
                values = yield from values
            f.op("scf.yield", values, [], loc)
    return list(op.results)
