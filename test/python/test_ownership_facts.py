"""The ownership table: complete, and free of contradictions."""

from __future__ import annotations

import pytest
from fuse_mlir.dialects import _fuse_ops_gen
from fuse_mlir.lowering.ownership_facts import ALL, FACTS, ResultKind, Row, Use, check_rows
from fuse_mlir.lowering.raise_facts import RAISING_OPS

# Ops that need no row: declarations, and ops that touch no counted value.
WITHOUT_FACTS = {
    "fuse.json.encode",
    "fuse.unit.constant",
    "fuse.config.hint",
    "fuse.enum.def",
    "fuse.global",
    "fuse.mixed.cmp",
    "fuse.struct.def",
    "fuse.yield",
}


def test_every_op_of_the_dialect_has_facts_or_is_gone_by_then() -> None:
    defined = {
        op.OPERATION_NAME for op in vars(_fuse_ops_gen).values() if str(getattr(op, "OPERATION_NAME", "")).startswith("fuse.")
    }
    assert "fuse.list.concat" in defined
    # Builtins that do not raise stay.
    gone = RAISING_OPS.keys() - {"fuse.builtin"}
    assert defined - WITHOUT_FACTS - gone == {name for name in FACTS if name.startswith("fuse.")}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([Row("a"), Row("a")], "two rows"),
        ([Row("a", consumes=(0,), borrows=(0,))], "both consumed and borrowed"),
        ([Row("a", consumes=ALL, borrows=(1,))], "both consumed and borrowed"),
        ([Row("a", consumes=(1,), borrows=ALL)], "both consumed and borrowed"),
        ([Row("a", ResultKind.PART, borrows=(0,))], "exactly a part has a source"),
        ([Row("a", ResultKind.OWNED, borrows=(0,), source=0)], "exactly a part has a source"),
        ([Row("a", ResultKind.PART, consumes=(0,), source=0)], "must be borrowed"),
        ([Row("a", ResultKind.FREE, unique=(0,))], "only an owned result can be unique"),
        ([Row("a", ResultKind.OWNED, borrows=(0,), movable=True)], "only a part can be moved out"),
        ([Row("a", ResultKind.INHERITED, borrows=ALL)], "needs all operands consumed"),
    ],
)
def test_contradictory_rows_are_rejected(rows: list[Row], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_rows(rows)


def test_use_of_an_operand() -> None:
    store = FACTS["fuse.list.set_unchecked"]
    assert [store.use_of(position) for position in range(3)] == [Use.CONSUME, None, Use.CONSUME]
    assert FACTS["fuse.str.concat"].use_of(7) is Use.BORROW
