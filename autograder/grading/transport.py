"""What goes to a worker on another machine and comes back from it, as bytes.

A submission travels as the files that reading it here would have found, and is laid down there under the same names;
one that cannot be read here (a link, a damaged zip, too large) does not travel. Back come the files that a worker of
this machine would have written. All is between processes of ours; nothing is pickled by us.
"""

import os
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from autograder.bundle import QuestionSpec
from autograder.errors import SubmissionError, UsageError
from autograder.results import Inside
from autograder.submissions import Submission
from autograder.submissions.read import files_of
from autograder.submissions.submission import Part

MAX_SENT_BYTES = 64 << 20  # of one submission; what is larger is judged where it lies
SCHEMES = {"dask": "tcp", "tls": "tls"}


def address_of(executor: str) -> str:
    """Dask's address for what `--executor` names.

    Raises:
        UsageError: it is none.

    >>> address_of("dask://scheduler:8786"), address_of("tls://10.0.0.5:8786")
    ('tcp://scheduler:8786', 'tls://10.0.0.5:8786')
    """
    scheme, _, place = executor.partition("://")
    host, _, port = place.rpartition(":")
    if scheme not in SCHEMES or not host or not port.isdigit():
        raise UsageError(
            f"--executor: expected dask://HOST:PORT (or tls://HOST:PORT) of a Dask scheduler, got {executor!r}; "
            "docs/many-machines.md says how one is started"
        )
    return f"{SCHEMES[scheme]}://{place}"


class Place(msgspec.Struct, frozen=True):
    """What lies at one path of a submission."""

    name: bytes  # of the file, folder or zip
    folder: bool
    files: dict[str, bytes]


class Sent(msgspec.Struct, frozen=True):
    """One submission under way; its paths are those of the machine that it comes from."""

    submission: Submission
    sheet: tuple[QuestionSpec, ...] | None
    lacking: tuple[str, ...]
    places: tuple[Place, ...]  # of its parts


class Chunk(msgspec.Struct, frozen=True):
    """What a worker gets at once, and how it shall judge."""

    bundle_name: str  # of the file: a stock zip may be called after it
    bundle_sha256: str
    back_end: str
    pages: bool
    inside: Inside | None
    installs: bool  # students' code runs in an environment that the bundle asks for
    environment: str  # SHA-256 of what that interpreter holds
    keep: bool
    common: tuple[str, ...]  # packages that every sandbox begins with
    warm: bool
    sent: tuple[bytes, ...]


class Answer(msgspec.Struct, frozen=True):
    """What came of a chunk.

    Args:
        done: of each submission from the first on, its files by their names in a results folder.
        lost: the process that judged the next one died.
        refused: why this worker judges nothing of this class.
        holds: what the interpreter for students' code holds, where that is not what it should.
    """

    done: tuple[dict[str, bytes], ...] = ()
    lost: bool = False
    refused: str = ""
    holds: str = ""
    took_s: float = 0.0


def packed(submission: Submission, sheet: tuple[QuestionSpec, ...] | None, lacking: tuple[str, ...]) -> bytes | None:
    """A submission as bytes; None when it cannot be read here, or is too large to be sent."""
    places, left = [], MAX_SENT_BYTES
    try:
        for part in () if submission.nothing else submission.parts or (Part(submission.path, submission.member),):
            folder = part.member is None and part.path.is_dir()
            places.append(Place(os.fsencode(part.path.name), folder, files_of(part)))
            left -= sum(map(len, places[-1].files.values()))
        if left < 0:
            return None
        return msgspec.msgpack.encode(Sent(submission, sheet, lacking, tuple(places)), enc_hook=_bytes_of)
    except (SubmissionError, OSError, UnicodeEncodeError):
        return None


def unpacked(data: bytes) -> Sent:
    """What `packed` made."""
    return msgspec.msgpack.decode(data, type=Sent, dec_hook=_path_of)


def laid_down(sent: Sent, folder: Path) -> Submission:
    """The submission with its files, in an empty folder of this machine."""
    parts = []
    asked = sent.submission.parts or (Part(sent.submission.path, sent.submission.member),)
    for i, (part, place) in enumerate(zip(asked, sent.places, strict=False)):
        path = folder / str(i) / os.fsdecode(place.name)
        _lay(path, place, part.member)
        parts.append(msgspec.structs.replace(part, path=path))
    first = parts[0].path if parts else folder / sent.submission.path.name
    return msgspec.structs.replace(
        sent.submission, path=first, parts=tuple(parts) if sent.submission.parts and parts else sent.submission.parts
    )


def _lay(path: Path, place: Place, member: str | None) -> None:
    path.parent.mkdir(parents=True)
    if member is not None:  # of a class's zip, which stays where it is
        with zipfile.ZipFile(path, "w") as z:
            z.writestr(member, next(iter(place.files.values())))
        return
    if place.folder:
        path.mkdir()
    for name, data in place.files.items():
        file = path / PurePosixPath(name) if place.folder else path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def differing(here: str, there: str) -> str:
    """Which distributions differ between two interpreters' lists, for people."""
    ours, theirs = (set(text.splitlines()) for text in (here, there))
    known: Mapping[str, str] = {line.partition("==")[0]: line for line in ours - theirs}
    lines = [f"{line} there, {known.get(line.partition('==')[0], 'not here')} here" for line in sorted(theirs - ours)]
    names = {line.partition("==")[0] for line in theirs}
    lines += [f"{line} here, not there" for name, line in sorted(known.items()) if name not in names]
    return "; ".join(lines[:5]) + (f" and {len(lines) - 5} more" if len(lines) > 5 else "")


def _bytes_of(value: Any) -> bytes:
    if isinstance(value, Path):
        return os.fsencode(value)
    raise NotImplementedError(type(value))


def _path_of(kind: type, value: Any) -> Any:
    return Path(os.fsdecode(value)) if kind is Path else value
