"""Packages in a folder of their own, and git repositories beside them that need no network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Repository, git


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the package, which is the working directory."""
    folder = tmp_path / "package"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make a bare repository from one commit after the other, each a mapping of files; its url. Commit n has the tags `n` and,
    annotated, `v1.n`, and the branch `branch-n`."""

    def make(name: str, *commits: dict[str, str]) -> str:
        work = tmp_path / f"{name}-work"
        work.mkdir()
        git(work, "init", "--quiet", "--initial-branch=main")
        for number, files in enumerate(commits):
            for path, text in files.items():
                (work / path).parent.mkdir(parents=True, exist_ok=True)
                (work / path).write_text(text)
            git(work, "add", "--all")
            git(work, "commit", "--quiet", "--message", str(number))
            git(work, "tag", str(number))
            git(work, "tag", "--annotate", "--message", "release", f"v1.{number}")
            git(work, "branch", f"branch-{number}")
        bare = tmp_path / f"{name}.git"
        git(tmp_path, "clone", "--quiet", "--bare", str(work), str(bare))
        return bare.as_uri()

    return make


@pytest.fixture
def commit_of(tmp_path: Path) -> Callable[[str, str], str]:
    """The commit of a revision of a repository, by the repository's name."""
    return lambda name, revision: git(tmp_path / f"{name}.git", "rev-parse", f"{revision}^{{commit}}")
