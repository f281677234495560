"""Dependencies and their lock file: what is found, written, reused and refused, with the exact texts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Repository

from fuse_mlir.package.errors import PackageError
from fuse_mlir.package.layout import project_layout
from fuse_mlir.package.lock_mode import LockMode
from fuse_mlir.package.lockfile import read_lock
from fuse_mlir.package.manifest import read_manifest
from fuse_mlir.package.resolve import Resolution, resolve_dependencies

LOCK_HINT = ". Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse build --clean')"


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def package(dependencies: str, folder: str = ".") -> None:
    write(f"{folder}/fuse.toml", f"[package]\n[dependencies]\n{dependencies}\n")


def resolve(mode: LockMode = LockMode.UPDATE) -> Resolution:
    return resolve_dependencies(read_manifest(Path("fuse.toml")), mode)


def refusal(mode: LockMode = LockMode.UPDATE) -> str:
    with pytest.raises(PackageError) as caught:
        resolve(mode)
    return caught.value.message


def test_without_dependencies_nothing_is_written(place: Path) -> None:
    package("")
    assert resolve().folders == {} and os.listdir(place) == ["fuse.toml"]


def test_paths_are_transitive_and_relative_to_the_root(place: Path) -> None:
    package('A = "./libs/a"\nC = { path = "../c" }')
    package('B = "../b"', "libs/a")
    write("libs/b/lib.fuse", "")
    write("../c/lib.fuse", "")
    resolution = resolve()
    assert list(resolution.folders.items()) == [("A", place / "libs/a"), ("C", place.parent / "c"), ("B", place / "libs/b")]
    assert Path("fuse.lock").read_text() == (
        "version = 1\n"
        '\n[dependencies.A]\nsource = "path"\npath = "libs/a"\nrequested = "path:libs/a"\n'
        '\n[dependencies.B]\nsource = "path"\npath = "libs/b"\nrequested = "path:libs/b"\n'
        '\n[dependencies.C]\nsource = "path"\npath = "../c"\nrequested = "path:../c"\n'
    )
    assert resolve(LockMode.FROZEN) == resolution
    assert not Path(".fuse").exists()


def test_the_lock_file_is_the_same_wherever_the_package_lies(place: Path) -> None:
    package('A = "./a"')
    write("a/lib.fuse", "")
    resolve()
    shutil.copytree(place, place.parent / "moved")
    os.chdir(place.parent / "moved")
    assert resolve(LockMode.CHECK).folders == {"A": place.parent / "moved" / "a"}


@pytest.mark.parametrize(
    ("reference", "revision", "requested"),
    [
        ("", "main", "head"),
        (', tag = "0"', "0", "tag:0"),
        (', tag = "v1.0"', "0", "tag:v1.0"),
        (', version = "1.1"', "1", "version:1.1"),
        (', version = "0"', "0", "version:0"),
        (', branch = "branch-0"', "0", "branch:branch-0"),
    ],
)
def test_git(place: Path, repository: Repository, commit_of: Callable, reference: str, revision: str, requested: str) -> None:
    url = repository("r", {"lib.fuse": "0"}, {"lib.fuse": "1"}, {"lib.fuse": "2"})
    package(f'R = {{ git = "{url}"{reference} }}')
    commit = commit_of("r", revision)
    folder = resolve().folders["R"]
    assert folder == place / ".fuse" / "deps" / "R" / commit
    assert (folder / "lib.fuse").read_text() == ("2" if revision == "main" else revision)
    entry = read_lock(Path("fuse.lock")).dependencies["R"]
    assert (entry.source, entry.git, entry.rev, entry.path, entry.requested) == ("git", url, commit, None, f"git:{url}|{requested}")
    assert sorted(os.listdir(place / ".fuse" / "deps" / "R")) == [commit]


def test_git_revision_and_folder_inside(place: Path, repository: Repository, commit_of: Callable) -> None:
    url = repository("r", {"pkg/fuse.toml": '[package]\n[dependencies]\nS = "../s"\n', "s/lib.fuse": ""}, {"x": ""})
    commit = commit_of("r", "0")
    package(f'R = {{ git = "{url}", rev = "{commit}", subdir = "pkg" }}')
    folders = resolve().folders
    checkout = place / ".fuse" / "deps" / "R" / commit
    assert folders == {"R": checkout / "pkg", "S": checkout / "s"}
    entries = read_lock(Path("fuse.lock")).dependencies
    assert entries["R"].requested == f"git:{url}|rev:{commit}|subdir:pkg" and entries["R"].subdir == "pkg"
    assert entries["S"].path == f".fuse/deps/R/{commit}/s"


def test_repository_as_a_relative_path(place: Path, repository: Repository) -> None:
    repository("r", {"lib.fuse": ""})
    package('R = "../r.git"')
    assert resolve().folders["R"].parent == place / ".fuse" / "deps" / "R"
    assert read_lock(Path("fuse.lock")).dependencies["R"].git == "../r.git"


def test_a_locked_commit_is_used_without_the_repository(place: Path, repository: Repository, tmp_path: Path) -> None:
    url = repository("r", {"lib.fuse": "0"})
    package(f'R = "{url}"')
    first = resolve()
    shutil.rmtree(tmp_path / "r.git")
    assert resolve(LockMode.FROZEN) == first
    assert resolve() == first


def test_a_locked_commit_is_checked_out_again(place: Path, repository: Repository) -> None:
    package(f'R = "{repository("r", {"lib.fuse": "0"})}"')
    first = resolve()
    shutil.rmtree(".fuse")
    assert resolve(LockMode.CHECK) == first and (first.folders["R"] / "lib.fuse").exists()


def test_drift(place: Path) -> None:
    package('A = "./a"\nB = "./b"')
    for name in "abc":
        write(f"{name}/lib.fuse", "")
    hints = {
        LockMode.CHECK: ("FUSE_LOCK_OUT_OF_DATE", "run 'fuse deps lock' to refresh fuse.lock"),
        LockMode.FROZEN: ("FUSE_LOCK_FROZEN", "run 'fuse deps lock' before retrying with --frozen"),
    }
    for mode, (code, hint) in hints.items():
        text = "lockfile drift detected in fuse.lock: lockfile version 0 -> 1; add A, B"
        assert refusal(mode) == f"[{code}] {text}. Hint: {hint}"
    assert not Path("fuse.lock").exists()
    resolve()
    package('A = "./c"\nC = "./c"')
    for mode, (code, hint) in hints.items():
        text = "lockfile drift detected in fuse.lock: add C; remove B; update A"
        assert refusal(mode) == f"[{code}] {text}. Hint: {hint}"


REFUSED = [
    (
        'A = "1.0"',
        '[FUSE_DEP_INVALID_SOURCE] dependency A has invalid source "1.0"; use a relative/absolute path or { git = "..." }',
    ),
    ("A = {}", "[FUSE_DEP_SOURCE_REQUIRED] dependency A must specify either path or git"),
    ('A = { path = " " }', "[FUSE_DEP_PATH_EMPTY] dependency A path cannot be empty"),
    (
        'A = { path = "a", git = "b" }',
        "[FUSE_DEP_PATH_FIELDS_INVALID] dependency A path dependencies cannot include git/rev/tag/branch/version/subdir fields",
    ),
    (
        'A = { version = "1" }',
        "[FUSE_DEP_GIT_REQUIRED_FOR_REFS] dependency A must specify git when using rev/tag/branch/version/subdir",
    ),
    ('A = { git = "" }', "[FUSE_DEP_GIT_EMPTY] dependency A git url cannot be empty"),
    ('A = { git = "x", subdir = "" }', "[FUSE_DEP_SUBDIR_EMPTY] dependency A subdir cannot be empty"),
    (
        'A = { git = "x", tag = "1", rev = "2" }',
        "[FUSE_DEP_GIT_REF_CONFLICT] dependency A must specify at most one of rev, tag, branch, version",
    ),
    (
        'A = "./none"',
        "[FUSE_DEP_PATH_NOT_FOUND] dependency A path does not exist: none. Hint: fix the dependency path in fuse.toml",
    ),
    ('A = { git = "x", rev = "../../y" }', "[FUSE_DEP_GIT_REF_RESOLVE_FAILED] failed to resolve ../../y for x"),
    ('A = { git = "x", rev = "--help" }', "[FUSE_DEP_GIT_REF_RESOLVE_FAILED] failed to resolve --help for x"),
]


@pytest.mark.parametrize(("dependencies", "message"), REFUSED, ids=[message.partition("]")[0][1:] for _, message in REFUSED])
def test_refused(place: Path, dependencies: str, message: str) -> None:
    package(dependencies)
    assert refusal() == message
    assert not Path("fuse.lock").exists()


def test_unknown_reference_and_folder(place: Path, repository: Repository, commit_of: Callable) -> None:
    url = repository("r", {"lib.fuse": ""})
    package(f'R = {{ git = "{url}", version = "9" }}')
    assert refusal() == f"[FUSE_DEP_GIT_REF_RESOLVE_FAILED] failed to resolve refs/tags/9 for {url}"
    package(f'R = {{ git = "{url}", subdir = "none" }}')
    shown = f".fuse/deps/R/{commit_of('r', 'main')}/none"
    text = f"dependency R subdir does not exist: {shown}. Hint: fix the dependency subdir in fuse.toml"
    assert refusal() == f"[FUSE_DEP_SUBDIR_NOT_FOUND] {text}"


def test_git_that_fails_leaves_nothing_behind(place: Path, repository: Repository) -> None:
    url = repository("r", {"lib.fuse": ""})
    package(f'R = {{ git = "{url}", rev = "0123456789" }}')
    assert refusal().startswith('[FUSE_DEP_GIT_COMMAND_FAILED] git ["-C", ')
    assert os.listdir(".fuse/deps/R") == []
    package('R = { git = "file:///nowhere/at/all.git" }')
    start = '[FUSE_DEP_GIT_COMMAND_FAILED] git ["ls-remote", "--", "file:///nowhere/at/all.git", "HEAD", "HEAD^{}"] failed: fatal:'
    assert refusal().startswith(start)


def test_git_that_does_not_start(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    package('R = "https://example.org/r.git"')
    arguments = '["ls-remote", "--", "https://example.org/r.git", "HEAD", "HEAD^{}"]'
    assert refusal() == f"[FUSE_DEP_GIT_COMMAND_START_FAILED] failed to run git {arguments}: no such file or directory"


def test_cache_that_cannot_be_used(place: Path, repository: Repository, commit_of: Callable) -> None:
    package(f'R = "{repository("r", {"lib.fuse": ""})}"')
    write(".fuse", "")
    assert refusal() == "[FUSE_DEP_CACHE_DIR_CREATE_FAILED] failed to create .fuse/deps: not a directory"
    os.remove(".fuse")
    write(".fuse/deps/R", "")
    assert refusal() == "[FUSE_DEP_CHECKOUT_DIR_CREATE_FAILED] failed to create .fuse/deps/R: file exists"
    os.remove(".fuse/deps/R")
    checkout = f".fuse/deps/R/{commit_of('r', 'main')}"
    write(f"{checkout}/x", "")
    hint = "remove .fuse/deps for this package and rerun the command"
    assert refusal() == f"[FUSE_DEP_CHECKOUT_NOT_GIT] dependency checkout is not a git repo: {checkout}. Hint: {hint}"


def test_conflicting_requests(place: Path) -> None:
    package('A = "./a"\nB = "./b"')
    package('B = "https://example.org/b.git"', "a")
    write("b/lib.fuse", "")
    assert refusal() == (
        "[FUSE_DEP_CONFLICTING_SPECS] dependency B requested with conflicting specs:\n"
        "  - path:b (from fuse.toml)\n"
        "  - git:https://example.org/b.git|head (from a/fuse.toml)"
    )


def test_manifest_of_a_dependency(place: Path) -> None:
    package('A = "./a"')
    write("a/fuse.toml", "[dependencies]\n")
    text = "failed to load dependency manifest from a: invalid manifest: missing table [package]"
    assert refusal() == f"[FUSE_DEP_MANIFEST_LOAD_FAILED] {text}"


LOCKED = 'version = 1\n[dependencies.A]\nrequested = "path:a"\n'

FAULTY_LOCKS = [
    ("version = 2\n", "[FUSE_LOCK_UNSUPPORTED_VERSION] unsupported lockfile version 2 in fuse.lock (supported: 0, 1)"),
    ("dependencies = 1\n", "[FUSE_LOCK_PARSE_FAILED] invalid lockfile fuse.lock: dependencies must be a table"),
    ("version = 'x'\n", "[FUSE_LOCK_PARSE_FAILED] invalid lockfile fuse.lock: version must be an integer"),
    (LOCKED, "[FUSE_LOCK_PARSE_FAILED] invalid lockfile fuse.lock: dependencies.A has no source"),
    (LOCKED + "source = 1\n", "[FUSE_LOCK_PARSE_FAILED] invalid lockfile fuse.lock: dependencies.A.source must be a string"),
    (LOCKED + 'source = "svn"\n', "[FUSE_LOCK_ENTRY_UNKNOWN_SOURCE] unknown lock source svn for A"),
    (LOCKED + 'source = "path"\n', "[FUSE_LOCK_ENTRY_MISSING_PATH] lock entry for A missing path"),
    (
        LOCKED + 'source = "path"\npath = "gone"\n',
        "[FUSE_LOCK_ENTRY_PATH_NOT_FOUND] lock entry for A points to missing path: gone",
    ),
    (LOCKED + 'source = "git"\ngit = "x"\n', "[FUSE_LOCK_ENTRY_MISSING_REV] lock entry for A missing rev"),
    (LOCKED + 'source = "git"\nrev = "x"\n', "[FUSE_LOCK_ENTRY_MISSING_GIT] lock entry for A missing git url"),
]


@pytest.mark.parametrize(("lock", "message"), FAULTY_LOCKS, ids=[str(number) for number in range(len(FAULTY_LOCKS))])
def test_faulty_lock(place: Path, lock: str, message: str) -> None:
    package('A = "./a"')
    write("a/lib.fuse", "")
    write("fuse.lock", lock)
    assert refusal() == message + LOCK_HINT


def test_lock_that_is_no_toml_or_no_file(place: Path) -> None:
    package('A = "./a"')
    write("a/lib.fuse", "")
    write("fuse.lock", "<<<<<<< HEAD\n")
    assert refusal().startswith("[FUSE_LOCK_PARSE_FAILED] invalid lockfile fuse.lock: ")
    os.remove("fuse.lock")
    os.mkdir("fuse.lock")
    assert refusal() == "[FUSE_LOCK_READ_FAILED] failed to read fuse.lock: is a directory" + LOCK_HINT


def test_lock_names_a_folder_that_its_repository_lacks(place: Path, repository: Repository, commit_of: Callable) -> None:
    url = repository("r", {"lib.fuse": ""})
    package(f'R = "{url}"')
    resolve()
    lock = Path("fuse.lock")
    lock.write_text(lock.read_text() + 'subdir = "none"\n')
    folder = f".fuse/deps/R/{commit_of('r', 'main')}/none"
    text = f"lock entry for R points to missing git path: {folder}"
    assert refusal() == f"[FUSE_LOCK_ENTRY_SUBDIR_NOT_FOUND] {text}" + LOCK_HINT


def test_lock_that_cannot_be_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package('A = "./a"')
    write("a/lib.fuse", "")

    def refuse(source: str, target: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    assert refusal() == "[FUSE_LOCK_WRITE_FAILED] failed to write fuse.lock: permission denied" + LOCK_HINT
    assert sorted(os.listdir(place)) == ["a", "fuse.toml"]


def test_circular_packages(place: Path) -> None:
    package('A = "./a"\nS = "./s"')
    package('B = "../b"\nRoot = ".."', "a")
    package('A = "../a"', "b")
    package('S = "../s"', "s")
    layout = project_layout(read_manifest(Path("fuse.toml")))
    assert layout.cycles == (("A", "B", "A"), ("A", "Root", "A"), ("S", "S"))
    assert layout.manifest == "fuse.toml" and sorted(layout.dependencies) == ["A", "B", "Root", "S"]


def test_names_that_toml_must_quote(place: Path) -> None:
    package('"a b" = "./a"')
    write("a/lib.fuse", "")
    resolve()
    assert '[dependencies."a b"]' in Path("fuse.lock").read_text()
    resolve(LockMode.FROZEN)
