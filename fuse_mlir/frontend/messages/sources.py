"""Messages about files of source text that cannot be read."""

from __future__ import annotations

from .template import Template

NO_SUCH_FILE = Template("no such file")
IS_A_DIRECTORY = Template("is a directory, not a source file")
PERMISSION_DENIED = Template("permission denied")
CANNOT_BE_READ = Template("cannot be read: {reason}")
NUL_IN_PATH = Template("is not a valid path: it contains a NUL character")
MALFORMED_UTF8 = Template(
    "malformed UTF-8: byte 0x{byte} at line {line}, column {column}, byte offset {offset}", hint="save the file as UTF-8"
)
