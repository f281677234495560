"""The table of messages: each is used, each is shown by a golden file, and no diagnostic has a text from elsewhere.

A message is found in the golden files by its text, where the facts in it may be anything. Of several messages that a line fits,
the one with the most text of its own is meant, so that `unknown type X` is not taken for a sign of every message that starts so.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import golden_file

from fuse_mlir.frontend.messages import catalogue
from fuse_mlir.frontend.messages.template import Template

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "fuse_mlir"
GOLDEN = sorted((ROOT / "test" / "python").rglob("*.golden"))
MESSAGES = ROOT / "fuse_mlir" / "frontend" / "messages"

# Every template by the file and the name that an import has.
TEMPLATES = {
    (subject.__name__.rpartition(".")[2], name): template
    for _, subject in catalogue.SUBJECTS
    for name, template in catalogue.templates(subject).items()
}

# What no golden file can show. Who runs the tests may be root, whom no permission stops; test_diagnostics.py has it.
NOT_IN_A_GOLDEN = {("sources", "PERMISSION_DENIED")}


def facts(template: Template) -> set[str]:
    """The names of the facts of a message and its hint."""
    return {name for text in (template.text, template.hint or "") for _, name, _, _ in Formatter().parse(text) if name is not None}


def pattern(text: str) -> re.Pattern[str]:
    """What a text looks like when its facts are filled in."""
    parts = (re.escape(literal) + ("" if name is None else "((?:.|\n)*?)") for literal, name, _, _ in Formatter().parse(text))
    return re.compile("".join(parts))


def own_text(template: Template) -> int:
    return sum(len(literal) for literal, _, _, _ in Formatter().parse(template.text))


# ---- report sites -----------------------------------------------------------------------------------------------------------


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCES.rglob("*.py")):
        if MESSAGES not in path.parents:
            yield path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """The templates that a file imports, by the name that they have there."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and "messages." in f"{node.module}.":
            subject = (node.module or "").rpartition(".")[2]
            found |= {alias.asname or alias.name: (subject, alias.name) for alias in node.names if alias.name.isupper()}
    return found


def called_names(function: ast.expr) -> list[str]:
    """The names that a call may call: one, or one of two."""
    match function:
        case ast.Name(id=name):
            return [name]
        case ast.IfExp(body=ast.Name(id=first), orelse=ast.Name(id=second)):
            return [first, second]
    return []


