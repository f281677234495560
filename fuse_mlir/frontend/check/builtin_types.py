"""The builtins: which names there are, and the types that the checker gives them.

`print`, `log`, `assert`, `serve` and everything in `json` have no type that the checker knows, so it does not look at their
arguments; what they give is in `RESULTS`. `task` is a name without members, `errors` one without a value.
"""

from __future__ import annotations

from .. import types
from ..types import Type
from . import static_types as st

UNTYPED = ("log", "print", "assert", "serve")
NAMESPACES = ("db", "json", "html", "svg", "request", "response", "http", "time", "crypto", "task", "errors")

_HEADERS = st.MapOf(st.STRING, st.STRING)
_ROW = st.MapOf(st.STRING, st.UNKNOWN)
_RESPONSE = st.ResultOf(st.External("http.response"), st.External("http.error"))


def _signature(result: st.StaticType, defaults: int = 0, **params: st.StaticType) -> st.FunctionOf:
    return st.FunctionOf(tuple(params.items()), result, defaults)


SIGNATURES: dict[str, st.FunctionOf] = {
    "env": _signature(st.OptionOf(st.STRING), name=st.STRING),
    "env_int": _signature(st.OptionOf(st.INT), name=st.STRING),
    "env_float": _signature(st.OptionOf(st.FLOAT), name=st.STRING),
    "env_bool": _signature(st.OptionOf(st.BOOL), name=st.STRING),
    "input": _signature(st.STRING, defaults=1, prompt=st.STRING),
    "asset": _signature(st.STRING, path=st.STRING),
    "time.now": _signature(st.INT),
    "time.sleep": _signature(st.UNIT, ms=st.INT),
    "time.format": _signature(st.STRING, epoch=st.INT, fmt=st.STRING),
    "time.parse": _signature(st.ResultOf(st.INT, st.ERROR), text=st.STRING, fmt=st.STRING),
    "crypto.hash": _signature(st.BYTES, algo=st.STRING, data=st.BYTES),
    "crypto.hmac": _signature(st.BYTES, algo=st.STRING, key=st.BYTES, data=st.BYTES),
    "crypto.random_bytes": _signature(st.BYTES, n=st.INT),
    "crypto.constant_time_eq": _signature(st.BOOL, a=st.BYTES, b=st.BYTES),
    "html.text": _signature(st.HTML, value=st.STRING),
    "html.raw": _signature(st.HTML, value=st.STRING),
    "html.node": _signature(st.HTML, name=st.STRING, attrs=_HEADERS, children=st.ListOf(st.HTML)),
    "html.render": _signature(st.STRING, value=st.HTML),
    "svg.inline": _signature(st.HTML, name=st.STRING),
    "request.header": _signature(st.OptionOf(st.STRING), name=st.STRING),
    "request.cookie": _signature(st.OptionOf(st.STRING), name=st.STRING),
    "response.header": _signature(st.UNIT, name=st.STRING, value=st.STRING),
    "response.cookie": _signature(st.UNIT, name=st.STRING, value=st.STRING),
    "response.delete_cookie": _signature(st.UNIT, name=st.STRING),
    "http.request": _signature(_RESPONSE, 3, method=st.STRING, url=st.STRING, body=st.STRING, headers=_HEADERS, timeout_ms=st.INT),
    "http.get": _signature(_RESPONSE, 2, url=st.STRING, headers=_HEADERS, timeout_ms=st.INT),
    "http.post": _signature(_RESPONSE, 2, url=st.STRING, body=st.STRING, headers=_HEADERS, timeout_ms=st.INT),
    # Calls of exec, query and one take a list of parameters as well; `builtin_calls` has their rule.
    "db.exec": _signature(st.UNIT, sql=st.STRING),
    "db.query": _signature(st.ListOf(_ROW), sql=st.STRING),
    "db.one": _signature(st.OptionOf(_ROW), sql=st.STRING),
    "db.from": _signature(st.QUERY, table=st.STRING),
    "query.select": _signature(st.QUERY, columns=st.ListOf(st.STRING)),
    "query.where": _signature(st.QUERY, column=st.STRING, op=st.STRING, value=st.UNKNOWN),
    "query.order_by": _signature(st.QUERY, column=st.STRING, dir=st.STRING),
    "query.limit": _signature(st.QUERY, n=st.INT),
    "query.insert": _signature(st.QUERY, value=st.UNKNOWN),
    "query.upsert": _signature(st.QUERY, value=st.UNKNOWN),
    "query.update": _signature(st.QUERY, column=st.STRING, value=st.UNKNOWN),
    "query.delete": _signature(st.QUERY),
    "query.count": _signature(st.INT),
    "query.one": _signature(st.OptionOf(_ROW)),
    "query.all": _signature(st.ListOf(_ROW)),
    "query.exec": _signature(st.UNIT),
    "query.sql": _signature(st.STRING),
    "query.params": _signature(st.ListOf(st.UNKNOWN)),
}

RESULTS: dict[str, Type] = {
    "log": types.UNIT,
    "serve": types.UNIT,
    "json.encode": types.STRING,
    "json.decode": types.ANY,
}

FIELDS: dict[str, dict[str, st.StaticType]] = {
    "http.response": {
        "method": st.STRING,
        "url": st.STRING,
        "body": st.STRING,
        "status": st.INT,
        "headers": _HEADERS,
    },
    "http.error": {
        "code": st.STRING,
        "message": st.STRING,
        "method": st.STRING,
        "url": st.STRING,
        "status": st.OptionOf(st.INT),
        "headers": _HEADERS,
        "body": st.OptionOf(st.STRING),
    },
}

CALLABLE = (*UNTYPED, *(name for name in SIGNATURES if "." not in name))
NAMES = (*CALLABLE, *NAMESPACES)


def members(namespace: str) -> list[str]:
    """What a namespace or the type `query` has."""
    prefix = f"{namespace}."
    return [name.removeprefix(prefix) for name in (*SIGNATURES, *RESULTS) if name.startswith(prefix)]
