"""NumPy arrays to FUSE and back: types, copies, values."""

from __future__ import annotations

import ctypes
import gc

import pytest
from checked_runtime import checked_runtime, live_objects

from fuse_mlir.jit import arrays

np = pytest.importorskip("numpy")

TEXT = """
fn total(xs: List<Int>) -> Int:
  var sum = 0
  for x in xs:
    sum = sum + x
  return sum

fn mean(xs: List<Float>) -> Float:
  var sum = 0.0
  var count = 0.0
  for x in xs:
    sum = sum + x
    count = count + 1.0
  return sum / count

fn same(xs: List<Float>) -> List<Float>:
  return xs

fn zeroed(xs: List<Float>) -> List<Float>:
  var ys = xs
  ys[0] = 0.0
  return ys

fn squares(n: Int) -> List<Int>:
  var xs = [0]
  for i in 1..n:
    xs = xs + [i * i]
  return xs

fn fixed() -> List<Int>:
  return [1, 2, 3]

fn rows() -> List<List<Float>>:
  return [[1.0], [2.0, 3.0]]

fn any_true(flags: List<Bool>) -> Bool:
  for flag in flags:
    if flag:
      return true
  return false
"""


@pytest.fixture
def module(load_text):
    return load_text(TEXT, as_arrays=True)


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "uint32", "int64", ">i4"])
def test_integer_arrays(module, dtype):
    assert module.total(np.arange(100, dtype=dtype)) == 4950


@pytest.mark.parametrize("dtype", ["float32", "float64", "int32", ">f8"])
def test_float_arrays(module, dtype):
    assert module.mean(np.arange(5, dtype=dtype)) == 2.0


def test_views_and_strides(module):
    base = np.arange(10)
    assert module.total(base[::2]) == 20
    assert module.total(base[::-1]) == 45
    assert module.total(base[3:5]) == 7
    assert module.any_true(np.array([False, True]))
    assert module.total([np.int64(1), np.int8(2)]) == 3


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (np.array([1.5]), "float64 with 1 dimensions"),
        (np.array([1], dtype="uint64"), "uint64 with 1 dimensions"),
        (np.zeros((2, 2), dtype="int64"), "int64 with 2 dimensions"),
        (np.array(["a"]), "<U1 with 1 dimensions"),
        (np.array([True]), "bool with 1 dimensions"),
    ],
)
def test_arrays_of_other_types(module, values, what):
    with pytest.raises(TypeError) as caught:
        module.total(values)
    assert str(caught.value) == f"total() parameter 'xs' expects List<Int>, got ndarray of {what}"


def test_results_are_arrays(module):
    result = module.squares(5)
    assert isinstance(result, np.ndarray) and result.dtype == np.int64
    assert result.tolist() == [0, 1, 4, 9, 16, 25]
    assert module.fixed().tolist() == [1, 2, 3]
    assert module.rows() == [[1.0], [2.0, 3.0]]


def test_results_can_be_lists(load_text):
    assert load_text(TEXT, as_arrays=False).squares(3) == [0, 1, 4, 9]


def test_a_result_is_the_memory_of_fuse(module):
    result = module.squares(1000)
    assert type(result.base) is arrays.ListMemory
    assert arrays.memory_of(result, checked_runtime()) is result.base
    assert arrays.memory_of(result[1:], checked_runtime()) is None
    assert arrays.memory_of(result.reshape(7, 143), checked_runtime()) is None
    assert module.total(result) == sum(number * number for number in range(1001))


def test_a_constant_is_copied(module):
    """It lies in read-only memory, and is the same at every call."""
    first = module.fixed()
    first[0] = 99
    assert module.fixed().tolist() == [1, 2, 3]


def test_fuse_does_not_change_an_array_that_python_holds(module):
    for given in (np.array([1.0, 2.0]), module.zeroed(np.array([5.0, 2.0]))):
        kept = given.copy()
        result = module.zeroed(given)
        assert result.tolist() == [0.0, 2.0]
        assert given.tolist() == kept.tolist()


def test_an_array_that_is_returned_is_not_shared(module):
    given = module.zeroed(np.array([5.0, 2.0]))
    result = module.same(given)
    result[1] = 7.0
    assert given.tolist() == [0.0, 2.0]


def test_a_view_keeps_the_memory_alive(module):
    view = module.squares(1000)[990:]
    gc.collect()
    module.squares(1000)
    assert view[-1] == 1_000_000


def test_an_array_outlives_its_program(load_text):
    result = load_text(TEXT, as_arrays=True).squares(10)
    gc.collect()
    assert result[10] == 100


def test_arrays_made_for_fuse():
    made = arrays.array([1, 2, 3])
    assert made.dtype == np.int64 and type(made.base) is arrays.ListMemory
    assert arrays.array(np.array([0.5], dtype="float32")).dtype == np.float64
    for wrong in (["a"], [[1], [2]], [2**64]):
        with pytest.raises(TypeError, match=r"fuse_mlir\.array"):
            arrays.array(wrong)


def test_counts_of_every_kind():
    """One holder, several, and holders in several threads, whose count is negative."""
    runtime = checked_runtime()
    with runtime.lock:
        before = live_objects()
        for count in (1, 3, -1, -3):
            array = runtime.new_array(4, 8)
            stored = ctypes.c_int64.from_address(array)
            stored.value = count
            runtime.retain(array)
            assert stored.value == count + (1 if count > 0 else -1)
            for _ in range(abs(count) + 1):
                assert live_objects() == before + 1
                runtime.release(array)
            assert live_objects() == before
