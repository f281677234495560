"""The programs of the corpus.

A file holds one program, or several small ones, each below a line with its name:

    # What the programs are about; entries of a head (`description.py`) here hold for all of them.
    type Shared:                 ← code above the first name belongs to each program
      name: String
    # === first_case
    # stdout:
    #   …
    app "first":
      …
    # === second_case

What a program prints can stand beside the statement that prints it, in programs that print from top to bottom:

    print(7 / 2)  #> 3

A program whose command is `test` says above each of its tests what the test fails with, if it does (`error`, `validation`); the
report follows from that:

    # error: unsupported + operands
    test "null plus a number":
      print(json.decode("null") + 1)

In:   the path of a file.
Out:  its Cases, in order. A case of a file that holds one program has the name of the file, others the name behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from description import Description, error_text, parse_description

_MARK = re.compile(r"^# === (\w+)\n", re.MULTILINE)
_PRINTED = re.compile(r"  #>(?: (.*))?$", re.MULTILINE)
_TEST = re.compile(r'^((?:#.*\n)*)test "([^"]*)":\n((?:(?: .*)?\n)*)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """`name` is unique in the corpus, `file_name` what the program's file is called when it runs."""

    name: str
    file_name: str
    text: str
    description: Description


def cases_of(path: Path, folder: Path) -> list[Case]:
    """The programs of a file; their names are relative to `folder`."""
    name = path.relative_to(folder).with_suffix("").as_posix()
    shared, *parts = _MARK.split(path.read_text(encoding="utf-8"))
    if not parts:
        return [_case(name, path.name, shared, shared)]
    prelude = _without_head(shared)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [_case(f"{name}:{case}", path.name, prelude + _without_head(text), shared, text) for case, text in pairs]


def cases_below(folder: Path) -> list[Case]:
    """All programs in the files below a folder, in order of the files' names. Errors: ValueError where a name stands twice."""
    cases = [case for path in sorted(folder.rglob("*.fuse")) for case in cases_of(path, folder)]
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise ValueError(f"names stand twice: {sorted(name for name in names if names.count(name) > 1)}")
    return cases


def tests_as_programs(case: Case) -> Iterator[Case]:
    """A program for each test of a program of tests: an app that does what the test does, for ways that run no tests."""
    rest = _TEST.sub("", case.text)
    for head, name, body in _TEST.findall(case.text):
        description = replace(parse_description(head), environment=case.description.environment, files=case.description.files)
        yield Case(f"{case.name}:{name}", case.file_name, f'{rest}app "{name}":\n{body}', description)


def _case(name: str, file_name: str, text: str, *heads: str) -> Case:
    description = parse_description(*heads)
    if description.commands == ["test"] and not description.stdout and not description.stderr:
        _expect_report(description, text)
    elif not description.stdout:
        description.stdout = "".join(f"{printed}\n" for printed in _PRINTED.findall(text))
    return Case(name, file_name, text, description)


def _expect_report(description: Description, text: str) -> None:
    """The report of the tests, from what stands above each."""
    tests = sorted((name, error_text(parse_description(head))) for head, name, _ in _TEST.findall(text))
    failed = sum(error is not None for _, error in tests)
    lines = [f"ok {name}" if error is None else f"FAILED {name}: {error}" for name, error in tests]
    lines.append(f"FAILED ({failed} failed of {len(tests)} tests)" if failed else f"ok ({len(tests)} tests)")
    description.stdout = "".join(line + "\n" for line in lines)
    description.status = 1 if failed else 0


def _without_head(text: str) -> str:
    """The text from the first line that is no comment."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[start:])
