"""`format_source`: a source text in its canonical layout.

In: a `SourceFile`. Out: `Formatted`. The formatter moves tokens and comments and changes none of them; strings stay as they are,
line ends stay where they are, runs of empty lines become one. The result is parsed again and must give the same tree.
Source: the tool contract knows a formatter by lines (semantics 13.3); this one works on tokens, so it never touches a string.
"""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..lexer import lex
from ..parser import parse
from ..record import record
from ..same_tree import same_tree
from ..source import SourceFile
from .declarations import separate_declarations
from .lines import LineBuilder
from .pieces import Piece, pieces_of
from .roles import roles_of
from .spacing import Spacing


class FormattingFault(Exception):
    """The formatter would have changed what a program means: a fault of ours."""


@record(frozen=True)
class Formatted:
    """`text` is None for a source with syntax errors, which `diagnostics` are about."""

    text: str | None
    diagnostics: list[Diagnostic]


def format_source(source: SourceFile) -> Formatted:
    """Format one file.

    Errors:  syntax errors as diagnostics. FormattingFault where the result is not the same program.
    """
    module, diagnostics = parse(source)
    if diagnostics:
        return Formatted(None, diagnostics)
    pieces = pieces_of(source, lex(source).tokens)
    lines = LineBuilder(pieces, Spacing(roles_of(module), _import_braces(pieces))).build()
    separate_declarations(lines)
    text = "".join(f"{chr(10) if line.blank_before else ''}{' ' * line.indent}{line.text}\n" for line in lines)
    if text != source.text:
        again, faults = parse(SourceFile(source.path, text))
        if faults or not same_tree(module, again):
            raise FormattingFault(f"formatting {source.path} would change the program")
    return Formatted(text, [])


def _import_braces(pieces: list[Piece]) -> set[int]:
    braces: set[int] = set()
    for index, piece in enumerate(pieces[1:], 1):
        if piece.kind == "{" and pieces[index - 1].kind == "import":
            braces.add(piece.start)
            closer = next(each for each in pieces[index:] if each.kind == "}")
            braces.add(closer.start)
    return braces
