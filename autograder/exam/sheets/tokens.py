"""The signed identity in an exam notebook: which exam, whose, which variant.

    exam1.<fingerprint of the key>.<payload, base64url>.<HMAC-SHA256 of all before it, base64url>

An HMAC and not an Ed25519 signature: only graders read tokens, and they hold the key anyway; it is half as long.
The payload of a token is decoded only after its HMAC was found right. The text is compared, not what it decodes to, so
that no other spelling of the same bytes is accepted.
"""

import base64
import hmac
import re

import msgspec

from autograder.errors import SubmissionError
from autograder.handin.keys import ExamKey, canonical_id

MAX_TOKEN_CHARS = 4096  # three texts of 200 characters of 4 bytes take 3.3 k
_PARTS = re.compile(r"(exam1\.([0-9a-f]{16})\.([A-Za-z0-9_-]+))\.[A-Za-z0-9_-]{43}")
_AGAIN = "hand in the notebook that was given out for this exam, with your answers in it"


class Token(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Who was given what.

    Args:
        exam, student: ids in canonical form.
        variant_digest: a digest of the sheet; differs when the exam's questions changed after it was handed out.
    """

    exam: str
    student: str
    variant_digest: str


class TokenError(SubmissionError):
    """A notebook without a token that can be trusted.

    The reason is `token-missing`, `token-garbled` (no token at all, or a part is lost), `token-edited`,
    `token-other-exam` or `token-other-key`.
    """


def sign_token(key: ExamKey, token: Token) -> str:
    """The token as one word of ASCII for the notebook's metadata.

    Raises:
        CourseError: an empty or overlong text in the token.

    >>> key = ExamKey(bytes(32))
    >>> read_token(key, sign_token(key, Token("final", "Ada", "5f3a")), "final").student
    'Ada'
    """
    plain = Token(
        canonical_id(token.exam, "exam id"),
        canonical_id(token.student),
        canonical_id(token.variant_digest, "variant digest"),
    )
    signed = f"exam1.{key.fingerprint}.{_base64(msgspec.json.encode(plain))}"
    return f"{signed}.{_mac(key, signed)}"


def read_token(key: ExamKey, text: object, exam: str) -> Token:
    """The token in a notebook's metadata.

    Args:
        text: whatever stands there, None when nothing does.
        exam: the id of the exam that is graded.

    Raises:
        TokenError: anything but a token that `key` signed for `exam`.
    """
    if text is None or text == "":
        raise TokenError("token-missing", f"the notebook says not whose it is: its token is missing; {_AGAIN}")
    if not isinstance(text, str) or len(text) > MAX_TOKEN_CHARS or not (parts := _PARTS.fullmatch(text)):
        raise TokenError("token-garbled", f"the notebook's token is damaged, a part of it is lost; {_AGAIN}")
    signed, fingerprint, payload = parts.groups()
    if fingerprint != key.fingerprint:
        raise TokenError(
            "token-other-key",
            f"the notebook's token is of the key {fingerprint}, this exam's key is {key.fingerprint}: a notebook of "
            f"another course or year, an edited token, or the wrong key file; {_AGAIN}",
        )
    if not hmac.compare_digest(f"{signed}.{_mac(key, signed)}", text):
        raise TokenError("token-edited", f"the notebook's token was changed after it was signed; {_AGAIN}")
    token = msgspec.json.decode(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)), type=Token)
    if token.exam != canonical_id(exam, "exam id"):
        raise TokenError("token-other-exam", f"this is a notebook of {token.exam!r}, not of {exam!r}; {_AGAIN}")
    return token


def _mac(key: ExamKey, signed: str) -> str:
    return _base64(hmac.digest(key.subkey("token"), signed.encode(), "sha256"))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
