"""`autograder gradebook …`: a term's grades in a database; each command a call or two."""

import csv
import functools
import io
import math
import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, cast, get_args

import msgspec
import typer
from rich import box
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from sqlalchemy import select

from autograder.analysis.page import coefficient, interval, percent, statistics_page, told
from autograder.analysis.statistics import Statistics
from autograder.bundle import load_bundle
from autograder.cli.bookoptions import DbOption, FilesOption, StudentArgument, WorkArgument
from autograder.cli.booktables import class_of, explain_command, final_command, grade_of, print_class, show_command
from autograder.cli.console import (
    Bar,
    CourseOption,
    ExecutorOption,
    IsolationOption,
    JobsOption,
    JsonOption,
    UnsafeOption,
    back_end_of,
    console,
    errors,
    interrupted,
    print_json,
    say_ignored,
    warn,
)
from autograder.cli.exam import opened, print_findings
from autograder.cli.grade import elsewhere_of, run_batch, status_of
from autograder.cli.marking import mark_app, rubric_app
from autograder.course.build import build_course
from autograder.course.course import load_course
from autograder.errors import UsageError, nearest
from autograder.exam.grading.grade import ExamResults, grade_exam
from autograder.exam.grading.people import people_of
from autograder.exam.sheets.exam import Exam, load_exam
from autograder.exam.sheets.manifest import Manifest, open_sheets
from autograder.files import file_stem, write_atomic
from autograder.gradebook import audit, backup, record, regrade
from autograder.gradebook.database import Book, make_book, open_book, upgrade_book
from autograder.gradebook.imported import import_points
from autograder.gradebook.models import Work
from autograder.gradebook.queries import history
from autograder.gradebook.results import counting, shown
from autograder.gradebook.rules import Rules, read_rules, rules_in
from autograder.gradebook.statistics import Which, work_statistics
from autograder.gradebook.weights import Final
from autograder.grading.cluster import Cluster
from autograder.grading.marking import NAME as MARKING
from autograder.grading.pages import answers_path
from autograder.handin.keys import ExamKey, read_key
from autograder.handin.roster import Matcher, read_roster, read_text
from autograder.handin.times import read_times
from autograder.lms.grades import Grade, fill
from autograder.lms.people import Person
from autograder.lms.points import Asked, read_points
from autograder.report.csvfile import safe, unsafe
from autograder.report.text import line, number
from autograder.submissions import find_submissions

gradebook_app = typer.Typer(
    help="A term's grades: people, attempts with their bytes, late days, final grades, and who changed what.",
    no_args_is_help=True,
    add_completion=False,
)
gradebook_app.add_typer(rubric_app, name="rubric")
gradebook_app.add_typer(mark_app, name="mark")
BundleOption = Annotated[
    Path | None,
    typer.Option("--bundle", help="A bundle or stock Otter zip, where WORK is no assignment of the course."),
]
CELL = 2000  # characters
SHOWN = 20  # changes of an import


@gradebook_app.command("init")
def init_command(db: DbOption = "", files: FilesOption = None) -> None:
    """Make an empty gradebook."""
    book = make_book(db, files)
    console.print(f"Made {book.where}; files lie in {book.blobs.folder}.", highlight=False, soft_wrap=True)
    console.print("Next: autograder gradebook roster roster.csv", highlight=False, soft_wrap=True)


@gradebook_app.command("upgrade")
def upgrade_command(db: DbOption = "") -> None:
    """Bring a gradebook of an earlier version to this one."""
    before, after = upgrade_book(db)
    said = f"{before} → {after}" if before != after else f"nothing to do ({after})"
    console.print(f"Upgraded: {said}", highlight=False)


