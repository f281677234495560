"""Hints that depend on what else the program declares, so that they belong to no one message."""

from __future__ import annotations

from .template import Template

DID_YOU_MEAN = Template("did you mean `{name}`?")
IMPORT_IT = Template("import it: it is declared in {path}")
