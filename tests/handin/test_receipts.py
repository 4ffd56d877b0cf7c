import ast
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import CourseError, UsageError
from autograder.handin import check_receipt
from autograder.handin.keys import MAX_ID_CHARS, ExamKey, canonical_id
from autograder.handin.receipts import ReceiptError, append_receipt, read_receipts, sign_receipt, verify_receipt
from tests.support.speed import scaled

KEY, OTHER = ExamKey(bytes(range(32))), ExamKey(bytes(32))
PUBLIC = KEY.public_key_text()
PEM = PUBLIC.encode()
NOON = datetime(2026, 12, 14, 12, 0, 0, tzinfo=ZoneInfo("Europe/Berlin"))
FILE = b'{"cells": []}\n'
RECEIPT = sign_receipt(KEY, FILE, exam="final", student="Zoë", received=NOON, started=NOON - timedelta(hours=2))
TEXT = RECEIPT.to_text().encode()
ids = st.text(st.characters(exclude_categories=("Cs",)), max_size=MAX_ID_CHARS // 3).filter(lambda t: t.strip())
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones())


def reason(receipt=TEXT, submission=FILE, public=PUBLIC):
    with pytest.raises(ReceiptError) as e:
        verify_receipt(receipt, submission, public)
    return e.value.reason


def test_a_receipt_is_a_file_that_people_can_read():
    fields = json.loads(TEXT)
    assert (fields["exam"], fields["student"], fields["key"]) == ("final", "Zoë", KEY.fingerprint)
    assert (fields["started"], fields["received"]) == ("2026-12-14T09:00:00Z", "2026-12-14T11:00:00Z")
    assert fields["sha256"] == hashlib.sha256(FILE).hexdigest()
    assert TEXT.count(b"\n") == 1 + len(fields) + 1


def test_the_signature_covers_all_other_fields_in_the_stated_encoding():
    signature = bytes.fromhex(RECEIPT.signature)
    rest = (
        '{"autograder_receipt":1,"exam":"final","key":"KEY","received":"2026-12-14T11:00:00Z","sha256":"SHA",'
        '"started":"2026-12-14T09:00:00Z","student":"Zo\\u00eb"}'
    )
    rest = rest.replace("KEY", KEY.fingerprint).replace("SHA", hashlib.sha256(FILE).hexdigest())
    load_pem_public_key(PUBLIC.encode()).verify(signature, b"autograder receipt\n" + rest.encode())


@settings(deadline=None)
@given(st.binary(max_size=50), ids, ids, times, st.none() | times)
def test_any_receipt_holds_for_its_file_and_comes_back_whole(data, exam, student, received, started):
    receipt = sign_receipt(KEY, data, exam=exam, student=student, received=received, started=started)
    assert verify_receipt(receipt.to_text().encode(), data, PUBLIC) == receipt
    assert (receipt.exam, receipt.student) == (canonical_id(exam), canonical_id(student))
    assert timedelta(0) <= received.astimezone(UTC) - receipt.received_at < timedelta(seconds=1)
    assert (receipt.started_at is None) == (started is None)


def test_every_flipped_bit_of_a_receipt_is_noticed():
    flips = (TEXT[:i] + bytes([TEXT[i] ^ 1 << bit]) + TEXT[i + 1 :] for i in range(len(TEXT)) for bit in range(8))
    assert {reason(flip) for flip in flips} == {"receipt-garbled", "receipt-edited", "other-key"}


@settings(deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.integers(0, len(TEXT)), st.binary(max_size=5))
def test_a_part_of_a_receipt_that_is_cut_out_put_in_or_replaced_is_noticed(i, j, new):
    edited = TEXT[: min(i, j)] + new + TEXT[max(i, j) :]
    if edited.replace(b"\r\n", b"\n").rstrip(b"\n") != TEXT.rstrip(b"\n"):
        assert reason(edited) in ("receipt-garbled", "receipt-edited", "other-key")


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=200), st.data())
def test_every_flipped_bit_of_a_submission_is_noticed(data, draw):
    receipt = sign_receipt(KEY, data, exam="final", student="Ada", received=NOON).to_text().encode()
    i = draw.draw(st.integers(0, 8 * len(data) - 1))
    flipped = (int.from_bytes(data, "big") ^ 1 << i).to_bytes(len(data), "big")
    assert reason(receipt, flipped) == reason(receipt, data + b"\0") == "file-differs"


def test_a_receipt_survives_mail_programs_that_change_the_ends_of_lines():
    assert verify_receipt(TEXT.replace(b"\n", b"\r\n"), FILE, PUBLIC) == RECEIPT
    assert verify_receipt(TEXT.rstrip(), FILE, PUBLIC) == RECEIPT


def test_another_key_and_no_key_are_named():
    assert reason(public=OTHER.public_key_text()) == "other-key"
    assert reason(public="") == reason(public=PUBLIC[:40]) == reason(public="ssh-ed25519 AAAA") == "bad-key"
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    pem = curve.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    assert reason(public=pem) == "bad-key"


def test_who_writes_his_own_receipt_or_moves_a_signature_is_found_out():
    forged = sign_receipt(OTHER, FILE, exam="final", student="Eve", received=NOON).to_text()
    assert reason(forged.replace(OTHER.fingerprint, KEY.fingerprint).encode()) == "receipt-edited"
    assert reason(TEXT.replace("Zoë".encode(), b"Eve")) == "receipt-edited"
    assert reason(TEXT.replace(b"T11:", b"T10:")) == "receipt-edited"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"5",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 10_000,
        b"1" * 10_000,
        TEXT + b" " * 20_000,
        TEXT.replace(b"{", b"[", 1),
    ],
)
def test_what_is_no_receipt_is_garbled(data):
    assert reason(data) == "receipt-garbled"


