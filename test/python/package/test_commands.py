"""The commands `deps`, `fmt` and `explain`: exit status, what they say, and what they leave alone."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

UGLY = "fn f( ):\n    1\n"
NEAT = "fn f():\n  1\n"


def fuse(*arguments: str) -> tuple[int, str, str]:
    """Status, standard output, and standard error without usage lines."""
    done = subprocess.run(
        [sys.executable, "-m", "fuse_mlir.cli.main", *arguments], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    lines = [line for line in done.stderr.splitlines(keepends=True) if not line.startswith("Usage: ")]
    return done.returncode, done.stdout, "".join(lines)


def test_lock_and_check(place: Path) -> None:
    Path("a").mkdir()
    Path("fuse.toml").write_text('[package]\n[dependencies]\nA = "./a"\n')
    drift = "lockfile drift detected in fuse.lock: lockfile version 0 -> 1; add A"
    error = f"error: [FUSE_LOCK_OUT_OF_DATE] {drift}. Hint: run 'fuse deps lock' to refresh fuse.lock\n"
    assert fuse("deps", "lock", "--check") == (1, "", error)
    assert fuse("deps", "lock") == (0, "", "")
    assert fuse("deps", "lock", "--check", "--manifest-path", ".") == (0, "", "")
    assert fuse("deps", "lock", "--update", "fuse.toml") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "missing deps subcommand\nhint: fuse-mlir deps --help shows them"),
        ("tidy", "unknown deps subcommand: tidy\nhint: fuse-mlir deps --help shows them"),
        ("lock", "missing manifest: pass --manifest-path <path> or run from a package directory"),
        ("lock --frozen", "--frozen is not supported for fuse deps lock"),
        ("lock --app x", "--app is not supported for fuse deps lock"),
        ("publish-check --check", "--check is not supported for fuse deps publish-check"),
        ("lock --tidy", "unknown option: --tidy"),
        ("lock a b", "unexpected argument: b"),
        ("lock --manifest-path", "--manifest-path expects a path"),
        ("lock --manifest-path none", "missing manifest: none"),
        ("lock --check --update", "--check and --update exclude each other"),
        ("publish-check none.txt", "workspace root must be a directory or fuse.toml path, got none.txt"),
        (
            "publish-check .",
            "[FUSE_WORKSPACE_NO_MANIFESTS] no fuse.toml files found under .. Hint: run the command from a workspace root or pass "
            "--manifest-path <dir>",
        ),
    ],
)
def test_deps_errors(place: Path, arguments: str, message: str) -> None:
    assert fuse("deps", *arguments.split()) == (1, "", f"error: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("deps", "wrapper_missing_subcommand"),
        ("deps --color never", "wrapper_missing_subcommand"),
        ("deps x", "wrapper_unknown_subcommand"),
        ("deps lock", "wrapper_manifest_missing"),
    ],
)
def test_codes_of_messages(place: Path, arguments: str, code: str) -> None:
    status, _, said = fuse(*arguments.split(), "--diagnostics=json")
    assert status == 1 and json.loads(said)["code"] == code


def test_publish_check(place: Path) -> None:
    for folder, text in (
        ("good", '[package]\nentry = "main.fuse"\n'),
        ("empty", "[package]\n"),
        ("gone", '[package]\nentry = "none.fuse"\n'),
        ("drift", '[package]\nentry = "main.fuse"\n[dependencies]\nG = "../good"\n'),
        ("broken", "[package"),
        ("target/x", "[package"),
        (".hidden", "[package"),
    ):
        Path(folder).mkdir(parents=True)
        Path(folder, "fuse.toml").write_text(text)
        Path(folder, "main.fuse").write_text("")
    status, _, said = fuse("deps", "publish-check", ".")
    lines = said.splitlines()
    assert status == 1
    assert lines[0] == "error: [FUSE_WORKSPACE_PUBLISH_NOT_READY] workspace publish-readiness failed for 4 package(s):"
    assert lines[1].startswith("  - broken: [FUSE_MANIFEST_PARSE_FAILED] invalid manifest broken/fuse.toml: ")
    assert lines[2].startswith("  - drift: [FUSE_LOCK_OUT_OF_DATE] lockfile drift detected in drift/fuse.lock: ")
    assert lines[3] == (
        "  - empty: [FUSE_MANIFEST_ENTRY_MISSING] manifest empty/fuse.toml is missing [package].entry. Hint: set [package].entry "
        "to the package entry file"
    )
    assert lines[4] == (
        "  - gone: [FUSE_MANIFEST_ENTRY_NOT_FOUND] manifest gone/fuse.toml points to missing entry gone/none.fuse. Hint: fix "
        "[package].entry or add the missing file. Hint: fix the listed packages, then rerun 'fuse deps publish-check'"
    )
    assert fuse("deps", "publish-check", "good/fuse.toml") == (0, "", "")
    Path("good/fuse.toml").unlink()
    Path("good/fuse.toml").mkdir()
    assert "FUSE_WORKSPACE_NO_MANIFESTS" in fuse("deps", "publish-check", "good")[2]


def test_fmt_writes_what_changes(place: Path) -> None:
    Path("sub/.hidden").mkdir(parents=True)
    for name in ("a.fuse", "sub/b.fuse", "sub/.hidden/c.fuse", "sub/d.txt"):
        Path(name).write_text(UGLY)
    os.chmod("a.fuse", 0o640)
    Path("sub/e.fuse").write_text(NEAT)
    before = Path("sub/e.fuse").stat().st_ino
    assert fuse("fmt", "--check") == (1, "", "error: not formatted: a.fuse\nerror: not formatted: sub/b.fuse\n")
    assert Path("a.fuse").read_text() == UGLY
    assert fuse("fmt") == (0, "", "")
    assert [Path(name).read_text() for name in ("a.fuse", "sub/b.fuse", "sub/e.fuse")] == [NEAT] * 3
    assert [Path(name).read_text() for name in ("sub/.hidden/c.fuse", "sub/d.txt")] == [UGLY] * 2
    assert stat.S_IMODE(Path("a.fuse").stat().st_mode) == 0o640
    assert Path("sub/e.fuse").stat().st_ino == before  # what is neat already is not written
    assert fuse("fmt", "--check", "a.fuse", "sub") == (0, "", "")
    assert sorted(os.listdir("sub")) == [".hidden", "b.fuse", "d.txt", "e.fuse"]


def test_fmt_of_links_changes_what_they_lead_to(place: Path) -> None:
    Path("a.fuse").write_text(UGLY)
    Path("link.fuse").symlink_to("a.fuse")
    assert fuse("fmt", "link.fuse") == (0, "", "")
    assert Path("link.fuse").is_symlink() and Path("a.fuse").read_text() == NEAT


def test_fmt_leaves_files_with_errors_alone(place: Path) -> None:
    Path("bad.fuse").write_text("fn f(:\n")
    Path("good.fuse").write_text(UGLY)
    status, _, said = fuse("fmt")
    assert status == 1 and said.endswith("error: formatting aborted due to parse/sema errors\n")
    assert said.startswith("bad.fuse:") and Path("bad.fuse").read_text() == "fn f(:\n"
    assert Path("good.fuse").read_text() == NEAT
    assert fuse("fmt", "none.fuse")[0] == 1
    last = fuse("fmt", "bad.fuse", "--diagnostics=json")[2].splitlines()[-1]
    assert json.loads(last)["code"] == "wrapper_format_aborted"


def test_fmt_defaults_to_the_package(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("fuse.toml").write_text("[package]\n")
    Path("a.fuse").write_text(UGLY)
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    assert fuse("fmt", "--check") == (1, "", "error: not formatted: ../a.fuse\n")


def test_explain(place: Path) -> None:
    status, shown, said = fuse("explain", "fuse_lock_frozen")
    assert (status, said) == (0, "") and shown.startswith("FUSE_LOCK_FROZEN: fuse.lock would change under --frozen\n\n")
    assert "\nWrong:\n\n    $ fuse-mlir build --frozen\n" in shown
    assert fuse("explain", "FUSE_LOCK_FROZN")[2] == (
        "error: unknown diagnostic code: FUSE_LOCK_FROZN\nhint: did you mean `FUSE_LOCK_FROZEN`?\n"
    )
    assert fuse("explain", "FUSE_IMPORT_CYCLE") == (
        0,
        "FUSE_IMPORT_CYCLE: nothing reports this code: modules may import each other.\n",
        "",
    )
    status, shown, _ = fuse("explain")
    assert status == 0 and "FUSE_DEP_CYCLE " in shown and len(shown.splitlines()) > 70


def test_frozen(place: Path) -> None:
    Path("a").mkdir()
    Path("fuse.toml").write_text('[package]\nentry = "main.fuse"\n[dependencies]\nA = "./a"\n')
    Path("main.fuse").write_text('app "main":\n  print(1)\n')
    drift = "lockfile drift detected in fuse.lock: lockfile version 0 -> 1; add A"
    error = f"error: [FUSE_LOCK_FROZEN] {drift}. Hint: run 'fuse deps lock' before retrying with --frozen\n"
    for command in ("check", "run", "build"):
        assert fuse(command, "--frozen") == (1, "", error)
    assert not Path("fuse.lock").exists()
    assert fuse("check")[0] == 0 and Path("fuse.lock").exists()
    assert fuse("check", "--frozen") == (0, "", "[check] start\n[check] ok\n")
    assert fuse("doctor", "--frozen")[2] == "error: --frozen is only supported for fuse check|run|build|test\n"
