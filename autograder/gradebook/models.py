"""The tables of a gradebook. Rows are added and never changed, but for what a later row makes out of date
(`Person`, `Work`, `Item`, `Plan`, the state of a `Regrade`): every change of those stands in the log.

    person ─┬─ handed_in ── attempt ── run           an attempt's bytes are blobs; a run is attempt × bundle × engine
            ├─ extension                             more time, or late days, for one person
            └─ released                              what a person was shown
    work ── attempt, extension, released             an assignment, an exam, a project
    work ── rubric_item, remark, marking_plan        what people mark by, for each question
    mark ── mark_of ── attempt                       a person's mark, and the attempts that it was given to
    facts                                            of a report, what marks need: tables open no reports
    work ── regrade ── regraded                       judgements by another bundle that wait to be applied
    log                                              who did what, chained by hash
"""

from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

IMPORTED = "imported"  # points that were given elsewhere: of those of a student the newest count, whatever else would
NAMES = {  # SQLite and PostgreSQL call constraints alike, so that migrations can name them
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A time in UTC: SQLite keeps none of the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"expected a time with a time zone, got {value}")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Person(Base):
    """A student or a member of staff; who left the course stays."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)  # the id of the class list, in canonical form
    name: Mapped[str] = mapped_column(String(400), default="")
    email: Mapped[str] = mapped_column(String(400), default="")
    groups: Mapped[list[str]] = mapped_column(JSON, default=list)  # sections and the like
    team: Mapped[str] = mapped_column(String(200), default="")  # who hands in together
    names: Mapped[list[str]] = mapped_column(JSON, default=list)  # further ids and logins
    lms_id: Mapped[str] = mapped_column(String(200), default="")
    left: Mapped[bool] = mapped_column(default=False)  # no longer in the class list


class Work(Base):
    """What points are given for."""

    __tablename__ = "work"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    title: Mapped[str] = mapped_column(String(400), default="")
    possible: Mapped[float] = mapped_column(default=0.0)


class Attempt(Base):
    """What was handed in once, by one person or several."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_work_id_content", "work_id", "content"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    label: Mapped[str] = mapped_column(String(400))  # what its file or folder was called
    content: Mapped[str] = mapped_column(String(64))  # SHA-256 of the blob that lists its files
    order: Mapped[str] = mapped_column(String(200), default="")  # as the platform's file names say; or IMPORTED
    received: Mapped[datetime | None] = mapped_column(Instant)  # by the clock of the collecting side
    started: Mapped[datetime | None] = mapped_column(Instant)
    taken: Mapped[datetime] = mapped_column(Instant)


class HandedInBy(Base):
    """Whose an attempt is."""

    __tablename__ = "handed_in"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class Run(Base):
    """A judgement of an attempt; the newest of an attempt counts."""

    __tablename__ = "run"
    __table_args__ = (Index("ix_run_attempt_id_id", "attempt_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    bundle: Mapped[str] = mapped_column(String(64))
    engine: Mapped[str] = mapped_column(String(64))
    report: Mapped[str] = mapped_column(String(64))  # SHA-256 of the report's blob
    status: Mapped[str] = mapped_column(String(20))
    total: Mapped[float]
    possible: Mapped[float]
    pending: Mapped[float]
    made: Mapped[datetime] = mapped_column(Instant)
    answers: Mapped[str] = mapped_column(
        String(64), default="", server_default=""
    )  # blob of what code answered; "": none


class Regrade(Base):
    """Judgements by another bundle, of which none counts until all of them are applied."""

    __tablename__ = "regrade"
    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    bundle: Mapped[str] = mapped_column(String(64))
    only_up: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10))  # "open", "applied", "dropped"
    made: Mapped[datetime] = mapped_column(Instant)


class Regraded(Base):
    """One of them, and the judgement that it takes the place of."""

    __tablename__ = "regraded"
    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrade.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    before_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    bundle: Mapped[str] = mapped_column(String(64))
    engine: Mapped[str] = mapped_column(String(64))
    report: Mapped[str] = mapped_column(String(64))
    answers: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(20))
    total: Mapped[float]
    possible: Mapped[float]
    pending: Mapped[float]


