"""Proves exams: each question on many variants (variants.py), and code questions once more through the judge.

The official answers to all code questions are graded on `SHEETS` different sheets in sandboxes, as students' are, and
the untouched notebook on `UNTOUCHED` of them. A question that several exams ask is proved once.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import msgspec
import nbformat

from autograder.course.exams import EXAMS, exam_folders
from autograder.exam.questions.draw import Drawn, draw
from autograder.exam.questions.question import Question, read_question
from autograder.exam.sheets.build import sheet_notebook
from autograder.exam.sheets.exam import BANK, Exam, ExamSettings, Item, Sheet, load_exam, question_files, sample_sheet
from autograder.exam.sheets.template import make_template
from autograder.exam.sheets.testfiles import test_of
from autograder.grading.batch import Batch
from autograder.grading.pool import cores, workers
from autograder.handin.keys import ExamKey
from autograder.proof.variants import DRAWS, QuestionProof, prove_question
from autograder.results import Report, Status
from autograder.submissions import find_submissions

SHEETS = 8  # on which code questions go through the judge
UNTOUCHED = 2
KEY = ExamKey(bytes(32))  # of no exam: these sheets are nobody's


class ExamProof(msgspec.Struct, frozen=True):
    """What `verify` found for the questions of one exam, or for those of the bank that no exam asks."""

    exam: str
    questions: tuple[QuestionProof, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(f"{q.question}: {gap}" for q in self.questions for gap in q.gaps)


class Group(msgspec.Struct, frozen=True):
    """Questions that are shown together: those of an exam."""

    name: str
    questions: dict[str, Question]
    packages: tuple[str, ...] = ()


def exam_groups(root: Path, names: Iterable[str] | None) -> list[Group]:
    """The named exams; all of them, and what the bank has beside, when `names` is None.

    Raises:
        UsageError: there is no exam of that name.
        CourseError: an exam or a question is wrong.
    """
    folders = exam_folders(root)
    exams = [load_exam(root, name) for name in (folders if names is None else names)]
    groups = [Group(e.name, e.questions, e.settings.packages) for e in exams]
    if names is None:
        asked = {name for group in groups for name in group.questions}
        left = {n: p for n, p in question_files(root / EXAMS / BANK).items() if n not in asked}
        if left:
            groups.append(Group("in no exam", {n: read_question(p, root.resolve()) for n, p in left.items()}))
    return groups


def verify_exams(
    groups: Iterable[Group],
    root: Path,
    *,
    draws: int = DRAWS,
    jobs: int = 0,
    back_end: str = "auto",
    on_question: Callable[[str], None] = lambda name: None,
    on_report: Callable[[Report], None] | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> list[ExamProof]:
    """A proof for each group.

    Args:
        root: the course's folder.
        draws: variants of a question.
        on_question: told each question whose variants are proved.

    Raises:
        CourseError: a code question cannot be built.
    """
    groups = list(groups)
    root = root.resolve()
    questions = {name: q for group in groups for name, q in group.questions.items()}
    proofs = _on_variants(questions, root, draws, jobs or cores(), on_question)
    code = {name: q for name, q in questions.items() if q.header.type == "code" and q.hidden is not None}
    if code:
        packages = dict.fromkeys(p for group in groups for p in group.packages or ("numpy",))
        settings = ExamSettings("Code", tuple(Item(use=name) for name in code), packages=tuple(packages))
        exam = Exam("code", root, root / EXAMS, settings, code)
        grade = partial(Batch, jobs=jobs, back_end=back_end, pages=False, on_report=on_report, say=say)
        for name, gaps in _through_the_judge(exam, grade).items():
            proofs[name] = msgspec.structs.replace(proofs[name], gaps=(*proofs[name].gaps, *dict.fromkeys(gaps)))
    return [ExamProof(group.name, tuple(proofs[name] for name in group.questions)) for group in groups]


def _on_variants(
    questions: Mapping[str, Question], root: Path, draws: int, jobs: int, on_question: Callable[[str], None]
) -> dict[str, QuestionProof]:
    """The questions' proofs, each made in one of `jobs` processes."""
    if not questions:
        return {}
    proofs = {}
    with workers(min(jobs, len(questions)), _nothing, None) as pool:
        running = {name: pool.submit(prove_question, q.path, root, draws) for name, q in questions.items()}
        for name, proof in running.items():
            proofs[name] = proof.result()
            on_question(name)
    return proofs


def _nothing(job: None) -> None:
    """What a worker begins with."""


def _different(q: Question) -> list[Drawn]:
    """Up to `SHEETS` variants of a question, no two alike."""
    found: dict[bytes, Drawn] = {}
    for seed in range(10 * SHEETS):
        if len(found) < SHEETS:
            one = draw(q, seed)
            found.setdefault(msgspec.json.encode(one.params, order="deterministic"), one)
    return list(found.values())


def _through_the_judge(exam: Exam, grade: Callable[..., Batch]) -> dict[str, list[str]]:
    """Question → what its official answer loses, and what the untouched notebook earns."""
    gaps: dict[str, list[str]] = {name: [] for name in exam.questions}
    with tempfile.TemporaryDirectory(prefix="autograder-verify-") as folder:
        template = make_template(exam, Path(folder) / "bundle", sample_sheet(exam))
        notebooks = Path(folder) / "in"
        notebooks.mkdir()
        specs = {}
        different = [_different(q) for q in exam.questions.values()]
        for number in range(SHEETS):
            drawn = tuple(variants[number % len(variants)] for variants in different)
            sheet = Sheet(exam.name, str(number), drawn, digest="none")
            for solved in (True, False) if number < UNTOUCHED else (True,):
                name = f"{'official' if solved else 'untouched'}-{number}.ipynb"
                nbformat.write(sheet_notebook(exam, template, KEY, sheet, "nobody", solved=solved), notebooks / name)
                specs[name] = (sheet, tuple(test_of(template, q) for q in sheet.questions))
        submissions = find_submissions([notebooks])
        sheets = {s.id: specs[s.path.name][1] for s in submissions}
        reports = grade(template.bundle, submissions, Path(folder) / "out", sheets=sheets).run()
    for submission, report in zip(submissions, reports, strict=True):
        kind = submission.path.name.partition("-")[0]
        params = {q.name: q.params for q in specs[submission.path.name][0].questions}
        if report.status is not Status.GRADED:
            for found in gaps.values():
                found.append(f"{kind} notebook: {report.status.value}: {report.message}")
            continue
        for question in report.questions:
            for case in question.cases:
                where = f"{case.name}, with {params[question.name]}"
                if kind == "official" and not case.passed:
                    gaps[question.name].append(f"official answer: {where}: {case.verdict.value}: {case.message}")
                elif kind == "untouched" and case.passed and case.possible:
                    gaps[question.name].append(f"untouched notebook: earns points for {where}")
    return gaps
