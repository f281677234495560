"""The OpenAPI 3.0 document of a program: its services as paths, its types and enums as schemas.

In:   the canonical program. Out: one line of compact JSON with sorted keys.
      Every type of every module has a schema, `m<module id>_<Name>`, whether a route uses it or not; so have the bodies of errors,
      `Error` and `ValidationField`.
Source: semantics 14.4.
"""

from __future__ import annotations

from pathlib import PurePath

from ..frontend.canonical import program as ir
from ..frontend.depth import allow_deep_recursion
from .json_text import Json, json_text
from .paths import paths_of, tags_of
from .schemas import SchemaTable, object_of, reference

_VERSION = "0.1.0"
_TEXT: Json = {"type": "string"}


def openapi_document(program: ir.Program) -> str:
    """The document of `program`, without a newline at its end."""
    allow_deep_recursion()
    table = SchemaTable(program)
    document: dict[str, Json] = {
        "openapi": "3.0.0",
        "info": {"title": PurePath(program.path).stem, "version": _VERSION},
        "paths": paths_of(program.services, table),
        "components": {"schemas": {**table.declared(), **_error_schemas()}},
    }
    tags = tags_of(program.services)
    if tags:
        document["tags"] = tags
    return json_text(document)


def _error_schemas() -> dict[str, Json]:
    """What the server answers where a request fails."""
    field = {"path": _TEXT, "code": _TEXT, "message": _TEXT}
    fields: Json = {"type": "array", "items": reference("ValidationField")}
    error = {"type": "object", "properties": {"code": _TEXT, "message": _TEXT, "fields": fields}}
    return {"ValidationField": object_of(field, list(field)), "Error": object_of({"error": error}, ["error"])}
