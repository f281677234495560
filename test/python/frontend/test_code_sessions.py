"""Every diagnostic code in a session: the files, the commands, and the whole text that the user sees; one golden file a code.

`--- source` has the files, as `multi_file` writes them: where the table's example of what is wrong is made of files, that example.
"""

from __future__ import annotations

from pathlib import Path

import golden_file
import pytest
from multi_file import write_files
from session import replay

from fuse_mlir.frontend.code_table import CODE_TABLE, CodeEntry

GOLDEN = Path(__file__).parent / "golden" / "codes"
# Sessions about messages without a code.
MESSAGES = Path(__file__).parent / "golden" / "messages"


@pytest.mark.parametrize("code", CODE_TABLE)
def test_session(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"[{code}]" in replayed(GOLDEN / f"{code}.golden", tmp_path, update_golden)


@pytest.mark.parametrize("path", sorted(MESSAGES.iterdir()), ids=lambda path: path.stem)
def test_session_of_messages(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    monkeypatch.chdir(tmp_path)
    replayed(path, tmp_path, update_golden)


def replayed(path: Path, folder: Path, update: bool) -> str:
    """What the commands of a golden file show, which is what it says that they do."""
    sections = golden_file.read(path)
    write_files(folder, sections["source"])
    shown = replay(folder, sections["session"])
    golden_file.check(path, sections["source"], {"session": shown}, update)
    return shown


def test_every_code_has_a_session_and_every_session_a_code() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(CODE_TABLE)


@pytest.mark.parametrize("entry", CODE_TABLE.values(), ids=lambda entry: entry.code)
def test_the_example_of_the_table_is_what_the_session_shows(entry: CodeEntry) -> None:
    source = golden_file.read(GOLDEN / f"{entry.code}.golden")["source"]
    example = entry.wrong.lstrip("\n")
    # What is no text, or is about the disk and not about what is in the files, is made by the commands of the session.
    if example.startswith(("# main.fuse", "fn", "type", "interface", "requires")):
        assert source.strip("\n").startswith(example.strip("\n"))
