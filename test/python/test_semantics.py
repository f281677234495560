"""Every program of test/semantics, interpreted: output, exit status and what goes over connections are as its head says.

What is expected was derived from the language's rules by hand. The last tests check how programs are read.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "semantics"))

from corpus import cases_below, cases_of
from description import parse_description
from execution import interpret

_FOLDER = Path(__file__).resolve().parent.parent / "semantics"
_CASES = cases_below(_FOLDER)


@pytest.mark.parametrize("case", _CASES, ids=[case.name for case in _CASES])
def test_program(case):
    outcome = interpret(case)
    expected = case.description
    assert outcome.requests == [request for request, _ in expected.peer]
    assert outcome.responses == [response for _, response in expected.exchanges]
    assert (outcome.stdout, outcome.stderr) == (expected.stdout, expected.stderr)
    assert outcome.status == expected.status


def test_description():
    files = '# env: A=b=c\n# env: B=" x "\n# config:\n#   [App]\n# file: x/y.json\n#   {}\n'
    head = f"# Why.\n{files}# stdout:\n#   one\n#\n#     two\n# stderr:\n#   hint\n# error: boom\n"
    found = parse_description(
        head + "# exchange:\n#   > GET / HTTP/1.1\n#   >\n#   > body\n#   < HTTP/1.1 200 OK\napp\n# stdout:\n#   later\n"
    )
    assert (found.environment, found.stdout) == ({"A": "b=c", "B": " x "}, "one\n\n  two\n")
    assert found.files == {"config.toml": "[App]\n", "x/y.json": "{}\n"}
    assert (found.stderr, found.status) == ("hint\nrun error: boom\n", 1)
    assert found.exchanges == [("GET / HTTP/1.1\r\n\r\nbody", "HTTP/1.1 200 OK\r\n\r\n")]
    with pytest.raises(ValueError, match="not understood: # note"):
        parse_description("# stdout:\n#   x\n# note\n")
    with pytest.raises(ValueError, match="ends once"):
        parse_description("# error: a\n# panic: b\n")


def test_descriptions_of_ends():
    assert parse_description("# panic: p\n").status == 101
    assert parse_description("# validation: a | b | c\n").stderr.startswith('run error: {"error":{"code":"validation_error"')
    assert parse_description("# args: --a='b c' ''\n").arguments == ["--a=b c", ""]
    assert parse_description("# command: migrate\n# command: run\n").commands == ["migrate", "run"]


def test_many_programs_in_a_file(tmp_path):
    path = tmp_path / "folder" / "many.fuse"
    path.parent.mkdir()
    path.write_text(
        "# About.\n# env: A=1\ntype T:\n  x: Int\n# === one\n# stdout:\n#   1\napp one\n# === two\n# Why.\n# status: 3\napp two\n"
    )
    one, two = cases_of(path, tmp_path)
    assert (one.name, two.name, one.file_name) == ("folder/many:one", "folder/many:two", "many.fuse")
    assert (one.text, two.text) == ("type T:\n  x: Int\napp one\n", "type T:\n  x: Int\napp two\n")
    assert (one.description.stdout, one.description.environment) == ("1\n", {"A": "1"})
    assert (two.description.status, two.description.environment) == (3, {"A": "1"})
