"""Whose submission is this, and which sheet: from the file's name, the signed token and the questions it shows.

Nothing here takes points away. A submission is graded with the sheet of the student who handed it in; what does not fit
together is a finding for a person to look at.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec

from autograder.exam.grading.people import People, people_of, with_rows
from autograder.exam.questions.text import render
from autograder.exam.sheets.exam import Exam, Sheet
from autograder.exam.sheets.manifest import Manifest
from autograder.exam.sheets.tokens import TokenError, read_token
from autograder.handin.keys import ExamKey
from autograder.handin.roster import Matcher
from autograder.submissions import LoadedSubmission, Submission

RENAME = "if the file is theirs, name it after them and grade again"


class ExamFinding(msgspec.Struct, frozen=True):
    """Something a person should look at; nobody loses points by it."""

    kind: str  # swap, shared-answers, token-edited, …
    submission: str
    student: str
    other: str  # the other student, where there is one
    questions: tuple[str, ...]
    text: str


class Identity(msgspec.Struct, frozen=True):
    """Whose it is. `student` is empty when nobody can be told: such a submission counts for nobody.

    `fits` says that the notebook itself is of the student whom the file's name means.
    """

    student: str
    sheet: str
    findings: tuple[ExamFinding, ...] = ()
    notes: tuple[str, ...] = ()
    fits: bool = False


class Identifier:
    """Knows the class and its sheets.

    Args:
        sheets: all that were handed out.
        people: the class; else those of the manifest.
    """

    def __init__(
        self, exam: Exam, key: ExamKey, manifest: Manifest, sheets: Mapping[str, Sheet], people: People | None = None
    ) -> None:
        self.exam, self.key, self.sheets = exam, key, sheets
        self.people = people or people_of(manifest)
        self.manifest = with_rows(manifest, self.people)
        self.dealt = bool(manifest.students)  # else any version may be anybody's
        self.matcher = Matcher(self.people.students.values())

    def owner(self, submission: Submission) -> str:
        """The student whom the file's name means, "" when that is nobody or several people."""
        found = self.matcher.find(submission.student.removesuffix(" (late)"), self.exam.name)
        return found.id if found else ""

    def identify(self, submission: Submission, loaded: LoadedSubmission) -> Identity:
        """Whose submission it is, and what does not fit."""
        mine = self.owner(submission)
        findings: list[ExamFinding] = []

        def found(kind: str, other: str, text: str) -> None:
            findings.append(ExamFinding(kind, submission.id, mine, other, (), text))

        if mine and self.dealt and not self.sheet_of(mine):
            text = f"{self.name(mine)} is in {self.people.source} and got no sheet; build the exam with that list"
            found("no-sheet", "", text)
            return Identity("", "", tuple(findings), (f"counts for nobody: {text}",))
        mark = loaded.metadata.get("autograder")
        try:
            token = read_token(self.key, mark.get("token") if isinstance(mark, dict) else None, self.exam.name)
        except TokenError as e:
            return self.without_token(mine, loaded, e, findings, found)
        if token.student not in self.sheets:
            found("unknown-sheet", token.student, f"its token names a sheet that was not handed out: {token.student!r}")
            return Identity(mine, self.sheet_of(mine), tuple(findings))
        if not mine and token.student in self.manifest.students:
            # Whoever has a copy of the notebook has its token: it alone is nobody's submission and no attempt.
            who, file = self.name(token.student), submission.path.name
            found("token-alone", token.student, f"{file!r} is nobody's by its name and {who}'s by its token; {RENAME}")
            return Identity("", self.sheet_of(token.student), tuple(findings), (f"counts for nobody: {RENAME}",))
        if not mine:
            label, source = submission.student, self.people.source
            found("unknown-student", "", f"{label!r} is nobody in {source}; rename the file")
            return Identity("", "", tuple(findings))
        if not self.sheet_of(mine):  # no version was dealt to anybody
            return Identity(mine, token.student, fits=True)
        if token.student != self.sheet_of(mine):
            who = self.name(token.student)
            found(
                "swap", token.student, f"{self.name(mine)} handed in the notebook of {who}; graded with their own sheet"
            )
        elif (shown := self.shown_instead(mine, loaded)) != "":
            who = self.name(shown)
            found("swap", shown, f"{self.name(mine)} handed in the questions of {who} under their own token")
        elif token.variant_digest != self.manifest.sheets[token.student]:
            found("other-build", "", "its token is of another build of this exam; its numbers may be others")
        return Identity(mine, self.sheet_of(mine), tuple(findings), fits=not findings)

    def without_token(
        self, mine: str, loaded: LoadedSubmission, e: TokenError, findings: list[ExamFinding], found: Any
    ) -> Identity:
        """The class list decides, if the questions in the notebook are those of that student."""
        shown = self.shown_by(loaded)
        sheet = self.sheet_of(mine) or shown
        if not mine:
            found("unknown-student", shown, f"{e}; its name is nobody's in the class list")
        elif shown and shown != sheet:
            found("swap", shown, f"{self.name(mine)} handed in the questions of {self.name(shown)}; {e}")
        elif e.reason != "token-missing":
            found(e.reason, "", str(e))
        elif not shown:
            found(e.reason, "", f"{e}; its questions are nobody's")
        notes = ("the token is missing; the questions are this student's",) if mine and not findings else ()
        return Identity(mine, sheet if mine else "", tuple(findings), notes, fits=bool(notes))

    def shown_instead(self, student: str, loaded: LoadedSubmission) -> str:
        """The other sheet whose questions a notebook shows, "" when they are the student's own, or edited."""
        if set(self.question_texts(self.sheets[self.sheet_of(student)])) <= _shown(loaded):
            return ""
        return self.shown_by(loaded)

    def sheet_of(self, student: str) -> str:
        """The sheet that a student was given."""
        return self.manifest.students[student].sheet if student in self.manifest.students else student

    def name(self, student: str) -> str:
        """For people: name and id."""
        return self.people.label(student)

    @cached_property
    def texts(self) -> dict[str, set[str]]:
        """Sheet → the texts of its questions, as far as they have numbers of its own."""
        return {name: set(self.question_texts(sheet)) for name, sheet in self.sheets.items()}

    def question_texts(self, sheet: Sheet) -> list[str]:
        """The questions of a sheet, rendered, in plain words."""
        return [
            _plain(render(cell.source, q.params, q.name))
            for q in sheet.questions
            for cell in self.exam.questions[q.name].cells
            if cell.cell_type == "markdown" and "{{" in cell.source
        ]

    def shown_by(self, loaded: LoadedSubmission) -> str:
        """The one sheet whose questions stand in a notebook, or "" when none or several fit."""
        texts = _shown(loaded)
        fits = [name for name, own in self.texts.items() if own and own <= texts]
        return fits[0] if len(fits) == 1 else ""


def _shown(loaded: LoadedSubmission) -> set[str]:
    """The texts of a notebook."""
    return {_plain(c.source) for c in loaded.cells if c.kind == "markdown"}


def _plain(text: str) -> str:
    return " ".join(text.split())
