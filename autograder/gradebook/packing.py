"""What was handed in, as blobs: each file one, and one that lists them. Unpacked, it is read as it was when it came."""

from pathlib import Path

import msgspec

from autograder.archive import points_outside
from autograder.errors import CourseError
from autograder.gradebook.blobs import Blobs
from autograder.submissions import Submission
from autograder.submissions.read import files_of
from autograder.submissions.submission import Part


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file or a folder.

    Args:
        place: what it was called where it lay.
        name: what its student calls it, where a platform says so.
        files: path in the folder, or the file's own name → SHA-256.
    """

    place: str
    name: str
    order: str
    folder: bool
    files: dict[str, str]


class Packed(msgspec.Struct, frozen=True):
    """What `pack` made.

    Args:
        content: SHA-256 of the list of files.
        hashes: of the files, for receipts.
    """

    content: str
    hashes: frozenset[str]


def pack(blobs: Blobs, submission: Submission) -> Packed:
    """Keeps the files of a submission.

    Raises:
        SubmissionError: they cannot be read, or are too many.
    """
    parts = submission.parts or (Part(submission.path, submission.member),)
    listed = []
    for part in parts:
        folder = part.member is None and part.path.is_dir()
        files = {name: blobs.put(data) for name, data in sorted(files_of(part).items())}
        place = Path(part.member or part.path).name
        listed.append(_Part(place, part.name, part.order, folder, files))
    return Packed(_put_list(blobs, listed), _hashes(listed))


def pack_text(blobs: Blobs, name: str, text: str) -> str:
    """Keeps a text as a file of this name; SHA-256 of the list of files."""
    return _put_list(blobs, [_Part(name, "", "", False, {name: blobs.put(text.encode())})])


def _put_list(blobs: Blobs, parts: list[_Part]) -> str:
    return blobs.put(msgspec.json.format(msgspec.json.encode(parts), indent=1))


def _hashes(parts: list[_Part]) -> frozenset[str]:
    return frozenset(sha256 for part in parts for sha256 in part.files.values())


def unpack(blobs: Blobs, content: str, folder: Path) -> tuple[Path, tuple[Part, ...], frozenset[str]]:
    """Writes the files into an empty folder; the path of the first part, all where there are several, their hashes.

    Raises:
        CourseError: a blob is gone or damaged.
    """
    listed = msgspec.json.decode(blobs.get(content), type=list[_Part])
    parts = []
    for number, one in enumerate(listed):
        place = folder / str(number) / (one.place or "x")
        for name, sha256 in one.files.items():
            path = place / name if one.folder else place
            if points_outside(name) or points_outside(one.place):
                raise CourseError(f"{content}: the list of files names {name[:100]!r}, outside its folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(blobs.get(sha256))
        place.mkdir(parents=True, exist_ok=True) if one.folder else None
        parts.append(Part(place, None, one.name or one.place, one.order))
    return parts[0].path, tuple(parts) if len(parts) > 1 else (), _hashes(listed)
