"""Signed receipts: proof for a student of what was handed in and when, and trusted times for the grader.

The collecting side signs, with the time of its own clock. A receipt is a small JSON file that people can read. Students
check it with `check_receipt.py`, which needs nothing of this package and says what the signature covers. All receipts
of an exam are kept in one file, one JSON object a line.
"""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from autograder.errors import AutograderError, CourseError, UsageError
from autograder.handin import check_receipt
from autograder.handin.keys import ExamKey, canonical_id

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose submission came when; the fields in the order of the file.

    Args:
        received: when the submission was there, UTC, ISO 8601 with seconds: "2026-12-14T11:00:00Z".
        started: when the student opened the exam, in the same form; None when the collecting side does not know.
        sha256: of the submission's bytes, hex.
        key: the fingerprint of the exam's key.
        signature: Ed25519, hex.
    """

    autograder_receipt: Literal[1] = 1
    exam: str
    student: str
    received: str
    started: str | None
    sha256: str
    key: str
    signature: str

    @property
    def received_at(self) -> datetime:
        return datetime.fromisoformat(self.received)

    @property
    def started_at(self) -> datetime | None:
        return None if self.started is None else datetime.fromisoformat(self.started)

    def to_text(self) -> str:
        """The receipt as the student gets it."""
        return check_receipt.receipt_text(msgspec.to_builtins(self))


class ReceiptError(AutograderError):
    """A receipt that does not hold.

    Args:
        reason: `file-differs`, `receipt-edited`, `receipt-garbled`, `other-key` or `bad-key`.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def sign_receipt(
    key: ExamKey, submission: bytes, *, exam: str, student: str, received: datetime, started: datetime | None = None
) -> Receipt:
    """A receipt for these bytes.

    Args:
        received, started: with a time zone; fractions of a second are dropped.

    Raises:
        CourseError: an empty or overlong id.
        ValueError: a time without a time zone.
    """
    unsigned = Receipt(
        exam=canonical_id(exam, "exam id"),
        student=canonical_id(student),
        received=_utc(received),
        started=None if started is None else _utc(started),
        sha256=hashlib.sha256(submission).hexdigest(),
        key=key.fingerprint,
        signature="",
    )
    signature = key.signing_key.sign(check_receipt.signed_bytes(msgspec.to_builtins(unsigned)))
    return msgspec.structs.replace(unsigned, signature=signature.hex())


def _utc(time: datetime) -> str:
    if time.tzinfo is None:
        raise ValueError(f"expected a time with a time zone, got {time}")
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def verify_receipt(receipt: bytes, submission: bytes, public_key_text: str) -> Receipt:
    """The receipt, when it is genuine and for exactly these bytes.

    Args:
        receipt: the bytes of the receipt's file.

    Raises:
        ReceiptError: with the reason.
    """
    try:
        return msgspec.convert(check_receipt.check_receipt(receipt, submission, public_key_text), Receipt)
    except check_receipt.BadReceipt as e:
        raise ReceiptError(e.reason, str(e)) from None


def append_receipt(path: Path, receipt: Receipt) -> None:
    """Adds a receipt to the file of all receipts; once it returns, the line is on the disk.

    Several processes may do so at once. Lines are only ever added: a crash can cost the line that was being written,
    whose receipt nobody has yet, but no other.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as f:
            if fcntl:
                fcntl.flock(f, fcntl.LOCK_EX)  # until the file is closed
            end = f.seek(0, os.SEEK_END)
            f.seek(max(end - 1, 0))
            cut = f.read(1) not in (b"", b"\n")  # what a crash left stays a line of its own
            line = b"\n" * cut + msgspec.json.encode(receipt) + b"\n"
            if f.write(line) != len(line):
                f.truncate(end)
                raise OSError("the disk is full")
            os.fsync(f.fileno())
    except OSError as e:
        raise UsageError(f"{path}: the receipt cannot be kept: {e.strerror or e}") from None


def read_receipts(path: Path, public_key_text: str) -> tuple[Receipt, ...]:
    """All receipts of the file, in its order, each with its signature checked.

    Raises:
        CourseError: a line that is no receipt of this key.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as e:
        raise CourseError(f"{path}: the receipts cannot be read: {e.strerror or e}") from None
    receipts = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            receipt = msgspec.json.decode(line, type=Receipt)
            check_receipt.check_signature(msgspec.to_builtins(receipt), public_key_text)
        except msgspec.MsgspecError:
            raise CourseError(
                f"{path}: line {number}: expected a receipt, found something else; a line that was cut off "
                "by a crash can be deleted: its receipt was never given out"
            ) from None
        except check_receipt.BadReceipt as e:
            raise CourseError(f"{path}: line {number}: {e}") from None
        receipts.append(receipt)
    return tuple(receipts)
