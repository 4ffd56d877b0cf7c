import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import CourseError, UsageError
from autograder.handin.keys import MAX_ID_CHARS, ExamKey, canonical_id, create_key, joined, read_key

KEY = ExamKey(bytes(range(32)))
SECRET = KEY.secret.hex()
FILE = f'key = "{SECRET}"\nfingerprint = "{KEY.fingerprint}"\n'
texts = st.text(max_size=40)
ids = st.text(st.characters(exclude_categories=("Cs",)), max_size=MAX_ID_CHARS // 3).filter(lambda t: t.strip())


@pytest.fixture
def write(tmp_path):
    """Writes a key file with a text and a mode."""

    def write(data, mode=0o600):
        path = tmp_path / "final.key"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        path.chmod(mode)
        return path

    return write


def test_a_new_key_is_read_again_as_the_same_key(tmp_path):
    path = tmp_path / "keys" / "final.key"
    key = create_key(path)
    assert read_key(path) == key
    assert list(path.parent.iterdir()) == [path]
    assert create_key(tmp_path / "other.key") != key


def test_nobody_but_the_owner_may_read_a_new_key_whatever_the_umask(tmp_path):
    old = os.umask(0)
    try:
        create_key(tmp_path / "final.key")
    finally:
        os.umask(old)
    assert (tmp_path / "final.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("make", [lambda p: p.write_text("mine"), lambda p: p.symlink_to(p.with_name("nowhere"))])
def test_a_new_key_never_replaces_what_is_there(tmp_path, make):
    path = tmp_path / "final.key"
    make(path)
    with pytest.raises(UsageError, match="final.key exists already"):
        create_key(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.is_symlink() or path.read_text() == "mine"


def test_a_key_that_cannot_be_written_is_a_usage_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file/final.key: the key cannot be written"):
        create_key(tmp_path / "file" / "final.key")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644])
def test_a_key_that_others_may_touch_is_refused_with_the_command_that_helps(write, mode):
    path = write(FILE, mode)
    with pytest.raises(CourseError, match=f"found mode {mode:o}; run `chmod 600 {re.escape(str(path))}`"):
        read_key(path)


BAD = {
    "short": (FILE.replace(SECRET, SECRET[:-1]), "found other text of 63 characters"),
    "long": (FILE.replace(SECRET, SECRET + "0"), "found other text of 65 characters"),
    "capitals": (FILE.replace(SECRET, SECRET.upper()), "found other text of 64 characters"),
    "one digit": (FILE.replace(SECRET, "1" + SECRET[1:]), f"expected the key of `fingerprint`, found one of (?!{KEY.fingerprint})"),
    "no number": (FILE.replace(f'"{SECRET}"', "5"), "found something else"),
    "empty": ("", "found something else"),
    "no fingerprint": (FILE.splitlines()[0], "found something else"),
    "another entry": (FILE + "x = 1", "found something else"),
    "not TOML": (FILE.replace('"', "'", 1), "found something else"),
    "not text": (b"\xff" + FILE.encode(), "found something else"),
    "huge": (FILE + "#" * 5000, "found something else"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "found"), BAD.values(), ids=BAD)
def test_a_damaged_key_is_refused_and_not_shown(write, data, found):
    path = write(data)
    with pytest.raises(CourseError, match=found) as e:
        read_key(path)
    assert str(path) in str(e.value)
    assert "restore the file from a copy" in str(e.value)
    assert SECRET[:8] not in str(e.value)


def test_a_key_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CourseError, match="final.key: the exam's key cannot be read: No such file"):
        read_key(tmp_path / "final.key")
    with pytest.raises(CourseError, match="cannot be read: Is a directory"):
        read_key(tmp_path)


def test_a_key_is_not_shown_when_it_is_printed():
    assert repr(KEY) == str(KEY) == f"ExamKey({KEY.fingerprint})"
    assert SECRET[:8] not in repr([KEY])


def test_seeds_do_not_change_between_versions_and_machines():
    # HMAC-SHA256 of the lengths and texts, written out: a change here gives every student another exam
    code = (
        "import hashlib, hmac\n"
        "sub = hmac.new(bytes(range(32)), b'autograder exam key 1: variant', hashlib.sha256).digest()\n"
        "text = bytes(7) + b'\\x05final' + bytes(7) + b'\\x04' + 'Zo\\u00eb'.encode()\n"
        "print(int(hmac.new(sub, text, hashlib.sha256).hexdigest(), 16))"
    )
    apart = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert KEY.variant_seed("final", "Zoë") == int(apart.stdout)


@settings(deadline=None)
@given(ids, ids, ids, ids)
def test_pairs_share_a_seed_only_when_they_are_the_same_ids(exam, student, exam2, student2):
    same = canonical_id(exam) == canonical_id(exam2) and canonical_id(student) == canonical_id(student2)
    assert (KEY.variant_seed(exam, student) == KEY.variant_seed(exam2, student2)) == same


def test_a_letter_that_moves_from_exam_to_student_gives_another_seed():
    assert KEY.variant_seed("ab", "c") != KEY.variant_seed("a", "bc")


def test_the_seed_the_token_key_and_the_fingerprint_depend_on_the_key():
    other = ExamKey(bytes(32))
    assert KEY.variant_seed("final", "Ada") != other.variant_seed("final", "Ada")
    assert KEY.fingerprint != other.fingerprint
    assert (
        len({KEY.subkey("token"), KEY.subkey("receipt"), KEY.subkey("variant"), KEY.secret, other.subkey("token")}) == 5
    )


@settings(deadline=None)
@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_joined_texts_are_equal_only_when_the_lists_are(left, right):
    assert (joined(*left) == joined(*right)) == (left == right)


@settings(deadline=None)
@given(ids)
def test_a_canonical_id_is_its_own_canonical_form(text):
    assert canonical_id(canonical_id(text)) == canonical_id(text)


@pytest.mark.parametrize("twin", ["Zoe\u0308", " Zoë", "Zoë\t\n", "\u00a0Zoë\u3000"])
def test_ids_that_look_alike_are_one_id(twin):
    assert canonical_id(twin) == "Zoë"
    assert KEY.variant_seed("final", twin) == KEY.variant_seed("final", "Zoë")


@pytest.mark.parametrize("text", ["x\u00b2", "\ufb01n", "a b", "a\nb", "Ada", "ada"])
def test_ids_that_differ_stay_different(text):
    assert canonical_id(text) == text


@pytest.mark.parametrize("text", ["", " \t", "x" * (MAX_ID_CHARS + 1), "a\ud800b"])
def test_an_id_that_is_none_is_refused_by_name(text):
    with pytest.raises(CourseError, match="^matriculation number: expected"):
        canonical_id(text, "matriculation number")
