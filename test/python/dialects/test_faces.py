"""The Python face of the dialects: contexts, types, declarations, effects."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fuse_mlir.dialects import fuse, fuse_rt
from fuse_mlir.dialects.context import create_context
from mlir import ir


@pytest.fixture(autouse=True)
def context():
    with create_context() as context, ir.Location.unknown():
        yield context


def int_type() -> ir.Type:
    return ir.IntegerType.get_signless(64)


PREDICATES = (fuse.is_str, fuse.is_list, fuse.is_option, fuse.is_struct, fuse.is_enum, fuse.is_error)


@pytest.mark.parametrize(
    ("build", "text", "position"),
    [
        (fuse.str_type, "!fuse.str", 0),
        (lambda: fuse.list_type(int_type()), "!fuse.list<i64>", 1),
        (lambda: fuse.option_type(fuse.str_type()), "!fuse.option<!fuse.str>", 2),
        (lambda: fuse.struct_type("User"), "!fuse.struct<@User>", 3),
        (lambda: fuse.enum_type("Größe"), '!fuse.enum<@"Gr\\C3\\B6\\C3\\9Fe">', 4),
        (fuse.error_type, "!fuse.error", 5),
        (int_type, "i64", None),
    ],
)
def test_types(build, text: str, position: int | None) -> None:
    type_ = build()
    assert str(type_) == text and type_ == ir.Type.parse(text)
    assert [predicate(type_) for predicate in PREDICATES] == [i == position for i in range(len(PREDICATES))]
    assert fuse.is_fuse_type(type_) is (position is not None)


def test_parts_of_types() -> None:
    assert fuse.element_type(fuse.list_type(int_type())) == int_type()
    assert fuse.element_type(fuse.option_type(fuse.str_type())) == fuse.str_type()
    assert fuse.symbol_name(fuse.struct_type("User")) == "User"
    assert fuse.symbol_name(fuse.enum_type("Größe")) == "Größe"
    with pytest.raises(TypeError, match=r"!fuse\.str is no container"):
        fuse.element_type(fuse.str_type())
    with pytest.raises(TypeError, match="i64 is neither a struct nor an enum"):
        fuse.symbol_name(int_type())


def test_types_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match=r"!fuse\.error cannot be inside a list"):
        fuse.list_type(fuse.error_type())
    with pytest.raises(ValueError, match=r"!fuse\.option<i64> cannot be inside a option"):
        fuse.option_type(fuse.option_type(int_type()))


def test_declarations() -> None:
    module = ir.Module.create()
    fields = [("name", fuse.str_type()), ("age", int_type())]
    variants = [("Red", []), ("Rgb", [int_type(), int_type()])]
    with ir.InsertionPoint(module.body):
        struct = fuse.struct_def("User", fields)
        enum = fuse.enum_def("Color", variants)
    assert module.operation.verify()
    assert (fuse.definition_name(struct), fuse.struct_fields(struct)) == ("User", fields)
    assert (fuse.definition_name(enum), fuse.enum_variants(enum)) == ("Color", variants)
    assert str(enum) == "fuse.enum.def @Color {Red, Rgb(i64, i64)}"


def test_builders_infer_results() -> None:
    module = ir.Module.create()
    with ir.InsertionPoint(module.body):
        text = fuse.str_constant("a")
        texts = fuse.list_make(fuse.list_type(fuse.str_type()), [text])
        length = fuse.list_length(texts)
        assert fuse.list_get(texts, length).type == fuse.str_type()
        assert fuse.option_some(text).type == fuse.option_type(fuse.str_type())
        assert fuse.list_range(length, length).type == fuse.list_type(int_type())
        block = fuse.check(fuse.str_eq(text, text))
        with ir.InsertionPoint(block):
            fuse.YieldOp(fuse.error_panic("no"))
        fuse_rt.ReleaseOp(fuse_rt.constant("x"), nullable=True)
    assert module.operation.verify()


def test_effect_raises() -> None:
    module = ir.Module.create()
    with ir.InsertionPoint(module.body):
        text = fuse.str_constant("a")
        number = fuse.str_scalars(text)
        assert fuse.raises(fuse.IntDivOp(number, number))
        assert fuse.raises(fuse.ConfigLookupOp("A_B", "A", "b"))
        assert not fuse.raises(fuse.PrintOp(text))
        assert not fuse.raises(fuse.EnvOp(text))
        assert not fuse.raises(text.owner)


def test_raise_facts_agree_with_effects() -> None:
    """The lowering's table of raising ops lists the ops that say so themselves."""
    from fuse_mlir.lowering.raise_facts import RAISING_OPS

    classes = [value for value in vars(fuse).values() if isinstance(value, type) and issubclass(value, ir.OpView)]
    names = {cls.OPERATION_NAME for cls in classes if cls.OPERATION_NAME.startswith("fuse.")}
    assert set(RAISING_OPS) <= names
    sources = {name: _raising_in_ods(name) for name in sorted(names)}
    assert {name for name, raising in sources.items() if raising} == set(RAISING_OPS)


def _raising_in_ods(name: str) -> bool:
    """Whether an op of this name, built without looking at its operands, has the effect; of a builtin, one that says so."""
    attributes = {}
    if name.startswith("fuse.builtin"):
        attributes["effect"] = ir.IntegerAttr.get(ir.IntegerType.get_signless(64), 0)
        if name == "fuse.builtin":
            attributes["raises"] = ir.UnitAttr.get()
    return fuse.raises(ir.Operation.create(name, attributes=attributes))


def test_effects_of_a_builtin_are_its_attributes() -> None:
    from fuse_mlir.dialects import builtins

    module = ir.Module.create()
    with ir.InsertionPoint(module.body):
        null = fuse.any_null()
        assert not fuse.raises(builtins.call("any.text", [null]).owner)
        arguments = fuse.ListMakeOp(fuse.list_type(fuse.any_type()), []).result
        assert fuse.raises(builtins.call("any.call", [null, arguments]).owner)


def test_builtin_rows_that_contradict() -> None:
    from fuse_mlir.dialects.builtins import Builtin, check_rows

    row = Builtin("a.b", ("Int",), "Int", "fuse_rt_a_b")
    with pytest.raises(ValueError, match="two rows"):
        check_rows([row, Builtin("a.b", (), "Int", "fuse_rt_other")])
    with pytest.raises(ValueError, match="two rows"):
        check_rows([row, Builtin("a.c", (), "Int", "fuse_rt_a_b")])
    with pytest.raises(ValueError, match="does nothing"):
        check_rows([Builtin("a.d", ("Int",), None, "fuse_rt_a_d")])


def test_context_refuses_unknown_dialects(context: ir.Context) -> None:
    with pytest.raises(ir.MLIRError):
        ir.Module.parse('"nothing.op"() : () -> ()')


def test_start_up_imports_no_dialect_module() -> None:
    """Python modules of upstream dialects cost 20 ms; they are for those who build such ops."""
    code = (
        "import sys; from fuse_mlir.dialects import context; context.create_context(); print('mlir.dialects.llvm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "False\n"
