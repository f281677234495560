"""Every program of test/semantics, interpreted: output, exit status and HTTP responses are as its head says.

What is expected was derived from the language's rules by hand.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "semantics"))

from description import parse_description
from execution import run_program

_FOLDER = Path(__file__).resolve().parent.parent / "semantics"
_PROGRAMS = sorted(_FOLDER.rglob("*.fuse"))


@pytest.mark.parametrize("path", _PROGRAMS, ids=[str(path.relative_to(_FOLDER).with_suffix("")) for path in _PROGRAMS])
def test_program(path):
    description = parse_description(path.read_text(encoding="utf-8"))
    outcome = run_program(path, description)
    assert outcome.responses == [response for _, response in description.exchanges]
    assert (outcome.stdout, outcome.stderr) == (description.stdout, description.stderr)
    assert outcome.status == description.status


def test_description():
    head = "# Why.\n# env: A=b=c\n# file: x/y.json\n#   {}\n# stdout:\n#   one\n#\n#     two\n# error: boom\n"
    found = parse_description(
        head + "# exchange:\n#   > GET / HTTP/1.1\n#   >\n#   > body\n#   < HTTP/1.1 200 OK\napp\n# stdout:\n"
    )
    assert (found.environment, found.files, found.stdout) == ({"A": "b=c"}, {"x/y.json": "{}\n"}, "one\n\n  two\n")
    assert (found.stderr, found.status) == ("run error: boom\n", 1)
    assert found.exchanges == [("GET / HTTP/1.1\r\n\r\nbody", "HTTP/1.1 200 OK\r\n\r\n")]
    with pytest.raises(ValueError, match="not understood: # note"):
        parse_description("# stdout:\n#   x\n# note\n")
