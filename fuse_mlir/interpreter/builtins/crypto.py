"""`crypto.*`: digests, message authentication, random bytes, comparison in constant time."""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from ..conversion import trim
from ..failures import RuntimeFailure
from ..values import Value
from .arguments import expect, expect_count, expect_string, expect_whole

if TYPE_CHECKING:
    from ..machine import Machine

_ALGORITHMS = {"sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "sha-512": "sha512"}


def _algorithm(name: str, raw: Value) -> str:
    found = _ALGORITHMS.get(trim(raw).lower())
    if found is None:
        raise RuntimeFailure(f"{name} unsupported algorithm {raw}")
    return found


def _expect_bytes(value: Value, message: str) -> bytes:
    expect(isinstance(value, bytes), message)
    return value


def _hash(args: list[Value], machine: Machine) -> Value:
    expect_count("crypto.hash", args, 2)
    raw = expect_string(args[0], "crypto.hash expects algorithm as String")
    data = _expect_bytes(args[1], "crypto.hash expects data as Bytes")
    return hashlib.new(_algorithm("crypto.hash", raw), data).digest()


def _hmac(args: list[Value], machine: Machine) -> Value:
    expect_count("crypto.hmac", args, 3)
    raw = expect_string(args[0], "crypto.hmac expects algorithm as String")
    key = _expect_bytes(args[1], "crypto.hmac expects key as Bytes")
    data = _expect_bytes(args[2], "crypto.hmac expects data as Bytes")
    return hmac.new(key, data, _algorithm("crypto.hmac", raw)).digest()


def _random_bytes(args: list[Value], machine: Machine) -> Value:
    expect_count("crypto.random_bytes", args, 1)
    count = expect_whole(args[0], "crypto.random_bytes expects an Int")
    expect(count >= 0, "crypto.random_bytes expects a non-negative Int")
    try:
        return os.urandom(count)
    except OverflowError:
        # More than the process can address.
        raise MemoryError from None


def _constant_time_eq(args: list[Value], machine: Machine) -> Value:
    expect_count("crypto.constant_time_eq", args, 2)
    message = "crypto.constant_time_eq expects Bytes arguments"
    return hmac.compare_digest(_expect_bytes(args[0], message), _expect_bytes(args[1], message))


BUILTINS = {
    "crypto.hash": _hash,
    "crypto.hmac": _hmac,
    "crypto.random_bytes": _random_bytes,
    "crypto.constant_time_eq": _constant_time_eq,
}
