"""Zips in memory, within caps: nothing is extracted to disk, and sizes are counted while bytes come out of them."""

import io
import re
import stat
import zipfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from autograder.errors import SubmissionError

MAX_FILE_BYTES = 64 << 20  # one notebook, outputs included
MAX_ZIP_BYTES = 256 << 20  # all members together
MAX_MEMBERS = 2_000
IGNORED_PARTS = {"__macosx", "__pycache__", ".ipynb_checkpoints", "thumbs.db", "ehthumbs.db", "desktop.ini"}


def points_outside(name: str) -> bool:
    """Whether a member's name leaves the folder that the zip would be unpacked in, on any system."""
    return (
        name.startswith("/")
        or ".." in PurePosixPath(name).parts
        or "\\" in name
        or re.match(r"^[A-Za-z]:", name) is not None
        or "\0" in name
    )


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link."""
    return stat.S_ISLNK(info.external_attr >> 16)


def left_behind(part: str) -> bool:
    """Whether a file or folder of this name is hidden or what systems leave everywhere: nobody handed it in."""
    return part.startswith(".") or part.lower() in IGNORED_PARTS


def skipped(name: str) -> bool:
    """Whether a member is what a system leaves in zips, hidden, or a folder."""
    return any(map(left_behind, PurePosixPath(name).parts)) or name.endswith("/")


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as the standard wants it: Windows' own zips part folders with backslashes."""
    return info.filename.replace("\\", "/")


def unzip(source: bytes | Path, only: Collection[str] | None = None, most: int | None = None) -> dict[str, bytes]:
    """Members of a zip in memory, counted while they are decompressed.

    Args:
        only: these members, of a class.
        most: bytes of all of them together.
    """
    most = MAX_ZIP_BYTES if most is None else most
    if not source:
        raise SubmissionError("empty-file", "the file is empty; export it again and check its size before handing in")
    # A zip's list is built before it can be counted: 256 MiB of it would be 2 GiB of objects.
    if isinstance(source, bytes) and source.count(b"PK\1\2") > 50 * MAX_MEMBERS:
        raise SubmissionError("zip-bomb", f"the zip holds far more than {MAX_MEMBERS} files; hand in your own alone")
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        infos = [i for i in archive.infolist() if only is None or member_name(i) in only]
    except Exception:
        raise SubmissionError(
            "corrupt-zip", "the zip cannot be opened; export it again and hand in the new file"
        ) from None
    if len(infos) > MAX_MEMBERS:
        raise SubmissionError("zip-bomb", f"the zip holds {len(infos)} files; at most {MAX_MEMBERS} are read")
    files: dict[str, bytes] = {}
    total = 0
    for info in infos:
        name = member_name(info)
        parts = PurePosixPath(name).parts
        if points_outside(name):
            raise SubmissionError("zip-slip", f"the zip holds {name[:100]!r}, which points outside it; export it again")
        if skipped(name) or is_link(info):
            continue
        if info.flag_bits & 1:
            raise SubmissionError("encrypted-zip", "the zip is encrypted; hand it in without a password")
        limit = min(MAX_FILE_BYTES, most - total)
        if info.file_size > limit:
            raise SubmissionError("zip-bomb", f"{name[:100]!r} in the zip claims {info.file_size} bytes")
        try:
            with archive.open(info) as f:
                content = f.read(limit + 1)
        except Exception:
            raise SubmissionError("corrupt-zip", f"{name[:100]!r} in the zip is damaged; export it again") from None
        total += len(content)
        if len(content) > limit:
            raise SubmissionError("zip-bomb", f"{name[:100]!r} in the zip expands to more than {limit} bytes")
        files[str(PurePosixPath(*parts))] = content
    return files
