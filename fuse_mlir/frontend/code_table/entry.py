"""One row of the table of diagnostic codes."""

from __future__ import annotations

from ..messages.catalogue import texts_of_code
from ..record import record


@record(frozen=True)
class CodeEntry:
    """`text` explains; `wrong` and `right` are examples, which may hold several files, each after a line `# <file name>`."""

    code: str
    section: str
    title: str
    text: str
    wrong: str
    right: str


def explained(entry: CodeEntry) -> str:
    """The entry as plain text, for a terminal."""
    messages = "\n".join(texts_of_code(entry.code))
    parts = [
        f"{entry.code}: {entry.title}",
        entry.text,
        f"Messages:\n\n{_indented(messages)}",
        f"Wrong:\n\n{_indented(entry.wrong)}",
        f"Right:\n\n{_indented(entry.right)}",
    ]
    return "\n\n".join(parts) + "\n"


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.strip("\n").split("\n"))