@gradebook_app.command("roster")
def roster_command(
    roster: Annotated[Path, typer.Argument(help="The class list, as the learning platform exports it, or a CSV.")],
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Take the class list; who is no longer in it has left, and keeps what they have."""
    changed = record.set_roster(open_book(db, files), read_roster(roster), roster.name)
    counts = [("new", changed.new), ("changed", changed.changed), ("left", changed.left), ("back", changed.back)]
    console.print(", ".join(f"{len(ids)} {what}" for what, ids in counts), highlight=False)
    if changed.left:
        warn(f"left the class: {', '.join(changed.left[:20])}")


@gradebook_app.command("take")
def take_command(
    work: WorkArgument,
    submissions: Annotated[list[Path], typer.Argument(help="Whatever `autograder grade` reads.")],
    times: Annotated[
        list[Path] | None,
        typer.Option("--times", help="When they came: receipts, or an export of the platform; may be repeated."),
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The course's key, to check receipts.")] = None,
    bundle: BundleOption = None,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Keep what was handed in, all of its bytes; what is there already stays as it is."""
    book, rules = open_book(db, files), read_rules(course_root)
    title = load_bundle(bundle).title if bundle else _title(course_root, rules, work)
    public = read_key(key).public_key_text() if key else None
    known = tuple(t for path in times or () for t in read_times(path, rules.policy_of(work).zone, public))
    found = find_submissions(submissions, say_ignored, attempts=True)
    taken = record.take(book, work, title, found, known, shared=rules.shared(work))
    console.print(f"{len(taken.new)} new, {len(taken.known)} known already", highlight=False)
    for text in taken.refused:
        errors.print(f"not taken: {text}", style="yellow", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1 if taken.refused else 0)


def _title(root: Path, rules: Rules, work: str) -> str:
    """Of an assignment or an exam of the course."""
    if work in rules.exams:
        return load_exam(root, work).settings.title
    course = load_course(root)
    if work not in course.assignments:
        known = [*course.assignments, *rules.exams]
        raise UsageError(f"no assignment and no exam {work!r} in {root.resolve()}; {nearest(work, known)}, or --bundle")
    return course.assignments[work].settings.title


@gradebook_app.command("import")
def import_command(
    work: Annotated[str, typer.Argument(help="What the points are for; a new name is a new work.")],
    table: Annotated[Path, typer.Argument(help="A CSV with `student` and `points`, or an export of a platform.")],
    column: Annotated[
        str,
        typer.Option(
            "--column",
            help="The head of the column with the points; else `points`, Moodle's `Grade`, Gradescope's `Total Score`, "
            "or WORK.",
            show_default=False,
        ),
    ] = "",
    possible: Annotated[
        float | None, typer.Option("--possible", help="Points that are possible, where the table does not say it.")
    ] = None,
    bonus: Annotated[bool, typer.Option("--bonus", help="Points may be more than possible.")] = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Take points that were given elsewhere; other points than before are added, and the newest count."""
    if file_stem(work) != work:
        raise UsageError(f"WORK: expected a name of letters, digits, `.`, `_` and `-`, got {work!r}")
    if possible is not None and not 0 < possible < math.inf:
        raise UsageError(f"--possible: expected a number above 0, got {possible:g}")
    book, rules = open_book(db, files), read_rules(course_root)
    with book.reading() as session:
        known = session.scalars(select(Work.possible).where(Work.name == work)).first() or None
    zone, plain = rules.policy_of(work).zone, functools.partial(unsafe, cap=CELL)
    found = read_points(table, read_text(table), Asked(work, column, possible, known, bonus, zone, plain))
    done = import_points(book, work, found.title or work, table, found.lines, shared=rules.shared(work))
    console.print(
        f"Students: {len(done.new)} new, {len(done.changed)} changed, {len(done.known)} known already, "
        f"{done.empty} without points.",
        highlight=False,
    )
    changes = [f"  {who}: {change}" for who, change in done.changed.items()]
    more = [f"  and {len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
    for text in (*changes[:SHOWN], *more):
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    for text in (*done.notes, *(f"not taken: {text}" for text in done.left_out)):
        errors.print(text, style="yellow", markup=False, highlight=False, soft_wrap=True)
    if rules.categories and not rules.category_of(work):
        warn(f"{work} counts for nothing yet: no category of course.toml holds it")
    raise typer.Exit(1 if done.left_out else 0)


@gradebook_app.command("grade")
def grade_command(
    work: WorkArgument,
    out: Annotated[Path | None, typer.Option("--out", help="Results folder; grades/WORK.", show_default=False)] = None,
    jobs: JobsOption = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh/--resume", help="Grade everything again / keep what is done.")
    ] = False,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    bundle: BundleOption = None,
    key: Annotated[Path, typer.Option("--key", help="Of an exam: the course's secret key.")] = Path("exam.key"),
    built: Annotated[Path, typer.Option("--built", help="Of an exam: where exams were built.")] = Path("dist/exams"),
    executor: ExecutorOption = None,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Judge all attempts of an assignment or exam; pages and tables as `grade` writes them, grades in the book."""
    book, rules = open_book(db, files), read_rules(course_root)
    record.refuse_imported(book, work)
    out = out or Path("grades") / work
    if bundle is None and work in rules.exams:
        exam = opened(course_root, work, key, built)
        isolation = back_end_of(isolation, unsafe)
        elsewhere = elsewhere_of(executor, isolation)
        graded, count = _grade_exam(book, rules, exam, out, jobs, isolation, fresh, elsewhere)
        _print_judged(book, rules, work, len(graded.attempts), count)
        print_findings(graded, out)
        console.print(f"Report: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)
        raise typer.Exit(status_of(graded.attempts))
    bundle = bundle or build_course(course_root, [work], Path("dist"))[0].bundle
    with tempfile.TemporaryDirectory(prefix="gradebook-") as folder:
        unpacked = record.unpack_attempts(book, work, Path(folder))
        rows = counting(book, rules, work, unpacked.attempts)
        reports = run_batch(
            bundle, unpacked.submissions, out, jobs=jobs, isolation=isolation, fresh=fresh, quiet=False, unsafe=unsafe,
            rows=rows, shown=shown(book, work, unpacked.attempts), keep=True, executor=executor,
        )  # fmt: skip
    paths = {name: answers_path(out, name) for name in unpacked.attempts}
    count = record.record_runs(book, work, reports, unpacked.attempts, record.put_answers(book, paths))
    for path in paths.values():
        path.unlink(missing_ok=True)  # the book has them
    _print_judged(book, rules, work, len(reports), count)
    console.print(f"Report: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)
    raise typer.Exit(status_of(reports))


def _grade_exam(
    book: Book,
    rules: Rules,
    built: tuple[Exam, ExamKey, Manifest],
    out: Path,
    jobs: int,
    back_end: str,
    fresh: bool,
    elsewhere: Cluster | None,
) -> tuple[ExamResults, int]:
    """The results, and how many attempts are judged for the first time or otherwise than before."""
    exam, key, manifest = built
    with book.reading() as session:
        people = people_of(manifest, record.students(session), "the gradebook")
    with tempfile.TemporaryDirectory(prefix="gradebook-") as folder:
        unpacked = record.unpack_attempts(book, exam.name, Path(folder))
        known = [msgspec.structs.replace(s, student=s.people[0][0]) for s in unpacked.submissions]
        bar = Bar("grading", len(known), False)
        try:
            graded = grade_exam(
                exam, key, manifest, open_sheets(exam, key, manifest), known, out,
                times=unpacked.times, people=people, jobs=jobs, back_end=back_end, fresh=fresh,
                rows=counting(book, rules, exam.name, unpacked.attempts), on_report=bar.step, say=warn,
                elsewhere=elsewhere,
            )  # fmt: skip
        except KeyboardInterrupt:
            raise interrupted(bar, out) from None
        finally:
            bar.stop()
    count = record.record_runs(book, exam.name, graded.attempts, unpacked.attempts)
    findings = {(f.kind, f.text): unpacked.attempts[f.submission] for f in graded.findings}
    record.record_findings(book, exam.name, findings)
    return graded, count


def _print_judged(book: Book, rules: Rules, work: str, attempts: int, count: int) -> None:
    console.print(
        f"Attempts: {attempts}. Judged for the first time, or otherwise than before: {count}.", highlight=False
    )
    print_class(class_of(book, rules, [work]), final=False)


@gradebook_app.command("regrade")
def regrade_command(
    work: WorkArgument,
    bundle: BundleOption = None,
    only_up: Annotated[
        bool, typer.Option("--only-up", help="An attempt that would lose points keeps its old judgement, whole.")
    ] = False,
    show: Annotated[int | None, typer.Option("--show", metavar="SET", help="Print a set's differences again.")] = None,
    apply: Annotated[int | None, typer.Option("--apply", metavar="SET", help="Make a set count.")] = None,
    drop: Annotated[
        int | None, typer.Option("--drop", metavar="SET", help="Make sure that a set never counts.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the differences as CSV, a line a case.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Results folder; grades/WORK.", show_default=False)] = None,
    jobs: JobsOption = 0,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Judge what was judged before again, by a bundle that was changed; nothing counts before it is applied.

    What students' code answered is kept: it runs only where a case asks it something new.
    """
    if sum(s is not None for s in (show, apply, drop)) > 1:
        raise UsageError("--show, --apply and --drop: expected one of them")
    book = open_book(db, files)
    record.refuse_imported(book, work)
    if apply is not None:
        count = regrade.apply_set(book, work, apply)
        told = f"{count} attempts of {work} are judged by set {apply} now." if count else f"Set {apply} counts already."
        console.print(told, highlight=False, markup=False)
        return
    if drop is not None:
        regrade.drop_set(book, work, drop)
        console.print(f"Set {drop} of {work} is dropped; nothing was changed.", highlight=False, markup=False)
        return
    if show is not None:
        _print_changes(regrade.changes(book, work, show), as_csv)
        return
    if bundle is None and work in read_rules(course_root).exams:
        raise UsageError(
            f"{work} is an exam: `autograder gradebook grade {work}` judges it again, and the old judgements stay"
        )
    out = (out or Path("grades") / work) / "regrade"
    bundle = bundle or build_course(course_root, [work], Path("dist"))[0].bundle
    marks = out.parent / MARKING
    with tempfile.TemporaryDirectory(prefix="gradebook-") as folder:
        unpacked = record.unpack_attempts(book, work, Path(folder))
        before = regrade.judged_before(book, work, unpacked.attempts)
        if not before:
            raise UsageError(f"nothing of {work!r} was judged yet; first `autograder gradebook grade {work}`")
        reports = run_batch(
            bundle, [s for s in unpacked.submissions if s.id in before], out, jobs=jobs, isolation=isolation,
            fresh=False, quiet=as_csv, unsafe=unsafe, marks=marks if marks.exists() else None, pages=False, keep=True,
            before={name: paths for name, paths in before.items() if paths is not None},
        )  # fmt: skip
    paths = {name: answers_path(out, name) for name in before}
    answers = record.put_answers(book, paths)
    proposed = regrade.propose(
        book, work, load_bundle(bundle).sha256, reports, unpacked.attempts, answers, only_up=only_up
    )
    shutil.rmtree(out)  # the book has it all
    for attempt, why in [*proposed.left_out.items()][:10]:
        warn(f"attempt {attempt} keeps its judgement: {why}")
    if (more := len(proposed.left_out) - 10) > 0:
        warn(f"and {more} more")
    if proposed.id is None:
        if not as_csv:
            console.print("Nothing would change.", highlight=False)
        raise typer.Exit(1 if proposed.left_out else 0)
    _print_changes(regrade.changes(book, work, proposed.id), as_csv)
    if not as_csv:
        ran = len(answers)
        console.print(f"Attempts: {len(reports)}. Students' code ran again for {ran} of them.", highlight=False)
        if proposed.kept_down:
            console.print(
                f"Would have lost, and keep what they have (--only-up): {proposed.kept_down}.", highlight=False
            )
        console.print(
            f"This is set {proposed.id}; nothing counts yet. Next: autograder gradebook regrade {work} "
            f"--apply {proposed.id}, or --drop {proposed.id}",
            highlight=False, markup=False, soft_wrap=True,
        )  # fmt: skip
    raise typer.Exit(1 if proposed.left_out else 0)


def _print_changes(found: Sequence[regrade.Change], as_csv: bool) -> None:
    """Who gains and who loses, and by which cases."""
    if as_csv:
        typer.echo(_changes_csv(found), nl=False)
        return
    table = Table("attempt", "student", "before", "after", "", "cases", box=box.SIMPLE_HEAD)
    for c in found:
        before = number(c.before, 3) if c.before is not None else "–"
        cases = [f"{x.question} {x.case}: {x.before or '–'} → {x.after or '–'}" for x in c.cases if x.before != x.after]
        more = [f"and {len(cases) - 5} more"] if len(cases) > 5 else []
        table.add_row(
            str(c.attempt), ", ".join(c.students), before, number(c.after, 3), f"{c.gain:+.3g}" if c.gain else "",
            escape("\n".join([*cases[:5], *more])),
        )  # fmt: skip
    if found:
        console.print(table)
    up, down = sum(c.gain > 0 for c in found), sum(c.gain < 0 for c in found)
    console.print(f"{up} gain, {down} lose, {len(found) - up - down} change without points.", highlight=False)


def _changes_csv(found: Sequence[regrade.Change]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    heads = ["attempt", "students", "before", "after", "gain", "question", "case", "verdict before", "verdict after"]
    table.writerow([*heads, "points"])
    for c in found:
        whole = [c.attempt, safe(";".join(c.students)), "" if c.before is None else c.before, c.after, c.gain]
        for x in c.cases or [None]:
            case = [safe(x.question), safe(x.case), x.before, x.after, x.points] if x else [""] * 5
            table.writerow([*whole, *case])
    return out.getvalue()


gradebook_app.command("show")(show_command)
gradebook_app.command("final")(final_command)


@gradebook_app.command("what-if")
def what_if_command(
    other: Annotated[Path, typer.Argument(help="Another course.toml.")],
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Who would gain and lose if `[grades]` were that of another file; nothing is changed."""
    book = open_book(db, files)
    now, then = (class_of(book, rules) for rules in (read_rules(course_root), rules_in(other, course_root)))
    changes = [
        _Change(a.id, a.name, a.final, b.final)
        for a, b in zip(now.rows, then.rows, strict=True)
        if (a.final and (a.final.part, a.final.passed)) != (b.final and (b.final.part, b.final.passed))
    ]
    if as_json:
        print_json(changes)
        return
    table = Table("student", "name", "now", "then", "", box=box.SIMPLE_HEAD)
    for c in changes:
        table.add_row(c.student, c.name, grade_of(c.now), grade_of(c.then), c.told)
    console.print(table)
    console.print(f"{len(changes)} of {len(now.rows)} would have another grade.", highlight=False)


class _Change(msgspec.Struct, frozen=True):
    """A student whose final grade another rule would change."""

    student: str
    name: str
    now: Final | None
    then: Final | None

    @property
    def told(self) -> str:
        passes = (self.now is not None and self.now.passed, self.then is not None and self.then.passed)
        return {(True, False): "would fail", (False, True): "would pass"}.get(passes, "")


@gradebook_app.command("extend")
def extend_command(
    student: StudentArgument,
    work: WorkArgument,
    closes: Annotated[
        str, typer.Option("--closes", help="A later closing time, ISO 8601; local times are the course's.")
    ] = "",
    extra_min: Annotated[float, typer.Option("--extra-min", min=0, help="More minutes.")] = 0.0,
    factor: Annotated[float, typer.Option("--factor", min=1, max=10, help="Times the duration.")] = 1.0,
    excused: Annotated[bool, typer.Option("--excused", help="The work does not count for this student.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; stands in the history.")] = "",
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Give a student more time for one work, or excuse them from it."""
    book, rules, until = open_book(db, files), read_rules(course_root), None
    if closes:
        try:
            until = datetime.fromisoformat(closes)
        except ValueError:
            raise UsageError(f"--closes: expected a time such as 2026-10-20T12:00, got {closes!r}") from None
        zone = rules.policy_of(work).zone
        if until.tzinfo is None and zone is None:
            raise UsageError("--closes: expected an offset (2026-10-20T12:00+02:00), or a time_zone in grades.policy")
        until = until if until.tzinfo else until.replace(tzinfo=zone)
    with book.reading() as session:
        taken = session.scalars(select(Work.name).where(Work.name == work)).first() is not None
    named = any(work in c.works for c in rules.categories.values())
    if not taken and not named:  # before anything of it came, the course knows the name
        _title(course_root, rules, work)
    who = record.extend(
        book, student, work, closes=until, extra_min=extra_min, factor=factor, excused=excused,
        reason=reason,
    )  # fmt: skip
    console.print(f"Noted for {who} in {work}.", highlight=False, markup=False)


@gradebook_app.command("release")
def release_command(
    work: WorkArgument, course_root: CourseOption = Path(), db: DbOption = "", files: FilesOption = None
) -> None:
    """Note what every student is shown of a work from now on; what they were shown before stays in the history."""
    book, rules = open_book(db, files), read_rules(course_root)
    found = class_of(book, rules, [work])
    rows = {r.person: r.standings[work] for r in found.rows}
    if waits := [r.id for r in found.rows if r.standings[work].waits]:
        raise UsageError(f"{work}: {len(waits)} are not final ({', '.join(waits[:5])}): judge or mark them first")
    shown = {p: (s.run, s.points, s.possible, s.lines) for p, s in rows.items() if not s.excused}
    count = record.record_released(book, work, shown)
    console.print(f"{count} of {len(found.rows)} are shown something new.", highlight=False)


@gradebook_app.command("export")
def export_command(
    work: WorkArgument,
    table: Annotated[Path, typer.Argument(help="What Canvas (Export), Moodle (grading worksheet) or Blackboard gave.")],
    out: Annotated[Path, typer.Option("--out", help="The table to import there.")],
    column: Annotated[
        str, typer.Option("--column", help="The head of its column; WORK's title.", show_default=False)
    ] = "",
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Write the points of a work into the platform's own table, by the platform's ids."""
    book, rules = open_book(db, files), read_rules(course_root)
    found = class_of(book, rules, [work])
    with book.reading() as session:
        title = record.find_work(session, work).title
        matcher = Matcher(record.students(session))
    rows = {r.id: r for r in found.rows}
    strangers, waiting = [], []

    def grade(person: Person) -> Grade | None:
        labels = (person.id, person.email, *person.names, person.name)
        student = next((s for label in labels if label and (s := matcher.find(label)) is not None), None)
        if student is None:
            strangers.append(person.name or person.id)
            return None
        standing = rows[student.id].standings[work]
        if standing.waits:
            waiting.append(student.label)
        if standing.excused:
            return Grade(None)
        if standing.waits or not standing.attempts:
            return None
        return Grade(standing.points, " ".join(standing.lines))

    filled = fill(table, read_text(table), column or title, grade, _cell)
    write_atomic(out, filled.text)
    console.print(f"Wrote {out}. Students with points in it: {filled.grades}.", highlight=False, soft_wrap=True)
    told = [*filled.notes]
    told += [f"not in the gradebook, no grade: {', '.join(strangers[:20])}"] if strangers else []
    told += [f"not final, no grade: {', '.join(waiting[:20])}"] if waiting else []
    for text in told:
        errors.print(text, style="yellow", markup=False, highlight=False, soft_wrap=True)


def _cell(text: str) -> str:
    """A cell of a platform's table; Moodle's "-" means none."""
    return text if text == "-" else safe(text, CELL)


@gradebook_app.command("statistics")
def statistics_command(
    work: WorkArgument,
    attempts: Annotated[str, typer.Option("--attempts", help="Each student's first, or last.")] = "first",
    out: Annotated[Path | None, typer.Option("--out", help="Write a page with plots, too.", show_default=False)] = None,
    as_json: JsonOption = False,
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """How hard each question and case is, what it says of who knows the rest, and which to look at."""
    if attempts not in get_args(Which):
        raise UsageError(f"--attempts: expected first or last, got {attempts!r}")
    found = work_statistics(open_book(db, files), work, cast(Which, attempts))
    if out is not None:
        write_atomic(out, statistics_page(found))
    if as_json:
        print_json(found)
        return
    _print_statistics(found)
    if out is not None:
        console.print(f"Page: {out.resolve()}", soft_wrap=True, highlight=False)


def _print_statistics(found: Statistics) -> None:
    say = functools.partial(console.print, markup=False, highlight=False, soft_wrap=True)
    say(f"{line(found.title, 100) or 'Nothing graded yet'}: {found.students} submissions, {found.over}")
    if found.totals:
        low, high = found.totals.quartiles
        say(
            f"Total of {number(found.totals.possible)}: mean {number(found.totals.mean)}, median "
            f"{number(found.totals.median)}, quartiles {number(low)} and {number(high)}"
        )
    table = Table("question", "students", "mean share", "discrimination", "95 %", "α without", box=box.SIMPLE_HEAD)
    for q in found.questions:
        r = q.item.discrimination
        figures = (coefficient(r.r if r else None), interval(r), coefficient(q.item.alpha_without))
        table.add_row(Text(line(q.item.name, 60)), str(q.item.count), percent(q.item.difficulty), *figures)
    if found.questions:
        console.print(table)
        say(found.reliability)
    for note in found.notes:
        say(note)
    for name, said in told(found):
        say(f"{line(name, 160)}: {said}", style="yellow")
    for m in found.misconceptions[:10]:
        where = f"{line(m.student, 60)}, {line(m.question, 60)}, {line(m.case, 100)}"
        say(f"{m.students} ({percent(m.share)}): {line(m.message, 300)}; for example {where}")


@gradebook_app.command("history")
def history_command(
    student: StudentArgument, as_json: JsonOption = False, db: DbOption = "", files: FilesOption = None
) -> None:
    """All that happened to a student's grades, and who did it."""
    with open_book(db, files).reading() as session:
        events = history(session, record.find_person(session, student))
    if as_json:
        print_json(events)
        return
    for e in events:
        console.print(f"{e.time[:19]}  {e.who:<12}  {e.what}", markup=False, highlight=False, soft_wrap=True)


gradebook_app.command("explain")(explain_command)


@gradebook_app.command("check")
def check_command(db: DbOption = "", files: FilesOption = None) -> None:
    """Prove that nothing in the log was cut or edited, and that every file is what it was."""
    book = open_book(db, files)
    with book.reading() as session:
        broken, head = audit.broken(session), audit.head(session)
    found = [*([broken] if broken else []), *record.missing_files(book)]
    for text in found:
        errors.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
    console.print(f"The log ends with {head}.", highlight=False, soft_wrap=True)
    console.print("All is as it was written." if not found else f"Faults: {len(found)}.", highlight=False)
    raise typer.Exit(1 if found else 0)


@gradebook_app.command("backup")
def backup_command(
    to: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Copy the whole gradebook, whatever its database, to an SQLite file with its files beside it."""
    head = backup.write_backup(open_book(db, files), to)
    console.print(f"Wrote {to / 'book.sqlite'}; its log ends with {head}.", highlight=False, soft_wrap=True)
