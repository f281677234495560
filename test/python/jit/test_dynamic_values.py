"""Maps, results, values of types that contain themselves, and values whose type is known at run time only."""

from __future__ import annotations

import pytest

import fuse_mlir

TEXT = """
type Tree:
  label: String
  children: List<Tree>

enum Expr:
  Num(Int)
  Add(Expr, Expr)
  Neg(Expr)

type Fault:
  reason: String
  code: Int

fn ages(v: Map<String, Int>) -> Map<String, Int>:
  return v

fn nested(v: Map<String, List<String>>) -> Map<String, List<String>>:
  return v

fn tree(v: Tree) -> Tree:
  return v

fn size(v: Tree) -> Int:
  var total = 1
  for child in v.children:
    total = total + size(child)
  return total

fn expr(v: Expr) -> Expr:
  return v

fn value(v: Expr) -> Int:
  match v:
    Num(n) -> n
    Add(a, b) -> value(a) + value(b)
    Neg(a) -> 0 - value(a)

fn even_half(n: Int) -> Int?:
  if n % 2 == 1:
    return null
  return n / 2

fn half(n: Int) -> Int!Fault:
  return even_half(n) ?! Fault(reason="odd", code=n)
"""


@pytest.fixture
def module(load_text):
    return load_text(TEXT)


@pytest.mark.parametrize("value", [{}, {"a": 1}, {f"key {n}": n for n in range(100)}, {"": -1, "ä\0": 2**63 - 1}])
def test_maps_come_back_in_order(module, value):
    result = module.ages(value)
    assert result == value
    assert list(result) == list(value)


def test_maps_of_other_things(module):
    value = {"a": ["x", "y"], "b": []}
    assert module.nested(value) == value
    with pytest.raises(TypeError) as caught:
        module.nested({"a": ["x", 1]})
    assert str(caught.value) == "nested() parameter 'v' expects Map<String, List<String>>: ['a'][1] should be String, got int"
    with pytest.raises(TypeError, match=r"\[1\] should be String, got int"):
        module.ages({1: 2})
    with pytest.raises(TypeError, match="expects Map<String, Int>, got list"):
        module.ages([1])


def test_types_that_contain_themselves(module):
    leaf = module.Tree(label="leaf", children=[])
    root = module.Tree(label="root", children=[leaf, module.Tree(label="inner", children=[leaf])])
    assert module.tree(root) == root
    assert module.size(root) == 4
    e = module.Expr
    formula = e.Add(e.Num(40), e.Neg(e.Num(-2)))
    assert module.expr(formula) == formula
    assert module.value(formula) == 42


def test_a_result_is_its_value_or_an_exception(module):
    assert module.half(8) == 4
    with pytest.raises(fuse_mlir.FuseError) as caught:
        module.half(7)
    assert caught.value.value == {"reason": "odd", "code": 7}
    assert str(caught.value) == "<Fault>"
