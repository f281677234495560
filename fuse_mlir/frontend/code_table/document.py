"""The page docs/diagnostics.md, made from the tables of codes and of messages.

In: the tables. Out: Markdown. `python -m fuse_mlir.frontend.code_table.document > docs/diagnostics.md` writes it anew.
"""

from __future__ import annotations

from ..messages.catalogue import SUBJECTS, shown, shown_hint, templates, texts_of_code
from ..messages.template import Template
from . import CODE_TABLE, UNUSED
from .entry import CodeEntry

_HEAD = """\
# Diagnostic codes

Most errors need no code: their text says what is wrong. Those that tools look for have one, which never changes its meaning;
`fuse-mlir explain CODE` shows its entry of this page. Examples of several files have a line `# <file name>` before each.

The texts of all messages are listed, too, with and without a code. A name in angle brackets stands for a fact of the program.

This page is made from the tables in `fuse_mlir/frontend/code_table` and `fuse_mlir/frontend/messages`.
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
    parts += ["## Codes that nothing reports\n", *(f"- {code}: {why}." for code, why in UNUSED.items()), ""]
    parts += ["## Messages without a code\n", *_messages_without_code()]
    return "\n".join(parts)


def _messages_without_code() -> list[str]:
    parts = []
    for title, subject in SUBJECTS:
        texts = dict.fromkeys(_line(each) for each in templates(subject).values() if each.code is None)
        if texts:
            parts += [f"### {title}", "", *texts, ""]
    return parts


def _line(template: Template) -> str:
    """A message and its hint as an item of a list."""
    hint = shown_hint(template)
    return f"- {_code(shown(template))}" + ("" if hint is None else f"; hint: {_code(hint)}")


def _code(text: str) -> str:
    """Text that may have backquotes itself, as Markdown shows code."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _entry(entry: CodeEntry) -> str:
    lines = [f"### {entry.code}", "", f"**{entry.title}.** {entry.text}", ""]
    lines += ["Messages:", "", *_block("\n".join(texts_of_code(entry.code))), ""]
    lines += ["Wrong:", "", *_block(entry.wrong), "", "Right:", "", *_block(entry.right), ""]
    return "\n".join(lines)


def _block(example: str) -> list[str]:
    return ["```", *example.strip("\n").split("\n"), "```"]


if __name__ == "__main__":
    print(document(), end="")
