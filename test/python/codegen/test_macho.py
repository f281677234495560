"""Executables for macOS, which nothing here can run: what the system asks of a file before it starts it.

Load commands, minimum system, the symbols it needs of libSystem (against the list of them that zig has), and the ad-hoc signature
with the hash of every page.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from modules import HELLO

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions, StageFile
from fuse_mlir.codegen.toolchain import zig_path

_SEGMENT, _SYMTAB, _LOAD_DYLIB, _MAIN, _UUID, _SIGNATURE, _BUILD_VERSION = 0x19, 0x2, 0xC, 0x80000028, 0x1B, 0x1D, 0x32


@pytest.fixture(params=["debug", "release"], scope="module")
def executable(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    output = tmp_path_factory.mktemp("macho") / "hello"
    build(StageFile("llvm", "program.mlir", HELLO), output, BuildOptions(profile=request.param, target="macos-arm64"))
    return request.param, output.read_bytes()


def _commands(data: bytes) -> Iterator[tuple[int, bytes]]:
    magic, cpu, _, file_type, count = struct.unpack_from("<5I", data)
    assert (magic, cpu, file_type) == (0xFEEDFACF, 0x100000C, 2), "a 64-bit executable for ARM"
    place = 32
    for _ in range(count):
        kind, size = struct.unpack_from("<2I", data, place)
        yield kind, data[place : place + size]
        place += size


def _only(data: bytes, kind: int) -> bytes:
    (command,) = [body for found, body in _commands(data) if found == kind]
    return command


def _symbols(data: bytes) -> Iterator[tuple[str, int]]:
    """Name and type of each symbol."""
    start, count, names, _ = struct.unpack_from("<4I", _only(data, _SYMTAB), 8)
    for number in range(count):
        name, type_ = struct.unpack_from("<IB", data, start + 16 * number)
        end = data.index(b"\0", names + name)
        yield data[names + name : end].decode(), type_


def test_system_and_libraries(executable: tuple[str, bytes]) -> None:
    _, data = executable
    system, oldest = struct.unpack_from("<2I", _only(data, _BUILD_VERSION), 8)
    assert (system, oldest) == (1, 13 << 16), "macOS 13.0"
    library = _only(data, _LOAD_DYLIB)
    assert library[struct.unpack_from("<I", library, 8)[0] :].rstrip(b"\0") == b"/usr/lib/libSystem.B.dylib"
    entry = struct.unpack_from("<Q", _only(data, _MAIN), 8)[0]
    text = next(body for kind, body in _commands(data) if kind == _SEGMENT and body[8:24].rstrip(b"\0") == b"__TEXT")
    offset, size = struct.unpack_from("<2Q", text, 40)
    assert offset <= entry < offset + size
    assert _only(data, _UUID)[8:] != bytes(16)


def test_segments_cover_the_file_in_pages(executable: tuple[str, bytes]) -> None:
    _, data = executable
    page = 0x4000
    end = 0
    for kind, body in _commands(data):
        if kind == _SEGMENT:
            address, _, offset, size = struct.unpack_from("<4Q", body, 24)
            assert address % page == 0 and offset % page == 0
            readable, executable_, writable = (struct.unpack_from("<I", body, 60)[0] & bit for bit in (1, 4, 2))
            assert not (executable_ and writable), "no memory is both"
            assert readable or not size
            end = max(end, offset + size)
    assert end == len(data)


def test_symbols(executable: tuple[str, bytes]) -> None:
    profile, data = executable
    interface = (zig_path().parent / "lib" / "libc" / "darwin" / "libSystem.tbd").read_text()
    stab, undefined = 0xE0, 0x01
    needed = {name for name, type_ in _symbols(data) if type_ == undefined}
    assert needed, "it calls the system"
    assert {name for name in needed if name not in interface} == set()
    assert [name for name, type_ in _symbols(data) if type_ & stab] == [], "debug symbols name paths of the build"
    defined = {name for name, type_ in _symbols(data) if not type_ & stab and type_ != undefined}
    assert ("_fuse_rt_print" in defined) == (profile == "debug")


def test_signature_is_ad_hoc_and_right(executable: tuple[str, bytes]) -> None:
    _, data = executable
    place, size = struct.unpack_from("<2I", _only(data, _SIGNATURE), 8)
    signature = data[place : place + size]
    magic, _, count = struct.unpack_from(">3I", signature)
    assert magic == 0xFADE0CC0
    slots = dict(struct.unpack_from(">2I", signature, 12 + 8 * number) for number in range(count))
    directory = signature[slots[0] :]
    magic, _, _, flags, hashes, identifier, _, pages, limit = struct.unpack_from(">9I", directory)
    assert magic == 0xFADE0C02
    assert flags & 0x2, "ad hoc"
    assert directory[identifier : directory.index(b"\0", identifier)] == b"program", "the name does not depend on the output's"
    hash_size, hash_type, _, page_log2 = struct.unpack_from("4B", directory, 36)
    assert (hash_size, hash_type, limit) == (32, 2, place)
    for number in range(pages):
        page = data[number << page_log2 : min((number + 1) << page_log2, limit)]
        assert hashlib.sha256(page).digest() == directory[hashes + 32 * number :][:32]
    assert pages == -(-limit >> page_log2)


def test_name_of_the_output_changes_nothing(tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("a", "another-name")]
    for output in outputs:
        build(StageFile("llvm", "program.mlir", HELLO), output, BuildOptions(target="macos-arm64"))
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