def test_each_report_gives_the_facts_of_its_message() -> None:
    for path, tree in trees():
        known = imported(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            for name in called_names(node.func):
                if name not in known:
                    continue
                given = {keyword.arg for keyword in node.keywords}
                place = f"{path.relative_to(ROOT)}:{node.lineno}: {name}"
                assert not node.args and given == facts(TEMPLATES[known[name]]), place


def test_a_message_that_is_chosen_elsewhere_is_one_of_a_kind() -> None:
    """A template that is not called where it is named (in a table, as an argument) is filled in by whoever takes it, so all
    that are named in one expression have the same facts."""
    for path, tree in trees():
        known = imported(tree)
        called = {id(node) for call in ast.walk(tree) if isinstance(call, ast.Call) for node in ast.walk(call.func)}
        for statement in ast.walk(tree):
            if not isinstance(statement, ast.Assign | ast.AnnAssign):
                continue
            names = [n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and n.id in known and id(n) not in called]
            kinds = {frozenset(facts(TEMPLATES[known[name]])) for name in names}
            assert len(kinds) <= 1, f"{path.relative_to(ROOT)}:{statement.lineno}"


def test_every_message_is_reported() -> None:
    used: set[tuple[str, str]] = set()
    for _, tree in trees():
        known = imported(tree)
        used |= {known[node.id] for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in known}
    assert sorted(set(TEMPLATES) - used) == []


def test_diagnostics_are_made_of_messages() -> None:
    """`diagnostics.error` takes a message; who makes a `Diagnostic` of a text would go round the table."""
    for path, tree in trees():
        if path.name == "diagnostics.py":
            continue
        for node in ast.walk(tree):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert name not in ("Diagnostic", "Message"), f"{path.relative_to(ROOT)}:{node.lineno}"


def test_texts_are_in_the_house_style() -> None:
    for (subject, name), template in TEMPLATES.items():
        for text in (template.text, template.hint):
            assert text is None or (text.strip() == text and not text.endswith(".")), f"{subject}.{name}"


def test_no_two_messages_are_the_same() -> None:
    same: dict[tuple[str, str | None, str | None], tuple[str, str]] = {}
    for key, template in TEMPLATES.items():
        assert same.setdefault((template.text, template.code, template.hint), key) == key


# ---- golden files -----------------------------------------------------------------------------------------------------------


def shown_texts() -> list[tuple[str | None, str, str | None]]:
    """Code, text and hint of each diagnostic of the golden files; a line of a package error is one as well."""
    found = []
    for path in GOLDEN:
        sections = golden_file.read(path)
        for name in ("diagnostics", "session"):
            found += diagnostics_of(sections.get(name, ""))
    return found


_HEADLINE = re.compile(
    r"^(?:\S.*?: )?(?:(?:test |migration )?error|warning)(?:\[(?P<code>\w+)\])?: (?P<text>.+(?:\n  - .+)*)", re.MULTILINE
)
_DETAIL = re.compile(r"^  (note|hint): (?:\S+:\d+:\d+: )?(.+)$", re.MULTILINE)


def diagnostics_of(shown: str) -> list[tuple[str | None, str, str | None]]:
    found: list[tuple[str | None, str, str | None]] = []
    matches = list(_HEADLINE.finditer(shown))
    for match, following in zip(matches, [*matches, None][1:], strict=True):
        details = _DETAIL.findall(shown[match.end() : following.start() if following else len(shown)])
        hint = next((said for kind, said in details if kind == "hint"), None)
        text = match["text"]
        if match["code"] is None and text.startswith("[FUSE_"):
            found += of_package(text)
        else:
            found.append((match["code"], text, hint))
        found += [(None, said, None) for kind, said in details if kind == "note"]
    return found


def of_package(line: str) -> list[tuple[str | None, str, str | None]]:
    """The error that an error of a package is, and those in its list."""
    head, _, hint = line.rpartition(". Hint: ")
    whole = (head, hint) if head and "\n" not in hint else (line, None)
    code, _, text = whole[0].removeprefix("[").partition("] ")
    found: list[tuple[str | None, str, str | None]] = [(code, text, whole[1])]
    for item in re.findall(r"^  - \S+: (\[FUSE_.+)$", text, re.MULTILINE):
        found += of_package(item)
    return found


def shown_messages() -> tuple[set[tuple[str, str]], list[str]]:
    """The templates that golden files show, and the texts of diagnostics that are of no template."""
    patterns = [(key, template, pattern(template.text)) for key, template in TEMPLATES.items()]
    found: set[tuple[str, str]] = set()
    strange = []
    open_ = sorted(set(shown_texts()), key=str)
    seen = set(open_)
    while open_:
        code, text, hint = open_.pop()
        fitting = []
        is_known = False
        for key, template, regex in patterns:
            match = regex.fullmatch(text) if template.code == code else None
            is_known = is_known or match is not None
            # What is known of a place may give a better hint than the one of the message, which is then not a sign of it.
            if match is not None and fits_hint(template, hint):
                fitting.append((own_text(template), template.hint is not None, key, match.groups()))
        if not is_known:
            strange.append(text)
        if not fitting:
            continue
        best = max(each[:2] for each in fitting)
        for own, has_hint, key, parts in fitting:
            if (own, has_hint) == best:
                found.add(key)
                # A fact may be a message itself: the reason why a pattern is malformed, say.
                inner = {(None, part, None) for part in parts} | ({(None, hint, None)} if hint is not None else set())
                open_ += sorted(inner - seen, key=str)
                seen |= inner
    return found, strange


def fits_hint(template: Template, hint: str | None) -> bool:
    return template.hint is None or (hint is not None and pattern(template.hint).fullmatch(hint) is not None)


def test_every_message_has_a_golden_file() -> None:
    found, _ = shown_messages()
    assert sorted(set(TEMPLATES) - found - NOT_IN_A_GOLDEN) == []
    assert not NOT_IN_A_GOLDEN & found


def test_every_text_of_a_golden_file_is_in_the_table() -> None:
    texts = {text for path in GOLDEN for _, text, _ in diagnostics_of(golden_file.read(path).get("diagnostics", ""))}
    _, strange = shown_messages()
    assert sorted(texts & set(strange)) == []
