"""Regular expressions of refinements: linear time, Unicode classes, no look-around, no back-references.

In:   a pattern.
Out:  `compile_pattern(pattern) -> Automaton`, whose `search(text)` says whether the pattern occurs anywhere in a text; an
      automaton is plain data, so that a compiled program can carry it.
Why:  the language promises searches in linear time, which Python's own engine cannot give.

One subject a file: `tree` (the syntax tree), `syntax` (patterns to trees) with `cursor`, `escapes` and `class_syntax` (bracket
classes), `characters` (sets of characters), `properties` (sets with Unicode's names, from the tables `unicode_names` and
`unicode_sets`, which `make_unicode_sets` makes), `automaton` (trees to automata, and the search), `deterministic` (automata as
code of programs), `table` (automata as data, for programs whose patterns have no small deterministic automaton).
"""

from .automaton import Automaton as Automaton
from .automaton import compile_pattern as compile_pattern
from .deterministic import deterministic as deterministic
from .table import automaton_table as automaton_table
from .tree import RegexError as RegexError