class Extension(Base):
    """More time for one person, for one work; or none of it is asked."""

    __tablename__ = "extension"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    extra_min: Mapped[float] = mapped_column(default=0.0)
    factor: Mapped[float] = mapped_column(default=1.0)
    closes: Mapped[datetime | None] = mapped_column(Instant)
    excused: Mapped[bool] = mapped_column(default=False)  # the work does not count for this person
    reason: Mapped[str] = mapped_column(String(1000), default="")


class Released(Base):
    """What a person was shown of a work; the newest is what they know."""

    __tablename__ = "released"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))  # None: nothing was handed in
    points: Mapped[float]
    possible: Mapped[float]
    lines: Mapped[list[str]] = mapped_column(JSON, default=list)
    time: Mapped[datetime] = mapped_column(Instant)


class Item(Base):
    """A line of a rubric: what is said of an answer, and its points. All marks that have it follow its changes."""

    __tablename__ = "rubric_item"
    __table_args__ = (UniqueConstraint("work_id", "question", "number", name="uq_rubric_item_work_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    question: Mapped[str] = mapped_column(String(200))
    number: Mapped[int]  # what people call it, from 1 in each question
    text: Mapped[str] = mapped_column(String(1000))
    points: Mapped[float]  # below 0: taken off
    place: Mapped[float]  # in the order shown
    retired: Mapped[bool] = mapped_column(default=False)  # counts no longer, in no mark


class Mark(Base):
    """What a person gave an answer, or a group of answers alike. Of a marker's marks of an answer the newest counts."""

    __tablename__ = "mark"
    __table_args__ = (Index("ix_mark_work_id_question", "work_id", "question"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    question: Mapped[str] = mapped_column(String(200))
    group: Mapped[str] = mapped_column(String(64))  # answers.py; "": one answer alone
    marker: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))  # "mark", "again" (a hidden duplicate: no points), "decision"
    items: Mapped[list[int]] = mapped_column(JSON, default=list)
    adjustment: Mapped[float] = mapped_column(default=0.0)
    comment: Mapped[str] = mapped_column(String(5000), default="")
    decides: Mapped[list[str]] = mapped_column(JSON, default=list)  # cases; none: the whole question
    worth: Mapped[float]  # of what it decides, when it was given
    void: Mapped[bool] = mapped_column(default=False)  # it takes the marker's mark back
    made: Mapped[datetime] = mapped_column(Instant)


class MarkOf(Base):
    """An attempt that a mark was given to: it keeps it whatever a later run makes of it."""

    __tablename__ = "mark_of"
    mark_id: Mapped[int] = mapped_column(ForeignKey("mark.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True, index=True)


class Remark(Base):
    """A comment of the bank."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("work_id", "question", "number", name="uq_remark_work_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    question: Mapped[str] = mapped_column(String(200))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(5000))


class Plan(Base):
    """How much of a question is marked twice."""

    __tablename__ = "marking_plan"
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(200), primary_key=True)
    second: Mapped[float]  # part of the answers, by another marker
    again: Mapped[float]  # by the same marker, who is not told
    seed: Mapped[int]


class Setting(Base):
    """What belongs to the whole book: the secret that codes of blind marking are made with."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class FactsOf(Base):
    """What marks need of a report; follows from its blob, and is made anew where it is not there."""

    __tablename__ = "facts"
    report: Mapped[str] = mapped_column(String(64), primary_key=True)
    said: Mapped[str]  # JSON of answers.Facts


class Log(Base):
    """Who did what; `hash` covers the row and the hash before it."""

    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
    time: Mapped[str] = mapped_column(String(40))  # ISO 8601, UTC: text, as it was hashed
    who: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(400))
    detail: Mapped[str]  # JSON, as it was hashed
    hash: Mapped[str] = mapped_column(String(64))
