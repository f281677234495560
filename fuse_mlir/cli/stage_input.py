"""The text of an emitted stage as the input of a build (`--from STAGE`)."""

from __future__ import annotations

from pathlib import Path

from ..codegen.stages import StageFile
from ..frontend.canonical.json_reader import CanonicalFormatError, from_json
from ..frontend.canonical.program import Program
from .errors import UserError, os_reason


def read_stage(path: Path, stage: str) -> Program | StageFile:
    """What `--emit=STAGE` wrote: the program itself for `canonical`, else the text of a module.

    Errors: UserError when the file cannot be read or is not of that stage.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(f"failed to read {path}: {os_reason(error)}") from None
    except UnicodeDecodeError as error:
        raise UserError(f"failed to read {path}: not valid UTF-8 at byte {error.start}") from None
    if stage != "canonical":
        return StageFile(stage, str(path), text)
    try:
        program, program_source = from_json(text)
    except CanonicalFormatError as error:
        raise UserError(f"{path} is not a canonical program: {error}") from None
    program.source = program_source
    return program
