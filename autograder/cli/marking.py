"""`autograder gradebook rubric …` and `… mark …`: marking by people; each command a call or two."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table
from sqlalchemy.orm import Session

from autograder.cli.bookoptions import DbOption, FilesOption, WorkArgument
from autograder.cli.console import CourseOption, JsonOption, console, print_json
from autograder.errors import AutograderError, CourseError, UsageError
from autograder.files import write_atomic
from autograder.gradebook import marking, marktables
from autograder.gradebook.agreement import agreement, differences, told
from autograder.gradebook.database import Book, open_book
from autograder.gradebook.marking import Answers, Board, Group, Noted, Wanted, give
from autograder.gradebook.marks import DECISION, MARK, held, rubric
from autograder.gradebook.models import Attempt
from autograder.gradebook.packing import unpack
from autograder.gradebook.record import find_work, myself
from autograder.gradebook.rules import Rules, read_rules
from autograder.grading.shown import work_of, written
from autograder.report.text import number as figure
from autograder.results import Report
from autograder.submissions import Submission, read_submission

rubric_app = typer.Typer(
    help="What people mark a question by: items that can change while they mark; all marks follow.",
    no_args_is_help=True,
    add_completion=False,
)
mark_app = typer.Typer(
    help="Marks of people: a question over all students, blind, answers that are alike once.",
    no_args_is_help=True,
    add_completion=False,
)
QuestionArgument = Annotated[str, typer.Argument(help="A question of it.")]
QuestionOrAll = Annotated[str, typer.Argument(help="A question of it; all when none is named.")]
NumberArgument = Annotated[int, typer.Argument(help="The item's number.")]
CodeArgument = Annotated[str, typer.Argument(help="What `mark next` and `mark list` call the answer.")]
ItemsOption = Annotated[list[int] | None, typer.Option("--item", help="An item of the rubric; may be repeated.")]
AdjustOption = Annotated[float, typer.Option("--adjust", help="Points more (or, below 0, fewer) than the items make.")]
CommentOption = Annotated[str, typer.Option("--comment", help="For the student.")]
SayOption = Annotated[list[int] | None, typer.Option("--say", help="A comment of the bank, by number; repeatable.")]
BackOption = Annotated[bool, typer.Option("--take-back", help="Take it back; the answer is as if never marked.")]
OutFile = Annotated[Path, typer.Option("--out", help="A .csv or .toml file.")]
InFile = Annotated[Path, typer.Argument(help="A .csv or .toml file.")]


# -- rubrics ----------------------------------------------------------------------------------------------------------


@rubric_app.command("show")
def rubric_show(
    work: WorkArgument,
    question: QuestionArgument,
    as_json: JsonOption = False,
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """The items of a question."""
    with open_book(db, files).reading() as session:
        rows = marktables.rubric_rows(rubric(session, find_work(session, work).id, question))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        console.print(_item(row), markup=False, highlight=False, soft_wrap=True)
    if not rows:
        console.print(f"No item yet: autograder gradebook rubric add {work} {question} TEXT --points 1", markup=False)


def _item(row: marktables.Row) -> str:
    return f"{row['number']:>3}  {row['points']:+g}  {row['text']}" + (" (retired)" if row["retired"] else "")


@rubric_app.command("add")
def rubric_add(
    work: WorkArgument,
    question: QuestionArgument,
    text: Annotated[str, typer.Argument(help="What is said of an answer; the student reads it.")],
    points: Annotated[float, typer.Option("--points", help="What it gives; below 0: takes off.")],
    place: Annotated[float | None, typer.Option("--place", help="In the order: 1.5 stands between 1 and 2.")] = None,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Add an item to the rubric of a question."""
    book = open_book(db, files)
    _board_of(book, read_rules(course_root), work, question)
    added = marking.add_item(book, work, question, _text(text, "TEXT"), points, place)
    console.print(f"Item {added} of {work} {question}.", markup=False, highlight=False)


