"""All messages, by subject: for the docs, for `fuse-mlir explain` and for the tests. Who reports needs only its own file.

In: the files of this package. Out: `SUBJECTS`, and what can be asked of them. Every template is a name of one file, in capitals.
"""

from __future__ import annotations

from types import ModuleType

from . import (
    backend,
    declarations,
    effects,
    expressions,
    hints,
    lexing,
    loading,
    markup,
    packages,
    parsing,
    regex,
    sources,
    statements,
)
from .template import Template

# A title of each file, in the order in which docs/diagnostics.md has them.
SUBJECTS: tuple[tuple[str, ModuleType], ...] = (
    ("Source files", sources),
    ("Characters, strings and layout", lexing),
    ("Syntax", parsing),
    ("Modules, imports and assets", loading),
    ("Declarations", declarations),
    ("Expressions", expressions),
    ("Statements", statements),
    ("Tasks, capabilities and typed queries", effects),
    ("Components and HTML", markup),
    ("Patterns of refinements", regex),
    ("The native backend", backend),
    ("Manifests, dependencies and the lock file", packages),
    ("Hints", hints),
)


class _Places(dict[str, str]):
    """Stands in for the facts of a message: each is shown as its name."""

    def __missing__(self, name: str) -> str:
        return f"<{name}>"


def templates(subject: ModuleType) -> dict[str, Template]:
    """The templates of a subject by name, in the order in which the file has them."""
    return {name: value for name, value in vars(subject).items() if isinstance(value, Template)}


def texts_of_code(code: str) -> list[str]:
    """The texts of the messages that have a code, with the names of facts in angle brackets."""
    found = [each for _, subject in SUBJECTS for each in templates(subject).values() if each.code == code]
    return list(dict.fromkeys(shown(each) for each in found))


def shown(template: Template) -> str:
    """The text of a message with the names of facts in angle brackets."""
    return template.text.format_map(_Places())


def shown_hint(template: Template) -> str | None:
    """Its hint, the same way."""
    return None if template.hint is None else template.hint.format_map(_Places())
