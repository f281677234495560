"""Where an executable gets its configuration: environment, then config file, then defaults; never from a `.env` file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """\
config App:
  greeting: String = "default"

app "x":
  print(App.greeting)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in a package whose `.env` and config file set what the program reads."""
    folder = tmp_path_factory.mktemp("package")
    (folder / "fuse.toml").write_text('[package]\nentry = "main.fuse"\n')
    (folder / "main.fuse").write_text(PROGRAM)
    (folder / ".env").write_text("APP_GREETING=from .env at build time\n")
    (folder / "config.toml").write_text('[App]\ngreeting = "from the file at build time"\n')
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "build", "--release", "-o", "program"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "program"


def output(program: Path, folder: Path, **variables: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("APP_", "FUSE_"))}
    return subprocess.run([program], cwd=folder, env=environment | variables, capture_output=True, text=True, check=True).stdout


def test_nothing_of_the_build_s_environment_is_kept(program: Path, tmp_path: Path) -> None:
    assert output(program, tmp_path) == "default\n"


def test_dotenv_file_is_not_read(program: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("APP_GREETING=from .env\nFUSE_CONFIG=other.toml\n")
    (tmp_path / "other.toml").write_text('[App]\ngreeting = "from a file that .env names"\n')
    assert output(program, tmp_path) == "default\n"


def test_environment_then_file_then_default(program: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[App]\ngreeting = "from the file"\n')
    (tmp_path / "other.toml").write_text('[App]\ngreeting = "from another file"\n')
    assert output(program, tmp_path) == "from the file\n"
    assert output(program, tmp_path, FUSE_CONFIG="other.toml") == "from another file\n"
    assert output(program, tmp_path, FUSE_CONFIG="other.toml", APP_GREETING="from the environment") == "from the environment\n"
    assert output(program, tmp_path, FUSE_CONFIG="missing.toml") == "default\n"