def test_fields_in_another_order_are_no_receipt():
    lines = TEXT.decode().splitlines(keepends=True)
    lines[2:4] = reversed(lines[2:4])
    assert reason("".join(lines).encode()) == "receipt-garbled"


@pytest.mark.parametrize("name", ["sha256", "key", "signature"])
def test_a_field_of_another_type_is_no_crash(name):
    fields = json.loads(TEXT) | {name: 5}
    assert reason(check_receipt.receipt_text(fields).encode()) == "receipt-garbled"


def test_a_time_without_a_zone_cannot_be_signed():
    with pytest.raises(ValueError, match="expected a time with a time zone, got 2026-12-14 12:00:00"):
        sign_receipt(KEY, FILE, exam="final", student="Ada", received=NOON.replace(tzinfo=None))
    odd = NOON.astimezone(timezone(timedelta(hours=5, minutes=45))).replace(microsecond=999_999)
    assert sign_receipt(KEY, FILE, exam="final", student="Ada", received=odd).received == "2026-12-14T11:00:00Z"


# -- the students' program ---------------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path):
    """Runs the program in a folder of its own on the text of a receipt, a file and a key."""
    shutil.copy(check_receipt.__file__, tmp_path / "check.py")

    def run(receipt=TEXT, submission=FILE, public=PEM, names=("r", "s", "k")):
        for name, data in zip("rsk", (receipt, submission, public), strict=True):
            (tmp_path / name).write_bytes(data)
        command = [sys.executable, "-I", "check.py", *names]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=scaled(60))

    return run


def test_students_check_a_receipt_with_one_file_and_cryptography(run):
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "genuine" in done.stdout
    assert "received: 2026-12-14T11:00:00Z" in done.stdout


def test_the_students_program_needs_python_3_9_and_nothing_of_ours():
    tree = ast.parse(Path(check_receipt.__file__).read_text(), feature_version=(3, 9))
    named = {
        n.module if isinstance(n, ast.ImportFrom) else n.names[0].name
        for n in ast.walk(tree)
        if isinstance(n, ast.Import | ast.ImportFrom)
    }
    assert {n.split(".")[0] for n in named} <= sys.stdlib_module_names | {"cryptography"}


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"submission": b"x"}, 1, "NOT VALID (file-differs)"),
        ({"receipt": b"x"}, 1, "NOT VALID (receipt-garbled)"),
        ({"public": b"\xff"}, 1, "NOT VALID (bad-key)"),
        ({"names": ("r", "none", "k")}, 2, "none: cannot be read"),
        ({"names": ("r",)}, 2, "usage:"),
    ],
)
def test_the_students_program_says_why_a_receipt_does_not_hold(run, changed, status, said):
    done = run(**changed)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


# -- the file of all receipts ------------------------------------------------------------------------------------------


def receipt(number):
    return sign_receipt(KEY, b"%d" % number, exam="final", student=f"s{number}", received=NOON)


def test_receipts_are_kept_in_the_order_of_coming(tmp_path):
    path = tmp_path / "new" / "receipts.jsonl"
    for number in (3, 1, 2):
        append_receipt(path, receipt(number))
    assert [r.student for r in read_receipts(path, PUBLIC)] == ["s3", "s1", "s2"]
    assert read_receipts(path, PUBLIC)[0] == receipt(3)


def test_no_receipt_is_lost_when_several_come_at_once(tmp_path):
    path = tmp_path / "receipts.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: append_receipt(path, receipt(n)), range(100)))
    assert {r.student for r in read_receipts(path, PUBLIC)} == {f"s{n}" for n in range(100)}


def test_who_writes_the_file_keeps_others_out(tmp_path):
    path = tmp_path / "receipts.jsonl"
    with path.open("ab", buffering=0) as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        thread = Thread(target=append_receipt, args=(path, receipt(1)))
        thread.start()
        thread.join(0.2)  # without the lock it would be long done
        f.write(half := b'{"half a line": 1')
    thread.join()
    assert path.read_bytes().startswith(half + b"\n{")


def test_a_line_cut_off_by_a_crash_costs_no_other_line(tmp_path):
    path = tmp_path / "receipts.jsonl"
    append_receipt(path, receipt(1))
    path.write_bytes(path.read_bytes() + b'{"autograder_rec')
    append_receipt(path, receipt(2))
    with pytest.raises(CourseError, match="receipts.jsonl: line 2: .* cut off by a crash can be deleted"):
        read_receipts(path, PUBLIC)
    path.write_text("".join(line for line in path.open() if line.endswith("}\n")))
    assert [r.student for r in read_receipts(path, PUBLIC)] == ["s1", "s2"]


def test_an_edited_line_and_a_line_of_another_key_are_named(tmp_path):
    path = tmp_path / "receipts.jsonl"
    append_receipt(path, receipt(1))
    append_receipt(path, receipt(2))
    good = path.read_text()
    path.write_text(good.replace('"s2"', '"s3"'))
    with pytest.raises(CourseError, match="receipts.jsonl: line 2: the receipt was changed"):
        read_receipts(path, PUBLIC)
    path.write_text(good)
    with pytest.raises(CourseError, match=f"line 1: the receipt names the key '{KEY.fingerprint}'"):
        read_receipts(path, OTHER.public_key_text())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_before_the_receipt_is_given_out():
    with pytest.raises(UsageError, match="/dev/full: the receipt cannot be kept: No space left"):
        append_receipt(Path("/dev/full"), receipt(1))


def test_receipts_that_are_not_there_are_named(tmp_path):
    with pytest.raises(CourseError, match="receipts.jsonl: the receipts cannot be read"):
        read_receipts(tmp_path / "receipts.jsonl", PUBLIC)
