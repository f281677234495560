"""Calls: arguments by name and by default, errors, configs, output, several programs, threads."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import threading

import pytest

import fuse_mlir

TEXT = """
type User:
  name: String(1..5)
  age: Int(0..150)
  level: Int = 1 + 1
  mail: String?

fn greet(name: String, greeting: String = "Hello", mark: String = "!") -> String:
  return "${greeting}, ${name}${mark}"

fn divide(a: Int, b: Int) -> Int:
  return a / b

fn pick(xs: List<String>, index: Int) -> String:
  return xs[index]

fn older(user: User) -> User:
  return User(name=user.name, age=user.age + 1, level=user.level)

fn loud(text: String):
  print(text)

fn deep(n: Int) -> String:
  if n == 0:
    return ""
  return "(" + deep(n - 1) + ")"
"""


@pytest.fixture
def module(load_text):
    return load_text(TEXT)


def test_arguments_by_name_and_by_default(module):
    assert module.greet("Ada") == "Hello, Ada!"
    assert module.greet("Ada", "Hi") == "Hi, Ada!"
    assert module.greet(greeting="Hi", name="Ada", mark="?") == "Hi, Ada?"
    assert module.greet("Ada", greeting="Hi") == "Hi, Ada!"


@pytest.mark.parametrize(
    ("args", "kwargs", "message"),
    [
        ((), {}, "greet() needs parameter 'name'"),
        (("a", "b", "c", "d"), {}, "greet() takes 3 arguments, got 4"),
        (("a",), {"nme": "b"}, "greet() has no parameter 'nme'"),
        (("a",), {"name": "b"}, "greet() got parameter 'name' twice"),
        (("a",), {"mark": "?"}, "greet() needs parameter 'greeting', because one after it is given"),
    ],
)
def test_wrong_arguments(module, args, kwargs, message):
    with pytest.raises(TypeError) as caught:
        module.greet(*args, **kwargs)
    assert str(caught.value) == message


def test_a_function_describes_itself(module):
    assert repr(module.greet) == "<FUSE function greet(name: String, greeting: String, mark: String) -> String>"
    assert str(inspect.signature(module.greet)) == "(name: str, greeting: str = <default>, mark: str = <default>) -> str"
    assert {"greet", "divide", "User"} <= set(dir(module))
    with pytest.raises(AttributeError, match="has no function or type 'missing'"):
        module.missing  # noqa: B018


def test_errors_have_the_text_of_fuse(module):
    with pytest.raises(fuse_mlir.FuseError) as caught:
        module.pick(["a"], 1)
    assert str(caught.value) == "index out of bounds"
    with pytest.raises(fuse_mlir.FuseError) as caught:
        module.older(module.User(name="Ada", age=150))
    field = {"code": "invalid_value", "message": "value 151 out of range 0..150", "path": "User.age"}
    assert json.loads(str(caught.value)) == {
        "error": {"code": "validation_error", "fields": [field], "message": "validation failed"}
    }


def test_panics_are_another_exception(module):
    with pytest.raises(fuse_mlir.FusePanic) as caught:
        module.divide(1, 0)
    assert str(caught.value) == "attempt to divide by zero"
    assert not isinstance(caught.value, fuse_mlir.FuseError)
    assert module.divide(7, 2) == 3


def test_structs_keep_their_refinements_and_defaults(module):
    user = module.User(name="Ada", age=18)
    assert (user.level, user.mail) == (2, None)
    assert module.older(user) == module.User(name="Ada", age=19)
    with pytest.raises(fuse_mlir.FuseError, match=r"length 0 out of range 1\.\.5"):
        module.User(name="", age=1)
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'age'"):
        module.User(name="Ada")


def test_configs_are_loaded_once(load_text, monkeypatch):
    monkeypatch.setenv("APP_WORD", "outside")
    text = 'config App:\n  word: String = "inside"\n\nfn word() -> String:\n  return App.word + "!"\n'
    module = load_text(text)
    monkeypatch.setenv("APP_WORD", "changed")
    assert module.word() == "outside!"
    assert load_text(text).word() == "changed!"


def test_a_config_that_fails(load_text, monkeypatch):
    monkeypatch.setenv("APP_PORT", "none")
    with pytest.raises(fuse_mlir.FuseError, match="invalid Int: none"):
        load_text('config App:\n  word: String = "a" + "b"\n  port: Int = 1\n\nfn port() -> Int:\n  return App.port\n')


def test_programs_that_cannot_be_loaded(tmp_path):
    wrong = tmp_path / "wrong.fuse"
    wrong.write_text("fn f() -> Int:\n  return missing\n", encoding="utf-8")
    with pytest.raises(fuse_mlir.FuseCompileError) as caught:
        fuse_mlir.load(wrong)
    assert "wrong.fuse:2:10: error" in str(caught.value) and "missing" in str(caught.value)
    with pytest.raises(fuse_mlir.FuseCompileError, match=r"absent\.fuse"):
        fuse_mlir.load(tmp_path / "absent.fuse")
    with pytest.raises(fuse_mlir.FuseCompileError, match=r"fuse\.toml"):
        fuse_mlir.load(tmp_path)


def test_a_package_and_its_modules(tmp_path):
    (tmp_path / "fuse.toml").write_text('[package]\nname = "shop"\nentry = "src/main.fuse"\n', encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "tax.fuse").write_text("fn rate() -> Int:\n  return 19\n", encoding="utf-8")
    main = 'import { rate } from "./tax"\n\nfn gross(net: Int) -> Int:\n  return net + net * rate() / 100\n'
    main += '\napp "Shop":\n  print("never")\n'
    (tmp_path / "src" / "main.fuse").write_text(main, encoding="utf-8")
    assert fuse_mlir.load(tmp_path).gross(200) == fuse_mlir.load(tmp_path / "src" / "main.fuse").gross(200) == 238


def test_two_programs_with_the_same_names(load_text):
    first = load_text("fn f() -> Int:\n  return 1\n")
    second = load_text("fn f() -> Int:\n  return 2\n")
    assert (first.f(), second.f(), first.f()) == (1, 2, 1)


def test_a_function_outlives_its_module(load_text):
    f = load_text('fn f(s: String) -> String:\n  return s + "!"\n').f
    assert f("a") == "a!"


def test_threads_call_in_turn(module):
    results: list[str] = []

    def work(name: str) -> None:
        for _ in range(200):
            results.append(module.greet(name))

    threads = [threading.Thread(target=work, args=(f"t{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted(f"Hello, t{number}!" for number in range(4) for _ in range(200))


_PRINTING = """
import sys
import fuse_mlir
module = fuse_mlir.load(sys.argv[1])
print("before")
module.loud("inside")
print("after")
sys.stdout.flush()
module.deep(int(sys.argv[2]))
print("still here")
"""


def _run(tmp_path, depth: int) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "loud.fuse"
    path.write_text(TEXT, encoding="utf-8")
    return subprocess.run([sys.executable, "-c", _PRINTING, str(path), str(depth)], capture_output=True, text=True)


def test_output_is_in_order_with_python_s(tmp_path):
    result = _run(tmp_path, 10)
    assert (result.stdout, result.stderr, result.returncode) == ("before\ninside\nafter\nstill here\n", "", 0)


def test_an_exhausted_stack_is_a_fatal_envelope(tmp_path):
    result = _run(tmp_path, 10_000_000)
    assert result.returncode == 101
    assert result.stdout == "before\ninside\nafter\n"
    assert result.stderr.startswith("fatal: class=panic pid=") and result.stderr.endswith("panic_static_str stack overflow\n")


def test_importing_the_package_imports_nothing_else():
    script = (
        "import sys, fuse_mlir; fuse_mlir.FuseError; "
        "print([name for name in ('mlir', 'llvmlite', 'numpy', 'ctypes', 'fuse_mlir.codegen') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_numpy_is_not_needed(tmp_path):
    path = tmp_path / "list.fuse"
    path.write_text("fn twice(xs: List<Int>) -> List<Int>:\n  return xs + xs\n", encoding="utf-8")
    script = (
        "import sys; sys.modules['numpy'] = None\n"
        "import fuse_mlir\n"
        "print(fuse_mlir.load(sys.argv[1]).twice([1, 2]))\n"
        "try:\n    fuse_mlir.array([1])\nexcept ImportError as error:\n    print(error)\n"
    )
    result = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True)
    assert result.stdout == "[1, 2, 1, 2]\nfuse_mlir.array needs NumPy: pip install 'fuse-mlir[numpy]'\n", result.stderr


def test_what_functions_ask_for_is_there(load_text):
    """Tasks, functions as values, decoders and servers are functions that only other functions know."""
    module = load_text(
        """
requires network

config App:
  limits: List<Int> = [1, 2]

fn double(n: Int) -> Int:
  return n * 2

fn work() -> Int:
  let task = spawn:
    3
  let f = double
  return f(await task) + App.limits[1]

service Api at "/":
  get "/" -> Int:
    return work()

fn start(port: Int):
  serve(port)
"""
    )
    assert module.work() == 8
    with pytest.raises(fuse_mlir.FuseError, match="invalid port"):
        module.start(-1)
