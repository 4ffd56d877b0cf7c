"""The log of a gradebook: a row for each change, whose hash covers the row before it.

Who cuts, edits or reorders rows breaks the chain there (`broken`). Who rewrites the whole chain is found by a hash that
somebody kept elsewhere: `head` is printed by `gradebook check` and goes with every backup and export.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.gradebook.models import Log

START = "0" * 64


def write_log(session: Session, who: str, action: str, subject: str, **detail: Any) -> None:
    """Adds a row to the end of the chain, in a session that alone writes (`Book.writing`)."""
    session.flush()
    last = session.scalars(select(Log).order_by(Log.id.desc()).limit(1)).first()
    row = Log(
        id=(last.id if last else 0) + 1,
        time=datetime.now(UTC).isoformat(timespec="microseconds"),
        who=who,
        action=action,
        subject=subject,
        detail=json.dumps(detail, sort_keys=True, ensure_ascii=False),
    )
    row.hash = _hash(row, last.hash if last else START)
    session.add(row)
    session.flush()


def head(session: Session) -> str:
    """The hash of the last row."""
    return session.scalars(select(Log.hash).order_by(Log.id.desc()).limit(1)).first() or START


def broken(session: Session) -> str:
    """Where the chain breaks, in one sentence; "" when it holds."""
    before, expected = START, 1
    for row in session.scalars(select(Log).order_by(Log.id)).yield_per(1000):
        if row.id != expected:
            return f"log: row {expected} is missing"
        if row.hash != _hash(row, before):
            return f"log: row {row.id} ({row.action} {row.subject}, {row.time}) is not what was written"
        before, expected = row.hash, expected + 1
    return ""


def _hash(row: Log, before: str) -> str:
    parts = [before, str(row.id), row.time, row.who, row.action, row.subject, row.detail]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
