"""Archives that hold the same bytes whenever and by whomever they are made.

In:   files by name, and a time.
Out:  a `.tar.gz` or a `.zip`: members in order of name, in one folder, with that time, without owners; executables may be run.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

# The earliest time that both formats know.
EARLIEST = 315_532_800


@dataclass(frozen=True, slots=True)
class Member:
    data: bytes
    executable: bool = False

    @property
    def mode(self) -> int:
        return 0o755 if self.executable else 0o644


def tar_gz(folder: str, members: Mapping[str, Member], time_s: int) -> bytes:
    """The archive; `time_s` is in seconds since 1970."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        top = _tar_info(f"{folder}", 0o755, time_s)
        top.type = tarfile.DIRTYPE
        archive.addfile(top)
        for name in sorted(members):
            info = _tar_info(f"{folder}/{name}", members[name].mode, time_s)
            info.size = len(members[name].data)
            archive.addfile(info, io.BytesIO(members[name].data))
    # Without a file name in its header.
    return gzip.compress(raw.getvalue(), compresslevel=9, mtime=time_s)


def _tar_info(name: str, mode: int, time_s: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.mode, info.mtime = mode, time_s
    return info


def zip_archive(folder: str, members: Mapping[str, Member], time_s: int) -> bytes:
    """The archive; `time_s` is in seconds since 1970, not before EARLIEST."""
    raw = io.BytesIO()
    moment = time.gmtime(time_s)[:6]
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(f"{folder}/{name}", moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, whoever makes it: the mode below is one of its
            info.external_attr = (0o100000 | members[name].mode) << 16
            archive.writestr(info, members[name].data)
    return raw.getvalue()
