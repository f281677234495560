"""Regular expressions of refinements: linear time, Unicode classes, no look-around, no back-references.

In:   a pattern.
Out:  `compile_pattern(pattern) -> Automaton`, whose `search(text)` says whether the pattern occurs anywhere in a text; an
      automaton is plain data, so that a compiled program can carry it.
Why:  the language promises searches in linear time, which Python's own engine cannot give.

One subject a file: `tree` (the syntax tree), `syntax` (patterns to trees), `characters` (sets of characters), `class_syntax`
(bracket classes and escapes), `automaton` (trees to automata, and the search).
"""

from .automaton import Automaton as Automaton
from .automaton import compile_pattern as compile_pattern
from .tree import RegexError as RegexError
