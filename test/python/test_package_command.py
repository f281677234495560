"""`fuse-mlir package`: what is in the archive, that it says the truth, and that it is the same archive each time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from fuse_mlir.codegen.targets import TARGETS, find_target
from fuse_mlir.release.components import components_of, licence_list

FOLDER = "fuse-aot-linux-x64-musl"
ARCHIVE = f"dist/{FOLDER}.tar.gz"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    (folder / "fuse.toml").write_text('[package]\nname = "notes"\nentry = "main.fuse"\n\n[dependencies]\nwords = "./words"\n')
    (folder / "main.fuse").write_text('import { word } from "dep:words/lib"\n\napp "x":\n  print(word())\n')
    (folder / "words").mkdir()
    (folder / "words/fuse.toml").write_text('[package]\nname = "words"\n')
    (folder / "words/lib.fuse").write_text('fn word() -> String:\n  "hello"\n')
    return folder


def run(folder: Path, *args: str, **variables: str) -> tuple[int, str]:
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | variables
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "package", *args]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def members(package: Path) -> dict[str, bytes]:
    status, said = run(package, SOURCE_DATE_EPOCH="1700000000")
    assert status == 0, said
    data = (package / ARCHIVE).read_bytes()
    assert f"[package] {ARCHIVE} sha256={hashlib.sha256(data).hexdigest()}\n" in said
    with tarfile.open(package / ARCHIVE) as archive:
        found = archive.getmembers()
        assert {(each.mtime, each.uid, each.gid, each.uname, each.gname) for each in found} == {(1700000000, 0, 0, "", "")}
        assert [each.name for each in found] == sorted(each.name for each in found)
        return {each.name.removeprefix(FOLDER + "/"): archive.extractfile(each).read() for each in found if each.isfile()}


def test_archive_has_the_executable_and_its_papers(members: dict[str, bytes]) -> None:
    names = ["BUILD_INFO.txt", "LICENSES.txt", "SHA256SUMS", "notes", "provenance.json", "sbom.spdx.json"]
    assert sorted(members) == names


def test_executable_runs_from_the_archive(package: Path, members: dict[str, bytes], tmp_path: Path) -> None:
    with tarfile.open(package / ARCHIVE) as archive:
        archive.extractall(tmp_path)
    program = tmp_path / FOLDER / "notes"
    assert subprocess.run([program], capture_output=True).stdout == b"hello\n"
    told = subprocess.run([program], capture_output=True, env={"FUSE_AOT_BUILD_INFO": "1"}).stdout
    assert told == members["BUILD_INFO.txt"]
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=program.parent, capture_output=True).returncode == 0


def test_sums_are_of_everything_else(members: dict[str, bytes]) -> None:
    lines = [line.split("  ") for line in members["SHA256SUMS"].decode().splitlines()]
    assert {name: digest for digest, name in lines} == {
        name: hashlib.sha256(data).hexdigest() for name, data in members.items() if name != "SHA256SUMS"
    }


def test_bill_of_materials(members: dict[str, bytes]) -> None:
    bill = json.loads(members["sbom.spdx.json"])
    assert (bill["spdxVersion"], bill["dataLicense"], bill["name"]) == ("SPDX-2.3", "CC0-1.0", "notes")
    assert bill["creationInfo"]["created"] == "2023-11-14T22:13:20Z"
    names = [package["name"] for package in bill["packages"]]
    assert names == ["notes", "FUSE runtime of fuse-mlir", "compiler support of zig", "musl", "words"]
    sums = {each["algorithm"]: each["checksumValue"] for each in bill["files"][0]["checksums"]}
    assert sums["SHA256"] == hashlib.sha256(members["notes"]).hexdigest()
    known = {"SPDXRef-DOCUMENT", *(each["SPDXID"] for each in (*bill["packages"], *bill["files"]))}
    assert len(known) == 2 + len(names)
    for relation in bill["relationships"]:
        assert {relation["spdxElementId"], relation["relatedSpdxElement"]} <= known


def test_provenance_names_inputs_options_and_tools(package: Path, members: dict[str, bytes]) -> None:
    statement = json.loads(members["provenance.json"])
    assert statement["subject"] == [{"name": "notes", "digest": {"sha256": hashlib.sha256(members["notes"]).hexdigest()}}]
    definition = statement["predicate"]["buildDefinition"]
    inputs = {each["name"]: each["digest"]["sha256"] for each in definition["resolvedDependencies"]}
    assert sorted(inputs) == ["fuse.lock", "fuse.toml", "main.fuse", "words/lib.fuse"]
    for name, digest in inputs.items():
        assert digest == hashlib.sha256((package / name).read_bytes()).hexdigest()
    assert definition["externalParameters"]["target"] == "linux-x64-musl"
    assert {"fuse-mlir", "llvmlite", "ziglang"} <= statement["predicate"]["runDetails"]["builder"]["version"].keys()
    assert str(package) not in members["provenance.json"].decode()


def test_same_archive_each_time_and_everywhere(package: Path, members: dict[str, bytes], tmp_path: Path) -> None:
    first = (package / ARCHIVE).read_bytes()
    # From another folder, without what earlier builds have left, into another place, by somebody with another umask.
    subprocess.run(["rm", "-r", package / ".fuse"], check=True)
    old = os.umask(0o077)
    try:
        status, said = run(tmp_path, "--manifest-path", str(package), "-o", "out", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Tokyo")
    finally:
        os.umask(old)
    assert status == 0, said
    assert (tmp_path / f"out/{FOLDER}.tar.gz").read_bytes() == first


def test_time_of_the_archive_is_the_one_that_was_given(package: Path, members: dict[str, bytes], tmp_path: Path) -> None:
    assert run(package, "-o", str(tmp_path), "-q") == (0, "")
    with tarfile.open(tmp_path / f"{FOLDER}.tar.gz") as archive:
        assert {each.mtime for each in archive.getmembers()} == {315532800}


@pytest.mark.parametrize("text", ["", "soon", "-1", "0", "99999999999"])
def test_time_that_is_none_is_refused(package: Path, text: str) -> None:
    status, said = run(package, SOURCE_DATE_EPOCH=text)
    assert status == 1
    assert f"error: SOURCE_DATE_EPOCH is not a time that archives can hold: {text}\n" in said
    assert "hint: give seconds since 1970" in said


def test_windows_gets_a_zip(package: Path, tmp_path: Path) -> None:
    status, said = run(package, "--target", "windows-x64", "-o", str(tmp_path), SOURCE_DATE_EPOCH="1700000000")
    assert status == 0, said
    data = (tmp_path / "fuse-aot-windows-x64.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {each.date_time for each in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert archive.read("fuse-aot-windows-x64/notes.exe")[:2] == b"MZ"


def test_program_with_an_error_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "bad.fuse").write_text('app "x":\n  print(y)\n  let x = y\n')
    status, said = run(tmp_path, "bad.fuse")
    assert (status, said.splitlines()[-2:]) == (1, ["error: build failed", "[package] failed"])
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_target_has_its_c_library_in_the_licence_list(target) -> None:
    identifiers = [component.identifier for component in components_of(target, b"")]
    assert identifiers[:2] == ["fuse-runtime", "zig-compiler-rt"]
    # Of macOS an executable holds nothing: its C library is the system's, and so is what starts it.
    assert len(identifiers) == (2 if "macos" in target.name else 3)


def test_database_is_in_the_licence_list_of_programs_that_use_one(tmp_path: Path) -> None:
    (tmp_path / "store.fuse").write_text('requires db\n\napp "store":\n  print(db.query("select 1 as n"))\n')
    assert run(tmp_path, "store.fuse")[0] == 0
    (path,) = tmp_path.glob("dist/*.tar.gz")
    with tarfile.open(path) as archive:
        licences = archive.extractfile(f"{FOLDER}/LICENSES.txt").read().decode()
    assert "SQLite (the database, in programs that use one)\n  licence: blessing\n" in licences


def test_licence_list_is_for_people() -> None:
    licences = licence_list(components_of(find_target("linux-x64-musl"), b""))
    assert "musl (the C library, linked into the executable)\n  licence: MIT\n" in licences
