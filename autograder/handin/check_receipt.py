"""Checks a receipt of a submission. It stands alone: Python 3.9 and the package `cryptography`, nothing else.

    python check_receipt.py RECEIPT SUBMISSION PUBLIC_KEY

RECEIPT is the file that was given back when SUBMISSION was handed in, PUBLIC_KEY the file that the course publishes.
Prints what the receipt says and ends with 0, or says why it does not hold and ends with 1.

A receipt is JSON in one spelling: it is read, written again and compared, so that no byte of it can change unseen. The
signature (Ed25519) covers all fields but itself.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

FIELDS = ("autograder_receipt", "exam", "student", "received", "started", "sha256", "key", "signature")
MAX_RECEIPT_BYTES = 16_384


class BadReceipt(Exception):
    """A receipt that does not hold.

    `reason` is one of file-differs, receipt-edited, receipt-garbled, other-key, bad-key.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def fingerprint(public_key: Ed25519PublicKey) -> str:
    """16 hex digits that name a public key."""
    return hashlib.sha256(public_key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def receipt_text(fields: dict[str, Any]) -> str:
    """The one spelling of a receipt."""
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def signed_bytes(fields: dict[str, Any]) -> bytes:
    """What the signature covers."""
    rest = {name: value for name, value in fields.items() if name != "signature"}
    return b"autograder receipt\n" + json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()


def check_signature(fields: dict[str, Any], public_key: str) -> None:
    """Raises BadReceipt unless the owner of `public_key` (PEM) signed `fields`."""
    try:
        key = load_pem_public_key(public_key.encode())
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise BadReceipt("bad-key", "expected the course's public key (PEM, Ed25519), found something else")
    if fields["key"] != fingerprint(key):
        raise BadReceipt(
            "other-key",
            f"the receipt names the key {fields['key']!r}, this public key is {fingerprint(key)}: "
            "get the public key of this exam, or the receipt was edited",
        )
    try:
        signature = bytes.fromhex(fields["signature"])
        key.verify(signature, signed_bytes(fields))
        genuine = signature.hex() == fields["signature"]  # capitals and spaces would be another spelling
    except (InvalidSignature, ValueError):
        genuine = False
    if not genuine:
        raise BadReceipt("receipt-edited", "the receipt was changed after it was signed")


def read_receipt(data: bytes) -> dict[str, Any]:
    """The fields of a receipt whose text is in the one spelling.

    Ends of lines may be those of Windows, and the last one may be missing: mail programs change them.
    """
    garbled = BadReceipt("receipt-garbled", "this is not a receipt, or a part of it is lost")
    if len(data) > MAX_RECEIPT_BYTES:
        raise garbled
    try:
        text = data.decode().replace("\r\n", "\n")
        fields = json.loads(text)
    except (ValueError, RecursionError):
        raise garbled from None
    if not isinstance(fields, dict) or tuple(fields) != FIELDS:
        raise garbled
    if not all(isinstance(fields[name], str) for name in ("sha256", "key", "signature")):
        raise garbled
    if text.rstrip("\n") != receipt_text(fields).rstrip("\n"):
        raise BadReceipt("receipt-edited", "the receipt was changed after it was written")
    return fields


def check_receipt(receipt: bytes, submission: bytes, public_key: str) -> dict[str, Any]:
    """The fields of a receipt that was signed for exactly these bytes.

    Raises:
        BadReceipt: with the reason.
    """
    fields = read_receipt(receipt)
    check_signature(fields, public_key)
    found = hashlib.sha256(submission).hexdigest()
    if fields["sha256"] != found:
        raise BadReceipt(
            "file-differs",
            f"the receipt is genuine, but for another file: expected SHA-256 {fields['sha256']}, found {found}; "
            "compare it with the file as it was handed in, not with one that was opened and saved since",
        )
    return fields


def main(arguments: list[str]) -> int:
    """Runs the check on three files; the exit status."""
    if len(arguments) != 3:
        print("usage: python check_receipt.py RECEIPT SUBMISSION PUBLIC_KEY", file=sys.stderr)
        return 2
    try:
        receipt, submission, public_key = (Path(name).read_bytes() for name in arguments)
        fields = check_receipt(receipt, submission, public_key.decode("utf-8", "replace"))
    except OSError as e:
        print(f"{e.filename}: cannot be read: {e.strerror}", file=sys.stderr)
        return 2
    except BadReceipt as e:
        print(f"NOT VALID ({e.reason}): {e}", file=sys.stderr)
        return 1
    print("The receipt is genuine and belongs to this file.")
    encoding = sys.stdout.encoding or "ascii"  # a Windows console may not have the letters of a name
    for name in ("exam", "student", "received", "started", "sha256"):
        if fields[name] is not None:
            print(f"  {name}: {fields[name]}".encode(encoding, "backslashreplace").decode(encoding))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