@rubric_app.command("change")
def rubric_change(
    work: WorkArgument,
    question: QuestionArgument,
    item: NumberArgument,
    text: Annotated[str | None, typer.Option("--text", help="Say it otherwise.")] = None,
    points: Annotated[float | None, typer.Option("--points", help="Weigh it otherwise.")] = None,
    place: Annotated[float | None, typer.Option("--place", help="Move it in the order.")] = None,
    retired: Annotated[
        bool | None, typer.Option("--retire/--restore", help="It counts in no mark any more / again.")
    ] = None,
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Reword, re-weight, move or retire an item; all marks that have it follow."""
    said = {"text": None if text is None else _text(text, "--text"), "points": points, "place": place}
    values = {k: v for k, v in {**said, "retired": retired}.items() if v is not None}
    if not values:
        raise UsageError("nothing to change: say --text, --points, --place, --retire or --restore")
    new = marking.change_item(open_book(db, files), work, question, item, **values)
    console.print("Changed; all marks follow." if new else "It is so already.", highlight=False)


def _text(text: str, what: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise UsageError(f"{what}: expected some words, got none")
    return plain


@rubric_app.command("export")
def rubric_export(
    work: WorkArgument, question: QuestionArgument, out: OutFile, db: DbOption = "", files: FilesOption = None
) -> None:
    """Write the items of a question to a file."""
    with open_book(db, files).reading() as session:
        rows = marktables.rubric_rows(rubric(session, find_work(session, work).id, question))
    write_atomic(out, (marktables.rubric_toml if _is_toml(out) else marktables.rubric_csv)(rows))
    console.print(f"Wrote {out}: {len(rows)} items.", highlight=False, soft_wrap=True, markup=False)


@rubric_app.command("import")
def rubric_import(
    work: WorkArgument,
    question: QuestionArgument,
    file: InFile,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Take the items of a file, in its order: those with a known number change, those without are new."""
    book, lines = open_book(db, files), marktables.read_rubric(file)
    _is_toml(file)
    _board_of(book, read_rules(course_root), work, question)
    new, changed = marking.set_rubric(book, work, question, [(i.number, i.text, i.points, i.retired) for i in lines])
    console.print(f"{new} new, {changed} changed.", highlight=False)


# -- marks ------------------------------------------------------------------------------------------------------------


@mark_app.command("next")
def mark_next(
    work: WorkArgument,
    question: QuestionArgument,
    as_json: JsonOption = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Show the answer that you mark next, without a name, with the rubric and the bank of comments."""
    book = open_book(db, files)
    marking.prepare(book, work)
    with book.reading() as session:
        board = Board(session, Answers(session, read_rules(course_root), work), question)
        found = board.next(myself())
        bank = marking.remarks(session, board.work.id, question)
        shown = _shown(book, session, board, found[1]) if found else ("", [])
        rows = marktables.rubric_rows({n: i for n, i in board.items.items() if not i.retired})
    if as_json:
        said = {"code": found[0], "answers": len(found[1].answers), "possible": found[1].worth} if found else {}
        print_json({**said, "answer": shown[0], "cases": shown[1], "rubric": rows, "comments": bank})
        return
    if found is None:
        console.print(f"Nothing of {work} {question} is left for {myself()}.", markup=False, highlight=False)
        return
    code, group = found
    many = f"{len(group.answers)} answers alike" if len(group.answers) > 1 else "1 answer"
    head = f"{code}: {many}, {group.worth:g} points"
    for text in (head, "", *_lines(shown), "", *map(_item, rows), *(f"  comment {n}: {t}" for n, t in bank.items())):
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    give_it = f"autograder gradebook mark give {work} {question} {code} --item N … --comment TEXT"
    console.print(f"Mark it: {give_it}", markup=False, highlight=False, soft_wrap=True)


def _shown(book: Book, session: Session, board: Board, group: Group) -> tuple[str, list[str]]:
    """The answer and what its cases did, without names."""
    report = board.shown(session, group)
    q = next(q for q in report.questions if q.name == board.question)
    text = q.answer or _code(book, session, board, group, report)
    cases = [
        f"{c.name}: {'waits for a person' if c.pending else c.verdict.value}{f': {c.message}' if c.message else ''}"
        for c in q.cases
        if not c.pending
    ]
    return board.blind(text, group), [board.blind(c, group) for c in cases]


def _lines(shown: tuple[str, list[str]]) -> list[str]:
    return [*(f"  | {text}" for text in (shown[0] or "(nothing)").splitlines()), *(f"  {text}" for text in shown[1])]


def _code(book: Book, session: Session, board: Board, group: Group, report: Report) -> str:
    """The cells of a question as they were handed in; "" where they cannot be read."""
    attempt = session.get_one(Attempt, min(group.answers, key=lambda a: a.code).attempt)
    with tempfile.TemporaryDirectory(prefix="marking-") as folder:
        try:
            path, parts, _ = unpack(book.blobs, attempt.content, Path(folder))
            cells = read_submission(Submission("x", "x", path, None, (), parts)).cells
        except (AutograderError, RuntimeError):
            return ""
        return written(work_of((), report.questions, cells, {}, (board.question,)), board.question)


@mark_app.command("list")
def mark_list(
    work: WorkArgument,
    question: QuestionOrAll = "",
    as_json: JsonOption = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """How far each question is; of one question all answers, without names."""
    book, rules = open_book(db, files), read_rules(course_root)
    marking.prepare(book, work)
    if question:
        _list_answers(book, rules, work, question, as_json)
        return
    with book.reading() as session:
        found = marking.progress(session, rules, work)
    if as_json:
        print_json(found)
        return
    table = Table("question", "answers", "different", "marked", "wait", "items", box=box.SIMPLE_HEAD)
    for p in found:
        counts = (p.answers, p.groups, p.marked, p.waits, p.items)
        table.add_row(escape(p.question), *map(str, counts))
    console.print(table)


def _list_answers(book: Book, rules: Rules, work: str, question: str, as_json: bool) -> None:
    board = _board_of(book, rules, work, question)
    rows: list[dict[str, Any]] = []
    for g in board.groups.values():
        points = {m.marker: held(board.marks.points(m), g.worth) for m in g.standing}
        decided = any(m.kind == DECISION for m in g.standing)
        stale = [a.code for a in g.answers if board.stale(a)]
        codes = [a.code for a in g.answers]
        more = {"points": points, "decided": decided, "stale": stale, "pseudonyms": codes}
        rows.append({"code": g.code, "answers": len(codes), "possible": g.worth, **more})
    if as_json:
        print_json(rows)
        return
    table = Table("code", "answers", "possible", "marks", "", box=box.SIMPLE_HEAD)
    for r in rows:
        notes = ["decided"] * bool(r["decided"])
        notes += [f"marked when it was another answer: {', '.join(r['stale'])}"] * bool(r["stale"])
        cells = (r["code"], str(r["answers"]), figure(r["possible"], 3), told(r["points"]), "; ".join(notes))
        table.add_row(*map(escape, cells))
    console.print(table)


def _giving(kind: str, said: str) -> Callable[..., None]:
    """A command that gives marks of a kind."""

    def command(
        work: WorkArgument,
        question: QuestionArgument,
        code: CodeArgument,
        items: ItemsOption = None,
        adjust: AdjustOption = 0.0,
        comment: CommentOption = "",
        say: SayOption = None,
        take_back: BackOption = False,
        course_root: CourseOption = Path(),
        db: DbOption = "",
        files: FilesOption = None,
    ) -> None:
        book = open_book(db, files)
        text = _comment(book, work, question, comment, say or [])
        wanted = Wanted(question, code, tuple(items or ()), adjust, text, kind=kind, void=take_back)
        _say(give(book, read_rules(course_root), work, [wanted])[0], take_back)

    command.__doc__ = said
    return command


GIVE = "Mark an answer, and with it all that are alike; a later mark of yours takes the place of an earlier one."
DECIDE = "Settle an answer on which markers differ: this mark counts, whatever others give."
mark_app.command("give")(_giving(MARK, GIVE))
mark_app.command("decide")(_giving(DECISION, DECIDE))


def _comment(book: Book, work: str, question: str, comment: str, say: list[int]) -> str:
    with book.reading() as session:
        bank = marking.remarks(session, find_work(session, work).id, question)
    if strange := [n for n in say if n not in bank]:
        raise UsageError(f"--say: the bank of {question} has no comment {strange[0]}; it has {len(bank)}")
    return " ".join([*(bank[n] for n in say), comment]).strip()


def _say(noted: Noted, back: bool) -> None:
    if not noted.new:
        console.print("There is nothing to take back." if back else "It is so already.", highlight=False)
        return
    if back:
        console.print("Taken back.", highlight=False)
        return
    held = f" (items and adjustment make {noted.made:g})" if abs(noted.made - noted.points) > 1e-9 else ""
    many = f", for {noted.answers} answers" if noted.answers > 1 else ""
    console.print(f"{noted.points:g} of {noted.worth:g}{held}{many}.", highlight=False)


@mark_app.command("comments")
def mark_comments(
    work: WorkArgument,
    question: QuestionArgument,
    add: Annotated[str, typer.Option("--add", help="One more for the bank.")] = "",
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """The bank of comments of a question; `mark give --say N` uses one."""
    book = open_book(db, files)
    _board_of(book, read_rules(course_root), work, question)
    if add:
        marking.add_remark(book, work, question, _text(add, "--add"))
    with book.reading() as session:
        bank = marking.remarks(session, find_work(session, work).id, question)
    for n, text in bank.items():
        console.print(f"{n:>3}  {text}", markup=False, highlight=False, soft_wrap=True)


@mark_app.command("who")
def mark_who(
    work: WorkArgument,
    question: QuestionArgument,
    code: CodeArgument,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Say whose an answer is; that you asked stands in the log."""
    found = marking.whose(open_book(db, files), read_rules(course_root), work, question, code)
    console.print(", ".join(found), markup=False, highlight=False, soft_wrap=True)


@mark_app.command("plan")
def mark_plan(
    work: WorkArgument,
    question: QuestionArgument,
    second: Annotated[float, typer.Option("--second", min=0, max=1, help="Part that a second marker marks.")] = 0.0,
    again: Annotated[
        float, typer.Option("--again", min=0, max=1, help="Part that comes to its marker once more, unsaid.")
    ] = 0.0,
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="What the draw follows from.")] = 0,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Have a part of the answers marked twice: by another marker, and by the same one who is not told."""
    book = open_book(db, files)
    _board_of(book, read_rules(course_root), work, question)
    marking.set_plan(book, work, question, second, again, seed)
    console.print(f"{work} {question}: {second:.0%} by a second marker, {again:.0%} once more.", highlight=False)


@mark_app.command("agreement")
def mark_agreement(
    work: WorkArgument,
    question: QuestionOrAll = "",
    as_json: JsonOption = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """How far markers agree: Krippendorff's alpha of each question, severity and drift of each marker."""
    found = agreement(_boards(open_book(db, files), read_rules(course_root), work, question))
    if as_json:
        print_json(found)
        return
    for name, alpha in found.alpha.items():
        text = f"{name}: " + (f"α = {alpha:.3f}" if alpha is not None else "no α: no answer has two marks that differ")
        console.print(text, markup=False, highlight=False)
    table = Table("marker", "marked", "shared", "severity", "drift", "twice", "moved", box=box.SIMPLE_HEAD)
    for m in found.markers:
        cells = [_signed(m.severity), _signed(m.drift), str(m.again), "" if m.moved is None else f"{m.moved:.2f}"]
        table.add_row(escape(m.name), str(m.marked), str(m.shared), *cells)
    console.print(table)
    console.print("severity, drift, moved: in points; below 0 is stricter than the others.", highlight=False)


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}"


