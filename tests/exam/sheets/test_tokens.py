import base64
import hmac
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import CourseError, SubmissionError
from autograder.exam.sheets.tokens import MAX_TOKEN_CHARS, Token, TokenError, read_token, sign_token
from autograder.handin.keys import MAX_ID_CHARS, ExamKey, canonical_id

KEY, OTHER = ExamKey(bytes(range(32))), ExamKey(bytes(32))
TOKEN = Token("final-2026", "Zoë Ångström", "5f3a" * 16)
TEXT = sign_token(KEY, TOKEN)
ids = st.text(st.characters(exclude_categories=("Cs",)), max_size=MAX_ID_CHARS // 3).filter(lambda t: t.strip())


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def reason(text, key=KEY, exam="final-2026"):
    with pytest.raises(TokenError) as e:
        read_token(key, text, exam)
    assert len(str(e.value)) < 500
    return e.value.reason


@settings(deadline=None)
@given(ids, ids, ids)
def test_any_ids_come_back_in_canonical_form(exam, student, digest):
    text = sign_token(KEY, Token(exam, student, digest))
    assert text.isascii()
    assert text.isprintable()
    assert " " not in text
    assert read_token(KEY, text, exam) == Token(*map(canonical_id, (exam, student, digest)))


def test_a_token_is_an_hmac_of_what_it_says():
    subkey = hmac.digest(KEY.secret, b"autograder exam key 1: token", "sha256")
    payload = base64url('["final-2026","Zoë Ångström","DIGEST"]'.replace("DIGEST", "5f3a" * 16).encode())
    signed = f"exam1.{KEY.fingerprint}.{payload}"
    assert f"{signed}.{base64url(hmac.digest(subkey, signed.encode(), 'sha256'))}" == TEXT


def test_the_longest_ids_fit_below_the_cap():
    longest = Token(*["\U0001f600" * MAX_ID_CHARS] * 3)
    text = sign_token(KEY, longest)
    assert len(text) <= MAX_TOKEN_CHARS
    assert read_token(KEY, text, longest.exam) == longest


def test_every_flipped_bit_is_noticed():
    data = TEXT.encode()
    flips = (data[:i] + bytes([data[i] ^ 1 << bit]) + data[i + 1 :] for i in range(len(data)) for bit in range(8))
    assert {reason(flip.decode("latin-1")) for flip in flips} == {"token-garbled", "token-edited", "token-other-key"}


def test_every_other_character_of_the_alphabet_is_noticed_in_every_place():
    alphabet = string.ascii_letters + string.digits + "-_.="
    for i, old in enumerate(TEXT):
        for new in alphabet.replace(old, ""):
            reason(TEXT[:i] + new + TEXT[i + 1 :])


@settings(deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.text(max_size=5))
def test_a_part_that_is_cut_out_put_in_or_replaced_is_noticed(i, j, new):
    edited = TEXT[: min(i, j)] + new + TEXT[max(i, j) :]
    if edited != TEXT:
        reason(edited)


@settings(deadline=None)
@given(st.one_of(st.text(), st.integers(), st.lists(st.text()), st.dictionaries(st.text(), st.text()), st.booleans()))
def test_whatever_stands_in_the_metadata_is_a_token_error(value):
    assert reason(value) in ("token-missing", "token-garbled")


def test_no_token_is_missing_and_a_huge_one_is_garbled():
    assert reason(None) == reason("") == "token-missing"
    head, fingerprint, payload, mac = TEXT.split(".")
    assert reason(f"{head}.{fingerprint}.{payload * 40}.{mac}") == "token-garbled"
    assert reason("x" * 10_000_000) == reason(TEXT + "A" * MAX_TOKEN_CHARS) == reason(TEXT + "\n") == "token-garbled"


def test_a_token_of_another_exam_says_which():
    with pytest.raises(TokenError, match="this is a notebook of 'final-2026', not of 'quiz-1'") as e:
        read_token(KEY, TEXT, "quiz-1")
    assert e.value.reason == "token-other-exam"
    assert read_token(KEY, TEXT, " final-2026\n") == TOKEN


def test_a_token_of_another_key_says_so_and_names_both_keys():
    with pytest.raises(TokenError, match=f"{KEY.fingerprint}, this exam's key is {OTHER.fingerprint}") as e:
        read_token(OTHER, TEXT, "final-2026")
    assert e.value.reason == "token-other-key"
    assert reason(TEXT.replace(KEY.fingerprint, OTHER.fingerprint), OTHER) == "token-edited"


def test_another_student_cannot_be_written_into_a_token():
    head, fingerprint, _, mac = TEXT.split(".")
    payload = base64url(b'["final-2026","Ada","x"]')
    assert reason(f"{head}.{fingerprint}.{payload}.{mac}") == "token-edited"


def test_a_token_error_is_about_one_submission_so_that_a_batch_goes_on():
    assert issubclass(TokenError, SubmissionError)


@pytest.mark.parametrize(
    ("token", "what"),
    [(Token("", "a", "b"), "exam id"), (Token("a", " ", "b"), "student id"), (Token("a", "b", ""), "variant digest")],
)
def test_an_empty_part_cannot_be_signed(token, what):
    with pytest.raises(CourseError, match=f"^{what}: expected 1 to"):
        sign_token(KEY, token)
