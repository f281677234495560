"""Requests: well-formed ones, such as hostile clients send, and mutated ones."""

from __future__ import annotations

import random


def get(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


def post(path: str, body: bytes, length: int | None = None) -> bytes:
    return f"POST {path} HTTP/1.1\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body


def hostile_requests() -> list[list[bytes]]:
    return [
        [b"FOO /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"OPTIONS /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"OPTIONS /api/items HTTP/1.1\r\n\r\n"],
        [b"OPTIONS * HTTP/1.1\r\n\r\n"],
        [b"get /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"HEAD /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"GET /api/items/1\r\n\r\n"],
        [b"GET\t/api/items/1\x0bHTTP/1.1\r\n\r\n"],
        [b"GET /api/items/1 HTTP/1.1\nX: y\n\r\n\r\n"],
        [b" GET  /api/items/1  x y z\r\n\r\n"],
        [b"GET /api/items/%31 HTTP/1.1\r\n\r\n"],
        [b"GET /api/items/\xff HTTP/1.1\r\n\r\n"],
        [b"GET /api/items/\xe2\x82 HTTP/1.1\r\n\r\n"],
        ["GET /api/items/\u00a01 HTTP/1.1\r\n\r\n".encode()],
        [b"GET /api/items/\x001 HTTP/1.1\r\n\r\n"],
        [b"GET http://host/api/items/1 HTTP/1.1\r\n\r\n"],
        [b"GET //api///items/1// HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/1/y/2 HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/z/y/2 HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/1/x/z HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/1/x/ HTTP/1.1\r\n\r\n"],
        [get("/api/header/a", "A: 1", "a : 2", ": 3", "b", "A:", "a:\t4 \x0b")],
        [get("/api/header/a", "Cookie: a=1; a = 2;b", "COOKIE: a=3=4; =5;;")],
        [get("/api/header/x-request-id", "X-Request-Id: a/b@c:d._-")],
        [get("/api/header/x-request-id", "X-Correlation-Id: " + "c" * 128, "X-Request-Id: \u00e9")],
        [get("/api/header/\u00c4", "\u00c4: 1", "\u00e4: 2")],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: -1\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: 0x10\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: 2, 2\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: 999999999999999999999\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"],
        [b'POST /api/items HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 19\r\n\r\n{"id":1,"name":"x"}'],
        [post("/api/items", b"{}")],
        [post("/api/items", b" \r\n\t")],
        [post("/api/items", "\u00a0\u2003".encode())],
        [post("/api/items", b"\x1c")],
        [post("/api/items", b'{"id":1,"name":"\xff"}')],
        [post("/api/items", b'{"id":1,"name":"' + "\u00fc".encode() * 21 + b'"}')],
        [post("/api/items", b'{"id":1e400,"name":"x"}')],
        [post("/api/items", b"[" * 600)],
        [post("/api/items", b'{"id":1,"name":"x"}', 100)],
        [post("/api/items", b'{"id":1,"name":"x;y"}')],
        [post("/api/items", b'{"id":1,"name":"x\\r\\ny"}')],
        [post("/api/any", b'{"a":[{"id":3,"name":"y"},null],"b":[]}')],
        [post("/api/any", b'{"a":[{"id":3,"name":""}]}')],
    ]


def random_requests(count: int) -> list[list[bytes]]:
    """Requests with mistakes: bytes changed, left out, put in, doubled; cut in two anywhere."""
    chance = random.Random(7)
    models = [request[0] for request in hostile_requests()]
    found = []
    for _ in range(count):
        data = bytearray(chance.choice(models))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data) + 1)
            piece = bytes(chance.choice(b'\r\n\t :;=/?{}[]",0a\xc3\xa9\x00\xff') for _ in range(chance.randint(0, 3)))
            data[place : place + chance.randint(0, 3)] = piece
        place = chance.randrange(len(data) + 1)
        found.append([bytes(data[:place]), bytes(data[place:])])
    return found
