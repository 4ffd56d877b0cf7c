"""Zips in memory, within caps: nothing is extracted to disk, and sizes are counted while bytes come out of them."""

import io
import re
import stat
import zipfile
from pathlib import Path, PurePosixPath

from autograder.errors import SubmissionError

MAX_FILE_BYTES = 64 << 20  # one notebook, outputs included
MAX_ZIP_BYTES = 256 << 20  # all members together
MAX_MEMBERS = 2_000
MAX_RATIO = 200  # decompressed over compressed; honest notebooks stay below 50
IGNORED_PARTS = {"__MACOSX", "__pycache__", ".ipynb_checkpoints"}


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


def skipped(name: str) -> bool:
    """Whether a member is what a system leaves in zips, hidden, or a folder."""
    return any(p in IGNORED_PARTS or p.startswith(".") for p in PurePosixPath(name).parts) or name.endswith("/")


def unzip(source: bytes | Path, only: str | None = None) -> dict[str, bytes]:
    """Members of a zip in memory, counted while they are decompressed; `only` that one of a class."""
    if not source:
        raise SubmissionError("empty-file", "the file is empty; export it again and check its size before handing in")
    # A zip's list is built before it can be counted: 256 MiB of it would be 2 GiB of objects.
    if isinstance(source, bytes) and source.count(b"PK\1\2") > 50 * MAX_MEMBERS:
        raise SubmissionError("zip-bomb", f"the zip holds far more than {MAX_MEMBERS} files; hand in your own alone")
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        infos = [i for i in archive.infolist() if only is None or i.filename == only]
    except Exception:
        raise SubmissionError(
            "corrupt-zip", "the zip cannot be opened; export it again and hand in the new file"
        ) from None
    if len(infos) > MAX_MEMBERS:
        raise SubmissionError("zip-bomb", f"the zip holds {len(infos)} files; at most {MAX_MEMBERS} are read")
    files: dict[str, bytes] = {}
    total = 0
    for info in infos:
        name = info.filename
        parts = PurePosixPath(name).parts
        if points_outside(name):
            raise SubmissionError("zip-slip", f"the zip holds {name[:100]!r}, which points outside it; export it again")
        if info.is_dir() or skipped(name) or is_link(info):
            continue
        if info.flag_bits & 1:
            raise SubmissionError("encrypted-zip", "the zip is encrypted; hand it in without a password")
        limit = min(MAX_FILE_BYTES, MAX_ZIP_BYTES - total)
        if info.file_size > limit:
            raise SubmissionError("zip-bomb", f"{name[:100]!r} in the zip claims {info.file_size} bytes")
        try:
            with archive.open(info) as f:
                content = f.read(limit + 1)
        except Exception:
            raise SubmissionError("corrupt-zip", f"{name[:100]!r} in the zip is damaged; export it again") from None
        total += len(content)
        suspicious = len(content) > (1 << 20) and len(content) > MAX_RATIO * max(1, info.compress_size)
        if len(content) > limit or suspicious:
            raise SubmissionError("zip-bomb", f"{name[:100]!r} in the zip expands to far more than its size")
        files[str(PurePosixPath(*parts))] = content
    return files
