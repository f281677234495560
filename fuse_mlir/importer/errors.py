"""The one exception of the importer: the canonical program breaks its contract.

Every program that the checker accepts imports; so this is a compiler fault, reported as such, never a user's mistake.
"""

from __future__ import annotations


class ImportFault(Exception):
    """The canonical program breaks the contract of `frontend/canonical/program.py`."""
