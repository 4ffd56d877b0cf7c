"""manifest.json: who got which sheet; sheets are drawn again from it and compared."""

from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import BundleError, CourseError
from autograder.exam.sheets.exam import Exam, Sheet
from autograder.handin.keys import ExamKey


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One student in the manifest."""

    sheet: str  # the student's id, or the version
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """manifest.json: what was handed out; no answer and no secret is in it."""

    exam: str
    fingerprint: str  # of the questions
    key: str  # of the key
    sheets: dict[str, str]  # sheet → digest
    students: dict[str, Entry]
    spread: dict[str, Any] = {}


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a built exam.

    Raises:
        BundleError: the exam was not built here, or the file is damaged.
    """
    path = folder / "manifest.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError:
        raise BundleError(f"{path}: not found; run `autograder exam build {folder.name}` first") from None
    except msgspec.DecodeError as e:
        raise BundleError(f"{path}: {e}; build the exam again") from None


def check_manifest(manifest: Manifest, exam: Exam, key: ExamKey) -> None:
    """The exam is the one that was handed out, and the key its own.

    Raises:
        CourseError: questions, or the key, are others.
    """
    if manifest.key != key.fingerprint:
        raise CourseError(
            f"the exam was built with the key {manifest.key}, this key is {key.fingerprint}; use that one"
        )
    if manifest.fingerprint != exam.fingerprint:
        raise CourseError(
            f"{exam.folder}: the questions changed after the exam was built; grade with those that were handed out "
            "(`git checkout`), or build and hand out again"
        )


def open_sheets(exam: Exam, key: ExamKey, manifest: Manifest) -> dict[str, Sheet]:
    """All sheets that were handed out, drawn again and compared with their digests.

    Raises:
        CourseError: a sheet differs: another version of NumPy or of the reference draws other numbers.
    """
    sheets = {}
    for name, digest in manifest.sheets.items():
        sheets[name] = exam.sheet(key, name)
        if sheets[name].digest != digest:
            raise CourseError(
                f"{exam.folder}: the sheet of {name!r} is drawn differently than when it was handed out; use the same "
                "versions of NumPy and of the course's reference"
            )
    return sheets
