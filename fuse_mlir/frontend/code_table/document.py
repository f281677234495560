"""The page docs/diagnostics.md, made from the table of codes.

In: the table. Out: Markdown. `python -m fuse_mlir.frontend.code_table.document > docs/diagnostics.md` writes it anew.
"""

from __future__ import annotations

from . import CODE_TABLE, UNUSED
from .entry import CodeEntry

_HEAD = """\
# Diagnostic codes

Most errors need no code: their text says what is wrong. Those that tools look for have one, which never changes its meaning;
`fuse-mlir explain CODE` shows its entry of this page. Examples of several files have a line `# <file name>` before each.

This page is made from the table in `fuse_mlir/frontend/code_table`.
"""


def document() -> str:
    """The whole page."""
    parts = [_HEAD]
    section = ""
    for entry in CODE_TABLE.values():
        if entry.section != section:
            section = entry.section
            parts.append(f"## {section}\n")
        parts.append(_entry(entry))
    parts += ["## Codes that nothing reports\n", *(f"- {code}: {why}." for code, why in UNUSED.items())]
    return "\n".join(parts) + "\n"


def _entry(entry: CodeEntry) -> str:
    lines = [f"### {entry.code}", "", f"**{entry.title}.** {entry.text}", ""]
    lines += ["Wrong:", "", *_block(entry.wrong), "", "Right:", "", *_block(entry.right), ""]
    return "\n".join(lines)


def _block(example: str) -> list[str]:
    return ["```", *example.strip("\n").split("\n"), "```"]


if __name__ == "__main__":
    print(document(), end="")
