"""Submissions as they came: whose each is, its hashes, its texts; which of several files of a student count."""

import hashlib
import zipfile
import zlib
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from autograder.archive import MAX_FILE_BYTES, member_name
from autograder.errors import SubmissionError
from autograder.exam.grading.identity import ExamFinding, Identifier, Identity
from autograder.exam.sheets.notebooks import UNTOUCHED
from autograder.files import encodable
from autograder.handin.times import has_receipt
from autograder.lms.times import SubmissionTime
from autograder.results import HandedIn
from autograder.submissions import Cell, LoadedSubmission, Submission, read_submission
from autograder.submissions.find import files_in
from autograder.submissions.submission import Part


class Received(msgspec.Struct, frozen=True):
    """What is known of a submission before it is graded."""

    submission: Submission
    identity: Identity
    hashes: frozenset[str]  # of the files it came in: a receipt is for one of them
    texts: dict[str, str]  # manual question → what was written
    cells: tuple[Cell, ...] = ()  # for the pages
    came: HandedIn = HandedIn()


def receive(identifier: Identifier, submission: Submission, given: Collection[str] = ()) -> Received:
    """Reads a submission for who it is from; a file that cannot be read is reported when it is graded."""
    try:
        loaded = read_submission(submission, assignment=identifier.exam.name, given=given)
    except (SubmissionError, RuntimeError):
        who = identifier.owner(submission)
        return Received(_named(submission, who), Identity(who, ""), _hashes(submission), {}, (), submission.handed_in)
    identity = identifier.identify(submission, loaded)
    named, came = _named(submission, identity.student), loaded.came(submission)
    return Received(named, identity, _hashes(submission), _texts(loaded), loaded.cells, came)


def _hashes(submission: Submission) -> frozenset[str]:
    """SHA-256 of every file that the collecting side may have signed: the file, the zip's member, a folder's files."""
    parts = submission.parts or (Part(submission.path, submission.member),)
    return frozenset(digest for part in parts for digest in _part_hashes(part))


def _part_hashes(part: Part) -> list[str]:
    path = part.path
    try:
        if part.member is not None:
            with zipfile.ZipFile(path) as z:
                info = next(i for i in z.infolist() if member_name(i) == part.member)
                with z.open(info) as f:
                    return [hashlib.sha256(f.read(MAX_FILE_BYTES)).hexdigest()]  # whatever size the zip claims
        files = [p for p in files_in(path) if not p.is_symlink()] if path.is_dir() else [path]
        return [_file_hash(p) for p in files if p.is_file()]
    except (OSError, StopIteration, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return []


def _file_hash(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _named(submission: Submission, student: str) -> Submission:
    return msgspec.structs.replace(submission, student=student) if student else submission


def _texts(loaded: LoadedSubmission) -> dict[str, str]:
    """What stands in the markdown cells that pose as answers."""
    texts: dict[str, str] = {}
    for cell in loaded.cells:
        mark = cell.metadata.get("autograder")
        name = mark.get("question") if isinstance(mark, dict) and mark.get("role") == "answer" else None
        if cell.kind == "markdown" and isinstance(name, str):
            text = "" if cell.source.strip() == UNTOUCHED else cell.source
            texts[name] = "\n".join(t for t in (texts.get(name, ""), text) if t)
    return texts


def settled(identifier: Identifier, loaded: Sequence[Received], times: Sequence[SubmissionTime]) -> dict[str, Received]:
    """By submission. Of several files with a student's name, those count that have a receipt, else those whose notebook
    is the student's, else all; the others are listed as nobody's: anybody can name a file."""
    own: dict[str, list[Received]] = {}
    for one in loaded:
        own.setdefault(one.identity.student, []).append(one)
    known = {one.submission.id: one for one in loaded}
    for student, files in own.items():
        if not student or len(files) < 2:
            continue
        names = identifier.people.names(student)
        signed = [f for f in files if has_receipt(times, names, f.hashes)]
        counted, why = (signed, "it has no receipt") if signed else ([], "")
        if not signed:
            counted, why = [f for f in files if f.identity.fits], "its notebook is not theirs"
        for file in files:
            if counted and file not in counted:
                known[file.submission.id] = _nobodys(identifier, file, f"{why}, and another file fits")
        rest, most = counted or files, identifier.exam.settings.policy.attempts
        if not signed and len(rest) > most:
            text = (
                f"{len(rest)} files are named after {identifier.name(student)}, {most} may count; ask which are theirs"
            )
            first = rest[0]
            finding = ExamFinding("several-files", first.submission.id, student, "", (), text)
            identity = msgspec.structs.replace(first.identity, findings=(*first.identity.findings, finding))
            known[first.submission.id] = msgspec.structs.replace(first, identity=identity)
    return known


def _nobodys(identifier: Identifier, file: Received, why: str) -> Received:
    """A file that has a student's name and does not count for them: listed under its own name."""
    name = encodable(PurePosixPath(file.submission.member or file.submission.path).name)
    who = identifier.name(file.identity.student)
    text = f"{name!r} is named after {who} and does not count: {why}; it may be somebody else's"
    finding = ExamFinding("other-file", file.submission.id, "", file.identity.student, (), text)
    identity = Identity("", file.identity.sheet, (finding,), (f"counts for nobody: {why}",))
    return msgspec.structs.replace(
        file, submission=msgspec.structs.replace(file.submission, student=name), identity=identity
    )
