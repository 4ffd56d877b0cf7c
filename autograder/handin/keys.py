"""The key of an exam: 32 random bytes in a file that only its owner can read, and what is derived from them.

Each use has a subkey of its own, HMAC-SHA256(key, label), so that nothing learnt from one use helps with another:

    key ─┬─ variant ── HMAC(exam, student) → the seed of a student's sheet
         ├─ token ──── HMAC over the identity that a notebook carries (tokens.py)
         └─ receipt ── an Ed25519 private key, whose public half students get (receipts.py)

Texts are hashed with their lengths: the pairs ("ab", "c") and ("a", "bc") differ. The key itself is never shown: not in
a message, not in a `repr`.
"""

import hmac
import os
import re
import secrets
import tempfile
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from autograder.errors import CourseError, UsageError
from autograder.handin.check_receipt import fingerprint

KEY_BYTES = 32
MAX_FILE_BYTES = 4096
MAX_ID_CHARS = 200  # a token with two ids of 4-byte characters stays below its cap
_FILE = """\
# Key of an exam. Who has it can work out every variant and sign tokens and receipts: keep it secret.
# Keep a copy of it, too: with another key every student gets another variant.
key = "{key}"
fingerprint = "{fingerprint}"
"""


def canonical_id(text: str, what: str = "student id") -> str:
    """The one form of an id that is hashed, signed and compared: NFC, without white space at its ends.

    Args:
        text: any text of 1 to 200 characters.
        what: names the text in an error.

    Raises:
        CourseError: empty, too long, or with half a surrogate pair.

    >>> canonical_id(" Zoe\\u0308 ") == canonical_id("Zo\\u00eb")
    True
    """
    plain = unicodedata.normalize("NFC", text).strip()
    if not 1 <= len(plain) <= MAX_ID_CHARS:
        raise CourseError(f"{what}: expected 1 to {MAX_ID_CHARS} characters, found {len(plain)}: {text[:40]!r}")
    if re.search("[\ud800-\udfff]", plain):
        raise CourseError(f"{what}: expected text, found half a character (a lone surrogate) in {text[:40]!r}")
    return plain


def joined(*texts: str) -> bytes:
    """An encoding that tells every list of texts from every other.

    >>> joined("ab", "c") == joined("a", "bc")
    False
    """
    parts = [text.encode() for text in texts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


@dataclass(frozen=True)
class ExamKey:
    """The key of an exam; its `repr` shows the fingerprint only.

    Args:
        secret: 32 bytes.
    """

    secret: bytes

    def __post_init__(self) -> None:
        assert len(self.secret) == KEY_BYTES

    def __repr__(self) -> str:
        return f"ExamKey({self.fingerprint})"

    def subkey(self, label: str) -> bytes:
        """32 bytes for one use."""
        return hmac.digest(self.secret, b"autograder exam key 1: " + label.encode(), "sha256")

    def variant_seed(self, exam: str, student: str) -> int:
        """HMAC-SHA256 of the pair (exam, student), from 0 to 2^256 - 1: nobody without the key can work it out.

        >>> ExamKey(bytes(32)).variant_seed("final", "Ada ") == ExamKey(bytes(32)).variant_seed("final", "Ada")
        True
        """
        text = joined(canonical_id(exam, "exam id"), canonical_id(student))
        return int.from_bytes(hmac.digest(self.subkey("variant"), text, "sha256"), "big")

    @cached_property
    def signing_key(self) -> Ed25519PrivateKey:
        """The Ed25519 key that signs receipts."""
        return Ed25519PrivateKey.from_private_bytes(self.subkey("receipt"))

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that name the key and say nothing about it; receipts and tokens carry them."""
        return fingerprint(self.signing_key.public_key())

    def public_key_text(self) -> str:
        """What students need to check a receipt: the public half of the signing key, as PEM."""
        return self.signing_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def create_key(path: Path) -> ExamKey:
    """Makes a key and its file, readable by the owner alone; nobody ever sees half of the file.

    Raises:
        UsageError: something of that name exists, or the file cannot be written.
    """
    key = ExamKey(secrets.token_bytes(KEY_BYTES))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".key.", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as f:
                f.write(_FILE.format(key=key.secret.hex(), fingerprint=key.fingerprint))
                f.flush()
                os.fsync(f.fileno())
            path.hardlink_to(temporary)  # a rename would replace a key that is there
        finally:
            Path(temporary).unlink()
    except OSError as e:
        if isinstance(e, FileExistsError) and os.path.lexists(path):
            raise UsageError(
                f"{path} exists already; use that key, or name another file (a new key gives all students new variants)"
            ) from None
        raise UsageError(f"{path}: the key cannot be written: {e.strerror or e}") from None
    return key


def read_key(path: Path) -> ExamKey:
    """The key in the file at `path`.

    Raises:
        CourseError: no such file, one that others can read, or one that is damaged.
    """
    try:
        with path.open("rb") as f:
            mode = os.fstat(f.fileno()).st_mode
            raw = f.read(MAX_FILE_BYTES + 1)
    except OSError as e:
        make = "; `autograder exam key` makes one, once for a course" if isinstance(e, FileNotFoundError) else ""
        raise CourseError(f"{path}: the exam's key cannot be read: {e.strerror or e}{make}") from None
    if os.name == "posix" and mode & 0o077:
        raise CourseError(
            f"{path}: expected a key that only its owner can read (mode 600), found mode {mode & 0o777:o}; "
            f"run `chmod 600 {path}`"
        )
    again = "restore the file from a copy (a new key gives every student a new variant)"
    try:
        fields = tomllib.loads(raw.decode()) if len(raw) <= MAX_FILE_BYTES else {}
    except ValueError:  # of the decoder and of TOML: what they say could show a part of the key
        fields = {}
    text = fields.get("key")
    if set(fields) != {"key", "fingerprint"} or not isinstance(text, str):
        raise CourseError(f"{path}: expected an exam key (`key` and `fingerprint`), found something else; {again}")
    if not re.fullmatch("[0-9a-f]{64}", text):
        wanted = f"{2 * KEY_BYTES} digits (0 to 9, a to f)"
        raise CourseError(f"{path}: key: expected {wanted}, found other text of {len(text)} characters; {again}")
    key = ExamKey(bytes.fromhex(text))
    if fields["fingerprint"] != key.fingerprint:
        raise CourseError(f"{path}: key: expected the key of `fingerprint`, found one of {key.fingerprint}; {again}")
    return key
