"""Command for staff: which submissions share code that others do not have."""

from pathlib import Path
from typing import Annotated

import nbformat
import typer

from autograder.bundle import JUDGE, SOLVED, UNTOUCHED, Bundle, load_bundle
from autograder.cli.console import Bar, CourseOption, JsonOption, console, print_json, say_ignored
from autograder.course.build import build_course
from autograder.errors import SubmissionError, UsageError
from autograder.files import write_atomic
from autograder.report.text import line
from autograder.similarity.normal import Program, program
from autograder.similarity.page import similarity_page
from autograder.similarity.pairs import Found, pairs_of
from autograder.submissions import Submission, find_submissions, read_submission

FIRST = 10  # pairs in the terminal


def similarity(
    what: Annotated[
        str, typer.Argument(help="A name in this course or a bundle, whose given code is left out; or a folder.")
    ],
    submissions: Annotated[list[Path] | None, typer.Argument(help="What was handed in, as `grade` reads it.")] = None,
    out: Annotated[Path, typer.Option("--out", help="The page's folder.")] = Path("similarity"),
    most: Annotated[int, typer.Option("--pairs", min=1, help="Pairs that are listed.")] = 30,
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show which submissions share code that others do not have; no score depends on it.

    Names, comments, layout, the order of functions and cells are not compared; the starter code and the official answer
    of ASSIGNMENT are left out. Each pair has a figure of how unusual it is in this class, and a page side by side.
    """
    bundle, paths = _given(what, submissions or [], course_root)
    found = find_submissions(paths, say_ignored)
    programs, unread = _read(bundle, found, as_json)
    given = _known(bundle) if bundle else []
    pairs = pairs_of(programs, given, most)
    title = bundle.title if bundle else paths[0].name
    page = similarity_page(title, pairs, programs, unread=unread, given=bool(given))
    write_atomic(out / "index.html", page)
    if as_json:
        print_json({"found": pairs, "unread": unread})
        return
    _say(pairs, unread)
    console.print(f"Side by side: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)


def _given(what: str, submissions: list[Path], course_root: Path) -> tuple[Bundle | None, list[Path]]:
    """The bundle, where there is one, and what was handed in."""
    path = Path(what)
    named = "/" not in what and (course_root / "assignments" / what).is_dir()  # in a course, a folder may have its name
    if path.is_dir() and not named:
        return None, [path, *submissions]
    if not submissions:
        raise UsageError(f"similarity {what}: name what was handed in as well: autograder similarity {what} downloads/")
    bundle = path if path.is_file() else build_course(course_root, [what], Path("dist"))[0].bundle
    return load_bundle(bundle), submissions


def _read(bundle: Bundle | None, found: list[Submission], quiet: bool) -> tuple[dict[str, Program], list[str]]:
    """Submission → its code, and who could not be read."""
    name, given = (bundle.assignment_name, bundle.handed_out()) if bundle else (None, frozenset())
    programs: dict[str, Program] = {}
    unread: list[str] = []
    bar = Bar("reading", len(found), quiet)
    try:
        for submission in found:
            label = submission.student if submission.student not in programs else submission.id
            try:
                loaded = read_submission(submission, assignment=name, given=given)
            except (SubmissionError, RuntimeError):
                unread.append(label)
            else:
                programs[label] = program(c.source for c in loaded.cells if c.kind == "code")
            bar.step(None)
    finally:
        bar.stop()
    return programs, unread


def _known(bundle: Bundle) -> list[Program]:
    """What everybody has or may have; nothing for a stock zip, which holds no notebook."""
    places = [name.removeprefix(JUDGE) for name in (SOLVED, UNTOUCHED)]
    notebooks = [nbformat.reads(bundle.judge_path[n].decode(), as_version=4) for n in places if n in bundle.judge_path]
    return [program(c.source for c in n.cells if c.cell_type == "code") for n in notebooks]


def _say(found: Found, unread: list[str]) -> None:
    left = f", {len(found.short)} have too little code of their own" if found.short else ""
    left += f", {len(unread)} could not be read" if unread else ""
    console.print(f"{found.compared} submissions compared{left}.", highlight=False, soft_wrap=True)
    for p in found.pairs[:FIRST]:
        beside = f"next {p.next_a:.1f} and {p.next_b:.1f}"
        text = f"  {100 * p.alike:.0f} % alike, unusual {p.unusual:.1f} ({beside}): {p.a} · {p.b}"
        console.print(line(text, 300), markup=False, highlight=False, soft_wrap=True)
    if not found.pairs:
        console.print("No two share code that others do not have.")
    console.print("For a person to read: no score depends on it.")
