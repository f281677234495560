"""The table of diagnostic codes: for each code a title, an explanation and examples; one file a subject.

`codes.py` has the names of the codes, `messages` the texts that diagnostics have, with and without a code; tests keep names, texts
and this table the same. `fuse-mlir explain` and docs/diagnostics.md show all of it.
"""

from .checking import CHECKING
from .dependencies import DEPENDENCIES
from .entry import CodeEntry
from .imports import IMPORTS
from .lock import LOCK
from .syntax import SYNTAX
from .tasks_and_queries import TASKS_AND_QUERIES
from .unused import UNUSED
from .workspace import WORKSPACE

# Section by section; the entries of a section in the order in which they are shown.
CODE_TABLE: dict[str, CodeEntry] = {
    entry.code: entry
    for section in (SYNTAX, CHECKING, TASKS_AND_QUERIES, IMPORTS, DEPENDENCIES, LOCK, WORKSPACE)
    for entry in section
}

__all__ = ["CODE_TABLE", "UNUSED", "CodeEntry"]