@mark_app.command("differences")
def mark_differences(
    work: WorkArgument,
    question: QuestionOrAll = "",
    above: Annotated[float, typer.Option("--above", min=0, help="Points that are let pass.")] = 0.5,
    as_json: JsonOption = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Answers on which markers differ and nobody has decided, the widest apart first."""
    boards = _boards(open_book(db, files), read_rules(course_root), work, question)
    found = [d for b in boards for d in differences(b, above)]
    if as_json:
        print_json(found)
        return
    table = Table("question", "code", "answers", "marks", "of", box=box.SIMPLE_HEAD)
    for d in found:
        table.add_row(*map(escape, (d.question, d.code, str(d.answers), told(d.points), f"{d.worth:g}")))
    console.print(table)
    console.print(f"{len(found)} to decide: autograder gradebook mark decide {work} QUESTION CODE …", highlight=False)


@mark_app.command("export")
def mark_export(
    work: WorkArgument,
    out: OutFile,
    question: QuestionOrAll = "",
    every: Annotated[bool, typer.Option("--all", help="The marks of all markers, not yours alone.")] = False,
    course_root: CourseOption = Path(),
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Write marks to a file, with a line for each answer that is still to be marked; `mark import` reads it back."""
    book, toml = open_book(db, files), _is_toml(out)
    boards = _boards(book, read_rules(course_root), work, question)
    rows = []
    with book.reading() as session:
        for board in boards:
            answers = {g.code: "\n".join(_summary(board, session, g)) for g in board.groups.values()}
            rows += marktables.mark_rows(board, answers, "" if every else myself())
    write_atomic(out, (marktables.marks_toml if toml else marktables.marks_csv)(rows))
    left = sum(row["points"] is None for row in rows)
    console.print(f"Wrote {out}: {len(rows) - left} marks, {left} to be given.", markup=False, highlight=False)


def _summary(board: Board, session: Session, group: Group) -> list[str]:
    """An answer, or what its cases did, as a file shows it."""
    q = next(q for q in board.shown(session, group).questions if q.name == board.question)
    text = q.answer or "; ".join(f"{c.name}: {c.verdict.value}" for c in q.cases if not c.pending)
    return [board.blind(text, group)]


@mark_app.command("import")
def mark_import(
    work: WorkArgument, file: InFile, course_root: CourseOption = Path(), db: DbOption = "", files: FilesOption = None
) -> None:
    """Take the marks of a file, all of them or none; what the gradebook has already stays as it is."""
    book, rules = open_book(db, files), read_rules(course_root)
    _is_toml(file)
    rows = marktables.read_marks_file(file)
    boards = {b.question: b for b in _boards(book, rules, work, "")}
    if strange := [r for r in rows if r["question"] not in boards]:
        raise CourseError(f"{strange[0]['place']}: {work} has no question {strange[0]['question']!r}")
    try:
        noted = give(book, rules, work, marktables.wanted_of(rows, boards, myself()))
    except UsageError as e:
        raise CourseError(f"{file}: {e}") from None
    console.print(f"{len(rows)} marks, {sum(n.new for n in noted)} of them new.", highlight=False)


def _is_toml(path: Path) -> bool:
    if path.suffix not in (".csv", ".toml"):
        raise UsageError(f"{path}: expected a name that ends in .csv or .toml")
    return path.suffix == ".toml"


def _boards(book: Book, rules: Rules, work: str, question: str) -> list[Board]:
    """The board of one question, or of all; whatever the database says later."""
    marking.prepare(book, work)
    with book.reading() as session:
        answers = Answers(session, rules, work)
        boards = [Board(session, answers, q) for q in ([question] if question else answers.questions)]
        session.expunge_all()
        return boards


def _board_of(book: Book, rules: Rules, work: str, question: str) -> Board:
    return _boards(book, rules, work, question)[0]
