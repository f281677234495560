"""Parsing of a whole file.

In: `SourceFile`. Out: the module and all diagnostics of lexer and parser, in source order. The tree of a file with errors lacks
the units that have them, so later parts have nothing to say about it that the user could trust.
Source: FUSE spec fls.md, "Top level"; semantics 2.5.
"""

from __future__ import annotations

from .. import ast
from ..diagnostics import Diagnostic
from ..lexer import lex
from ..limits import allow_deep_trees
from ..messages.parsing import DOCUMENTED_REQUIRES, LATE_REQUIRES, UNKNOWN_CAPABILITY
from ..nearest import did_you_mean
from ..source import SourceFile, Span
from ..tokens import DEDENT, DOC, EOF, INDENT, ITEM_KEYWORDS, NEWLINE
from .declarations import Declarations

_CAPABILITIES = ("db", "crypto", "network", "time")


def parse(source: SourceFile) -> tuple[ast.Module, list[Diagnostic]]:
    """Parse one file.

    Errors:  as diagnostics, never as exceptions; no diagnostic means that the tree is complete.
    Order:   diagnostics by the start of their spans.
    """
    allow_deep_trees()
    lexed = lex(source)
    parser = _ModuleParser(source, lexed)
    module = parser.parse_module()
    diagnostics = [*lexed.diagnostics, *parser.diagnostics]
    diagnostics.sort(key=lambda diagnostic: diagnostic.span.start if diagnostic.span is not None else 0)
    return module, diagnostics


class _ModuleParser(Declarations):
    def parse_module(self) -> ast.Module:
        requires: list[ast.RequireDecl] = []
        items: list[ast.Item] = []
        while True:
            doc = self.take_docs()
            kind = self.kinds[self.pos]
            if kind == EOF:
                break
            if kind == "requires":
                declared = self.parse_unit(lambda doc=doc: self._requires(doc, bool(items)))  # type: ignore[misc]
                if declared is None:
                    self._skip_to_item()
                else:
                    requires.extend(declared)
                continue
            item = self.parse_unit(lambda doc=doc: self.parse_declaration(doc))  # type: ignore[misc]
            if item is None:
                self._skip_to_item()
            else:
                items.append(item)
        return ast.Module(Span(0, len(self.source.data)), requires, items)

    def recover_block(self, keyword: str) -> None:
        if keyword == INDENT and self.depth == 0:
            # A declaration in the wrong column: what it starts is not known, so nothing inside can be judged.
            self.skip_block()
        else:
            super().recover_block(keyword)

    def _requires(self, doc: str | None, late: bool) -> list[ast.RequireDecl]:
        self.pos += 1
        here = self.span_at(self.pos)
        if late:
            self.report(LATE_REQUIRES(), here, self.pos)
        if doc is not None:
            self.report(DOCUMENTED_REQUIRES(), here, self.pos)
        capabilities: list[ast.RequireDecl] = []
        while True:
            name = self.expect_identifier()
            if name.name in _CAPABILITIES:
                capabilities.append(ast.RequireDecl(name.span, name.name))
            else:
                message = UNKNOWN_CAPABILITY(name=name.name)
                self.report(message, name.span, self.pos - 1, hint=did_you_mean(name.name, _CAPABILITIES))
            if not self.eat(","):
                return capabilities

    def _skip_to_item(self) -> None:
        """Go to the next line that starts a declaration; lines in between belong to the mistake that was reported."""
        line_start = self.kinds[self.pos - 1] in (NEWLINE, DEDENT)
        while self.kinds[self.pos] != EOF:
            kind = self.kinds[self.pos]
            if line_start and (kind in ITEM_KEYWORDS or kind == DOC):
                return
            if kind == INDENT:
                self.skip_block()
                line_start = True
            else:
                self.pos += 1
                line_start = kind in (NEWLINE, DEDENT)
