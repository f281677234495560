"""What an executable needs of the system it runs on: the libraries, or for WebAssembly the interfaces, that are named in it.

In:   the bytes of an executable of any target's format.
Out:  the names, in the order of the file. A static executable has none.
Read here rather than by a tool, which would take longer than the link.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator


def needed_libraries(data: bytes) -> list[str]:
    """The names of what the executable asks its system for."""
    if data[:4] == b"\x7fELF":
        return _elf(data)
    if data[:2] == b"MZ":
        return _pe(data)
    if data[:4] == b"\xcf\xfa\xed\xfe":
        return list(_macho(data))
    if data[:4] == b"\0asm":
        return _wasm(data)
    raise ValueError("not an executable of a known format")


def _text(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode("utf-8", "backslashreplace")


def _elf(data: bytes) -> list[str]:
    """The NEEDED entries of the dynamic segment (64-bit, little-endian, as all targets are)."""
    load, dynamic = 1, 2
    table, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<2H", data, 54)
    headers = [struct.unpack_from("<2I4Q", data, table + number * size) for number in range(count)]
    entries: list[tuple[int, int]] = []
    for kind, _, offset, _, _, length in headers:
        if kind == dynamic:
            entries = [struct.unpack_from("<2Q", data, offset + place) for place in range(0, length, 16)]
    strings = next((value for tag, value in entries if tag == 5), None)
    if strings is None:
        return []
    start = next(
        offset + strings - address
        for kind, _, offset, address, _, length in headers
        if kind == load and address <= strings < address + length
    )
    return [_text(data, start + value) for tag, value in entries if tag == 1]


def _pe(data: bytes) -> list[str]:
    """The library of each entry in the import directory (PE32+)."""
    header = struct.unpack_from("<I", data, 60)[0]
    sections, optional_size = struct.unpack_from("<H", data, header + 6)[0], struct.unpack_from("<H", data, header + 20)[0]
    optional = header + 24
    imports = struct.unpack_from("<I", data, optional + 120)[0]

    def offset_of(address: int) -> int:
        for number in range(sections):
            size, start, _, place = struct.unpack_from("<4I", data, optional + optional_size + 40 * number + 8)
            if start <= address < start + size:
                return address - start + place
        raise ValueError("an address outside of all sections")

    names = []
    place = offset_of(imports) if imports else None
    while place is not None and (name := struct.unpack_from("<I", data, place + 12)[0]):
        names.append(_text(data, offset_of(name)))
        place += 20
    return names


def _macho(data: bytes) -> Iterator[str]:
    """The library of each LC_LOAD_DYLIB command."""
    place = 32
    for _ in range(struct.unpack_from("<I", data, 16)[0]):
        kind, size = struct.unpack_from("<2I", data, place)
        if kind == 0xC:
            yield _text(data, place + struct.unpack_from("<I", data, place + 8)[0])
        place += size


def _wasm(data: bytes) -> list[str]:
    """The modules that functions are imported from, each once."""
    place = 8
    while place < len(data):
        kind = data[place]
        size, place = _leb(data, place + 1)
        if kind == 2:
            return list(dict.fromkeys(_wasm_imports(data, place)))
        place += size
    return []


def _wasm_imports(data: bytes, place: int) -> Iterator[str]:
    count, place = _leb(data, place)
    for _ in range(count):
        size, place = _leb(data, place)
        module, place = data[place : place + size].decode(), place + size
        size, place = _leb(data, place)
        place += size
        if data[place] != 0:
            raise ValueError("an import that is no function")
        _, place = _leb(data, place + 1)
        yield module


def _leb(data: bytes, place: int) -> tuple[int, int]:
    """An unsigned number of variable length, and where it ends."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
