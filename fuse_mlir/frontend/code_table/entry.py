"""One row of the table of diagnostic codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """`text` explains; `wrong` and `right` are examples, which may hold several files, each after a line `# <file name>`.
    `reserved`: why nothing reports the code, None where something does."""

    code: str
    section: str
    title: str
    text: str
    wrong: str
    right: str
    reserved: str | None = None


def explained(entry: CodeEntry) -> str:
    """The entry as plain text, for a terminal."""
    parts = [f"{entry.code}: {entry.title}", entry.text]
    if entry.reserved is not None:
        parts.append(f"Nothing reports this code: {entry.reserved}.")
    parts += [f"Wrong:\n\n{_indented(entry.wrong)}", f"Right:\n\n{_indented(entry.right)}"]
    return "\n\n".join(parts) + "\n"


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.strip("\n").split("\n"))
