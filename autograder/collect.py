"""A class collected: whose each submission is by the class list, which of several counts, who handed in nothing.

One row a student. A group (`group` in the class list) is treated like one student: what any member hands in is an
attempt of all. Which attempt counts: the last, the best or the first; where names do not tell which came first (only
Canvas and Blackboard say), the best counts, so that no file replaces a better one. What cannot be read counts only
where nothing else is there. A file that is nobody's stays a row of its own, apart from the class.
"""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from autograder.handin.absent import absent
from autograder.handin.roster import Matcher, Student
from autograder.results import Report, Status
from autograder.submissions import Submission

Policy = Literal["last", "best", "first"]
POLICIES = get_args(Policy)


class Collected:
    """Submissions of a class whose list is known.

    Args:
        roster: the class.
        submissions: as they were found.
        policy: which of several counts.
        source: the class list's name, for messages.
    """

    def __init__(
        self, roster: Sequence[Student], submissions: Sequence[Submission], policy: Policy, source: str
    ) -> None:
        self.roster, self.policy, self.source = roster, policy, source
        self.matcher = Matcher(roster)
        self.owners = {s.id: self._owners(s) for s in submissions if not s.nothing or self._owners(s)}
        self.submissions = [self._named(s) for s in submissions]
        self.order = {s.id: s.order for s in submissions}
        self.files = {s.id: s.handed_in.file or s.student for s in submissions}
        self.given = {s.id for s in submissions if not s.nothing}

    def _owners(self, submission: Submission) -> tuple[Student, ...]:
        """Who handed it in; nobody when one of them is not known, or id and name mean different people."""
        owners: list[Student] = []
        for names in submission.people:
            found = {s.id: s for name in names if (s := self.matcher.find(name.removesuffix(" (late)"))) is not None}
            if len(found) != 1:
                return ()
            owners += found.values()
        return tuple(owners)

    def _named(self, submission: Submission) -> Submission:
        owners = self.owners.get(submission.id, ())
        if owners:
            name = ", ".join(o.name or o.id for o in owners)
            came = msgspec.structs.replace(
                submission.handed_in, name=name, lms_id=";".join(o.lms_id or o.id for o in owners)
            )
            return msgspec.structs.replace(submission, student=name, handed_in=came)
        came = msgspec.structs.replace(submission.handed_in, whose=self._whose(submission))
        return msgspec.structs.replace(submission, handed_in=came)

    def _whose(self, submission: Submission) -> str:
        """Who could be meant by a name that is nobody's."""
        labels = [name.removesuffix(" (late)") for names in submission.people for name in names]
        known = {s.id: s for label in labels if (s := self.matcher.find(label)) is not None}
        near = list(known.values()) or self.matcher.near(labels)
        who = f"could be {' or '.join(s.label for s in near)}" if near else "nobody has a name or id like it"
        return (
            f"whose is this? {' / '.join(labels)[:100]!r} is nobody in {self.source}; {who}. "
            "Rename the file after its student, or add the row"
        )

    def rows(self, reports: Sequence[Report]) -> list[Report]:
        """One report for each student of the list as far as there is one, then what is nobody's."""
        known = {r.submission: r for r in reports}
        teams: dict[str, list[str]] = {}
        for submission, owners in self.owners.items():
            for team in dict.fromkeys(map(_team, owners)):
                teams.setdefault(team, []).append(submission)
        rows = []
        for student in self.roster:
            own = teams.get(_team(student), [])
            given = [i for i in own if i in self.given]
            if not given:
                rows.append(absent(student, student.name or student.id, reports, self.source))
            elif done := [known[i] for i in given if i in known]:
                rows.append(self._row(student, done))
        strangers = {s.id for s in self.submissions if s.handed_in.whose}
        return [*rows, *(r for r in reports if r.submission in strangers)] if reports else []

    def _row(self, student: Student, own: Sequence[Report]) -> Report:
        """The attempt of a student, or of the group, that counts."""
        ordered = sorted(own, key=lambda r: (self.order[r.submission], r.submission))
        kept, why = self._kept(ordered)
        report = ordered[kept]
        owners = self.owners[report.submission]
        lines = []
        if len(ordered) > 1:
            files = {r.submission: repr((r.handed_in.file or self.files[r.submission])[:80]) for r in ordered}
            others = ", ".join(files[r.submission] for r in ordered if r is not report)
            lines.append(f"{why}: {files[report.submission]} counts, not {others}")
        if student.id not in {o.id for o in owners}:
            lines.append(f"handed in by {', '.join(o.name or o.id for o in owners)} for the group {student.team}")
        came = msgspec.structs.replace(
            report.handed_in,
            lms_id=student.lms_id or student.id,
            name=student.name,
            attempt=f"{kept + 1} of {len(ordered)}" if len(ordered) > 1 else "1",
            why="; ".join(lines),
        )
        return msgspec.structs.replace(report, student=student.name or student.id, handed_in=came)

    def _kept(self, own: Sequence[Report]) -> tuple[int, str]:
        """Which of a student's attempts counts, and why."""
        if len(own) == 1:
            return 0, ""
        places = [p for p, r in enumerate(own) if r.status is not Status.UNGRADABLE] or list(range(len(own)))
        platforms = {self.order[r.submission].partition(" ")[0] for r in own}
        timed = len(platforms) == 1 and "" not in platforms
        if self.policy != "best" and timed:
            return places[-1 if self.policy == "last" else 0], f"the {self.policy} attempt counts"
        if ungraded := [p for p in places if own[p].status is Status.UNGRADED]:  # our failure: it could be the best
            return ungraded[0], "one attempt could not be graded"
        best = max(places, key=lambda p: (own[p].status is Status.GRADED, own[p].total))
        why = "the best attempt counts"
        return best, why if self.policy == "best" else f"nothing says which came {self.policy}, so {why}"


def _team(student: Student) -> str:
    return f"group {student.team}" if student.team else f"student {student.id}"
