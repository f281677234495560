"""Services → OpenAPI paths, operations and tags.

In:   the services of a program, by module and in source order. Out: JSON data. An operation is called `<Service>_<number of its
      route>`; of two for one path and verb the later is there.
Source: semantics 14.4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..frontend.canonical import program as ir
from .json_text import Json
from .schemas import SchemaTable, reference

# Also without a type, as a base path may have one.
_PARAMETER = re.compile(r"\{([^}]*)\}")


def paths_of(services: Sequence[ir.Service], table: SchemaTable) -> dict[str, Json]:
    """The operations by path and verb."""
    paths: dict[str, dict[str, Json]] = {}
    for service in services:
        for number, route in enumerate(service.routes):
            path = _joined(service.base_path, route.path)
            shown = _PARAMETER.sub(lambda match: f"{{{_split(match[1])[0] or match[1].strip()}}}", path)
            paths.setdefault(shown, {})[route.verb] = _operation(service.name, number, route, path, table)
    return dict(paths)


def tags_of(services: Sequence[ir.Service]) -> list[Json]:
    """A tag a service, by name."""
    docs: dict[str, str] = {}
    for service in services:
        docs[service.name] = service.doc or docs.get(service.name, "")
    return [{"name": name, "description": docs[name]} if docs[name] else {"name": name} for name in sorted(docs)]


def _joined(base: str, route: str) -> str:
    """Both parts of a path, with one slash between them and one in front."""
    tail = route.lstrip("/")
    path = base.rstrip("/") + (f"/{tail}" if tail or not base.rstrip("/") else "")
    return path if path.startswith("/") else f"/{path}"


def _split(parameter: str) -> tuple[str, str]:
    """Name and type of what stands between braces."""
    name, _, type_ = parameter.partition(":")
    return name.strip(), type_.strip()


def _operation(service: str, number: int, route: ir.Route, path: str, table: SchemaTable) -> dict[str, Json]:
    found: dict[str, Json] = {
        "tags": [service],
        "operationId": f"{service}_{number}",
        "responses": {"200": _content("OK", table.schema(route.result)), "default": _content("Error", reference("Error"))},
    }
    parameters = _parameters(route, path, table)
    if parameters:
        found["parameters"] = parameters
    if route.body_schema is not None:
        required = not isinstance(route.body_schema, ir.OptionSchema)
        found["requestBody"] = {"required": required, "content": _json(table.request_body(route.body_schema))}
    return found


def _parameters(route: ir.Route, path: str, table: SchemaTable) -> list[Json]:
    """Those of the whole path in its order. One that is only a part of a segment has its type as the path says it."""
    known = {param.local.name: param.schema for param in route.params}
    found: list[Json] = []
    for name, type_ in map(_split, _PARAMETER.findall(path)):
        if not name:
            continue
        schema: Json = {"type": "string"}
        if name in known:
            schema = table.schema(known[name])
        elif table.knows(type_):
            schema = table.named(type_)
        found.append({"name": name, "in": "path", "required": True, "schema": schema})
    return found


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _content(description: str, schema: Json) -> Json:
    return {"description": description, "content": _json(schema)}
