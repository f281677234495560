"""Paths of routes: segments and parameters.

In: the texts of a base path and of a route's path. Out: the segments of both together, literal ones as text; and the parameters
that the checker sees, which may stand anywhere in a path. Only one that is a whole segment has a value at run time.
Source: semantics 10.12 (routing) and 11.5 (route paths).
"""

from __future__ import annotations

import re

from ..messages.declarations import INVALID_ROUTE_PARAMETER, ROUTE_PARAMETER_TYPE, UNCLOSED_ROUTE_PARAMETER
from ..messages.template import Message
from ..record import record

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@record(frozen=True)
class PathParam:
    """`{name: Type}`; `type` is the name of one, as written."""

    name: str
    type: str


def split_path(path: str) -> list[str]:
    trimmed = path.strip("/")
    return trimmed.split("/") if trimmed else []


def param_of_segment(segment: str) -> PathParam | None:
    """The parameter that a segment is, None for a literal one."""
    if not (segment.startswith("{") and segment.endswith("}") and len(segment) > 1):
        return None
    return _param(segment[1:-1])


def params_of_path(path: str) -> tuple[list[PathParam], list[Message]]:
    """The parameters of a path in order, and what is wrong with others."""
    params: list[PathParam] = []
    problems: list[Message] = []
    position = path.find("{")
    while position >= 0:
        end = path.find("}", position)
        if end < 0:
            problems.append(UNCLOSED_ROUTE_PARAMETER())
            break
        param = _param(path[position + 1 : end])
        if param is None:
            problems.append(INVALID_ROUTE_PARAMETER())
        elif _NAME.fullmatch(param.type) is None:
            problems.append(ROUTE_PARAMETER_TYPE(type=param.type))
        else:
            params.append(param)
        position = path.find("{", end)
    return params, problems


def _param(inner: str) -> PathParam | None:
    name, _, type_ = inner.partition(":")
    name, type_ = name.strip(), type_.strip()
    return PathParam(name, type_) if name and type_ else None
