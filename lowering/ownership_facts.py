"""The one table of ownership: what each op does with its counted operands, and what its counted results are.

Counted are the values of `counted_types.py`. A counted value is owned (someone must consume it once), borrowed (someone else
keeps it alive) or free (it refers to nothing that is ever freed).

    consumes   the op takes over one count of the operand: it stores it, returns it, updates it in place or releases it
    borrows    the op only looks at it; the caller's count must outlive the op

    OWNED      a new count, for the function to consume
    FREE       nothing to consume: constants, null, poison
    INHERITED  as OWNED, but FREE when every counted operand is free: an aggregate of constants refers to nothing that is freed
    PART       borrowed from operand `source`, inside which it is stored; valid while that operand is
    GLOBAL     borrowed from a global; each global is stored once and released when the program ends

Errors are moved, never retained: each is returned or released once. Every consumer of this table (infer-ownership, insert-rc,
infer-unique, verify-owned) reports an op that it lacks. `check_rows` runs when the module is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class ResultKind(Enum):
    NONE = "no counted result"
    OWNED = "a count of its own"
    FREE = "nothing to consume"
    INHERITED = "owned unless all operands are free"
    PART = "borrowed from an operand"
    GLOBAL = "borrowed from a global"


class Use(Enum):
    """What an op does with one counted operand."""

    BORROW = "borrow"
    CONSUME = "consume"


class OwnReason(Enum):
    """Why a parameter of a function is owned; the consuming op of the table says which."""

    STORED = "it is stored by"
    RETURNED = "it is returned by"
    UPDATED = "it is updated in place by"
    JOINED = "it becomes a block argument at"
    REUSED = "its cell may become the one of"
    PASSED = "it is passed on, owned, by"
    TAIL_CALL = "a tail call passes an owned value here:"
    DECLARED = "the declaration says so"


# "All operands" in a row, and "all that it does not consume".
ALL = "all"
REST = "rest"


@dataclass(frozen=True, slots=True)
class Row:
    """`unique`: the results that are the only reference to their storage. `unique_like`: the operand that the result is as unique
    as. `movable`: see MOVE. `reason`: what to say of a parameter that the op consumes."""

    op: str
    result: ResultKind = ResultKind.NONE
    consumes: tuple[int, ...] | str = ()
    borrows: tuple[int, ...] | str = ()
    source: int | None = None
    unique: tuple[int, ...] = ()
    unique_like: int | None = None
    movable: bool = False
    reason: OwnReason = OwnReason.STORED

    def use_of(self, operand: int) -> Use | None:
        """What the op does with the operand at this position; None when the row does not list it."""
        if self.consumes == ALL or (self.consumes and operand in self.consumes):
            return Use.CONSUME
        if self.borrows in (ALL, REST) or (self.borrows and operand in self.borrows):
            return Use.BORROW
        return None


_OWNED, _FREE, _INHERITED, _PART, _GLOBAL = (
    ResultKind.OWNED,
    ResultKind.FREE,
    ResultKind.INHERITED,
    ResultKind.PART,
    ResultKind.GLOBAL,
)

ROWS = (
    # Functions and branches; what a call does with an operand is in the callee's signature, operands of branches become block
    # arguments.
    Row("func.call", _OWNED),
    Row("func.return", consumes=ALL, reason=OwnReason.RETURNED),
    Row("cf.br", consumes=ALL, reason=OwnReason.JOINED),
    Row("cf.cond_br", consumes=ALL, reason=OwnReason.JOINED),
    Row("cf.switch", consumes=ALL, reason=OwnReason.JOINED),
    Row("ub.poison", _FREE),
    # Counts.
    Row("fuse.retain", borrows=(0,)),
    Row("fuse.release", consumes=(0,)),
    # Globals.
    Row("fuse.global.load", _GLOBAL),
    Row("fuse.global.store", consumes=(0,)),
    # Text.
    Row("fuse.str.constant", _FREE),
    Row("fuse.str.concat", _OWNED, borrows=ALL),
    Row("fuse.str.append", _OWNED, consumes=(0,), borrows=REST, reason=OwnReason.UPDATED),
    Row("fuse.str.eq", borrows=ALL),
    Row("fuse.str.is_email", borrows=ALL),
    Row("fuse.str.matches", borrows=ALL),
    Row("fuse.str.is_null", borrows=ALL),
    Row("fuse.str.join", _OWNED, borrows=ALL),
    Row("fuse.str.scalars", borrows=ALL),
    Row("fuse.str.trim", _OWNED, borrows=ALL),
    Row("fuse.str.parse", borrows=ALL),
    Row("fuse.str.from", _OWNED, borrows=ALL),
    # Console, environment, configuration.
    Row("fuse.print", borrows=ALL),
    Row("fuse.env", _OWNED, borrows=ALL),
    Row("fuse.config.try_lookup", _OWNED),
    # Lists.
    Row("fuse.list.constant", _FREE),
    Row("fuse.list.texts", _OWNED, unique=(0,)),
    Row("fuse.list.make", _OWNED, consumes=ALL, unique=(0,)),
    Row("fuse.list.range_unchecked", _OWNED, unique=(0,)),
    Row("fuse.list.length", borrows=ALL),
    Row("fuse.list.shortest", borrows=ALL),
    Row("fuse.list.get_unchecked", _PART, borrows=(0,), source=0),
    Row("fuse.list.set_unchecked", _OWNED, consumes=(0, 2), unique=(0,), reason=OwnReason.UPDATED),
    # With an empty operand the result is the other one itself, but a unique left list always grows in place.
    Row("fuse.list.concat", _OWNED, consumes=ALL, unique_like=0, reason=OwnReason.UPDATED),
    Row("fuse.list.push", _OWNED, consumes=(0, 1), unique=(0,), reason=OwnReason.UPDATED),
    Row("fuse.list.unique", _OWNED, consumes=(0,), unique=(0,), reason=OwnReason.UPDATED),
    # `take` gives the list with a hole, then the element; `put` fills the hole.
    Row("fuse.list.take", _OWNED, consumes=(0,), unique=(0,), reason=OwnReason.UPDATED),
    Row("fuse.list.put", _OWNED, consumes=(0, 2), unique=(0,), reason=OwnReason.UPDATED),
    # Maps.
    Row("fuse.map.make", _OWNED, consumes=ALL),
    Row("fuse.map.find", borrows=ALL),
    Row("fuse.map.length", borrows=ALL),
    Row("fuse.map.key_at", _PART, borrows=(0,), source=0),
    Row("fuse.map.value_at", _PART, borrows=(0,), source=0),
    Row("fuse.map.set", _OWNED, consumes=ALL, reason=OwnReason.UPDATED),
    Row("fuse.map.set_at", _OWNED, consumes=(0, 2), reason=OwnReason.UPDATED),
    Row("fuse.map.take", _OWNED, consumes=(0,), reason=OwnReason.UPDATED),
    Row("fuse.map.put", _OWNED, consumes=(0, 2), reason=OwnReason.UPDATED),
    # Options.
    Row("fuse.option.some", _INHERITED, consumes=ALL),
    Row("fuse.option.none", _FREE),
    Row("fuse.option.is_some", borrows=ALL),
    Row("fuse.option.get", _PART, borrows=(0,), source=0, movable=True),
    # Structs.
    Row("fuse.struct.make", _INHERITED, consumes=ALL),
    Row("fuse.struct.get", _PART, borrows=(0,), source=0, movable=True),
    Row("fuse.struct.set", _OWNED, consumes=(0, 1), reason=OwnReason.UPDATED),
    Row("fuse.struct.take", _OWNED, consumes=(0,), reason=OwnReason.UPDATED),
    Row("fuse.struct.put", _OWNED, consumes=(0, 1), reason=OwnReason.UPDATED),
    # Enums.
    Row("fuse.enum.make", _INHERITED, consumes=ALL),
    Row("fuse.enum.tag", borrows=ALL),
    Row("fuse.enum.get", _PART, borrows=(0,), source=0, movable=True),
    # Results.
    Row("fuse.result.ok", _INHERITED, consumes=ALL),
    Row("fuse.result.err", _INHERITED, consumes=ALL),
    Row("fuse.result.is_ok", borrows=ALL),
    Row("fuse.result.get", _PART, borrows=(0,), source=0, movable=True),
    Row("fuse.result.error", _PART, borrows=(0,), source=0, movable=True),
    # Boxes. What is read may be replaced while it is in use, so it gets a count of its own.
    Row("fuse.box.new", _OWNED, consumes=ALL),
    Row("fuse.box.load", _OWNED, borrows=ALL),
    Row("fuse.box.store", consumes=(0,), borrows=(1,)),
    # Markup is text of another type.
    Row("fuse.html.raw", _INHERITED, consumes=ALL),
    Row("fuse.html.markup", _INHERITED, consumes=ALL),
    # Values known at run time.
    Row("fuse.any.null", _FREE),
    Row("fuse.any.named", _FREE),
    Row("fuse.any.from", _INHERITED, consumes=ALL),
    Row("fuse.any.is_null", borrows=ALL),
    Row("fuse.any.is", borrows=ALL),
    Row("fuse.any.get", _PART, borrows=(0,), source=0, movable=True),
    Row("fuse.any.pack", _OWNED, consumes=ALL),
    Row("fuse.any.part", _PART, borrows=(0,), source=0),
    Row("fuse.any.store.try", _OWNED, consumes=(0, 1), borrows=REST, reason=OwnReason.UPDATED),
    # JSON.
    Row("fuse.json.put", _OWNED, consumes=(0,), borrows=(1,), reason=OwnReason.UPDATED),
    # Builtins.
    Row("fuse.builtin", _OWNED, borrows=ALL),
    Row("fuse.builtin.try", _OWNED, borrows=ALL),
    # Tasks. The value of one is shared by all who await it.
    Row("fuse.spawn", _OWNED, consumes=ALL),
    Row("fuse.await.try", _OWNED, borrows=ALL),
    # Variables, for a debugger.
    Row("fuse.debug.set", borrows=ALL),
    # Errors.
    Row("fuse.error.none", _FREE),
    Row("fuse.error.text", _OWNED, consumes=ALL),
    Row("fuse.error.panic", _OWNED),
    Row("fuse.error.validation", _OWNED, consumes=ALL),
    Row("fuse.error.value", _OWNED, consumes=ALL),
    Row("fuse.error.catch", _OWNED, consumes=ALL),
    Row("fuse.error.trace", _OWNED, consumes=ALL),
    Row("fuse.error.is_set", borrows=ALL),
)


def check_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """The rows by op name.

    Errors:  ValueError for an op listed twice, an operand both consumed and borrowed, a part without a source or of an operand
             that is not borrowed, uniqueness of a result that is not owned, an inherited result of an op that does not consume
             its operands.
    """
    table: dict[str, Row] = {}
    for row in rows:
        if row.op in table:
            raise ValueError(f"{row.op}: two rows")
        if (row.consumes == ALL and row.borrows) or (row.borrows == ALL and row.consumes):
            raise ValueError(f"{row.op}: an operand is both consumed and borrowed")
        if row.consumes != ALL and row.borrows not in (ALL, REST) and set(row.consumes) & set(row.borrows):
            raise ValueError(f"{row.op}: an operand is both consumed and borrowed")
        if (row.result is ResultKind.PART) != (row.source is not None):
            raise ValueError(f"{row.op}: exactly a part has a source")
        if row.source is not None and row.use_of(row.source) is not Use.BORROW:
            raise ValueError(f"{row.op}: the source of a part must be borrowed")
        if row.movable and row.result is not ResultKind.PART:
            raise ValueError(f"{row.op}: only a part can be moved out")
        if (row.unique or row.unique_like is not None) and row.result is not ResultKind.OWNED:
            raise ValueError(f"{row.op}: only an owned result can be unique")
        if row.result is ResultKind.INHERITED and row.consumes != ALL:
            raise ValueError(f"{row.op}: an inherited result needs all operands consumed")
        table[row.op] = row
    return table


FACTS: dict[str, Row] = check_rows(ROWS)

# A movable part with this attribute consumes its source instead of borrowing it, and is OWNED; the rest of the source is released.
MOVE = "move"

# Arguments of functions say which it is with one of these unit attributes.
OWN, BORROW = "fuse.own", "fuse.borrow"
