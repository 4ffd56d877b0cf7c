"""Proves an assignment: its corpus earns the stated scores, its hidden tests kill and name every misconception."""

import copy
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import nbformat

from autograder.bundle import Bundle, load_bundle, solved_and_untouched
from autograder.cells import answer_of
from autograder.engine.judge.needed import judged_by, needed_cells
from autograder.engine.judge.second import all_required
from autograder.grading.batch import Batch
from autograder.grading.worker import Part
from autograder.proof.corpus import Solution, read_corpus
from autograder.proof.fair import fair_gaps, fair_notebooks
from autograder.proof.fair import graded as marked_as_graded
from autograder.proof.survivors import survivors
from autograder.proof.vacuous import vacuous_notebooks
from autograder.results import QuestionResult, Report, Status, Verdict
from autograder.submissions import find_submissions


class Proof(msgspec.Struct, frozen=True):
    """What `verify` found for one assignment; `gaps` is empty when all is well."""

    assignment: str
    accepted: int
    partial: int
    rejected: int
    misconceptions: int  # listed in assignment.toml, counted per question
    killed: int  # a hidden case of the question fails
    diagnosed: int  # and the report names it
    notebook_s: float  # wall time of the solved notebook, with the cells that only show
    gaps: tuple[str, ...]
    useless: tuple[str, ...] = ()  # hidden cases that no wrong answer of the corpus fails
    fragile: tuple[str, ...] = ()  # misconceptions that one hidden case alone catches
    wrong: int = 0  # answers to a question, of the corpus, that a case found wrong
    explained: int = 0  # of these: named, described, or told which rule they break or where they crash
    mutants: int = 0  # generic ones that were tried
    survivors: tuple[str, ...] = ()  # of these: neither killed nor explained

    @property
    def mutation_score(self) -> float:
        """Killed misconceptions over all, 1.0 when there are none."""
        return self.killed / self.misconceptions if self.misconceptions else 1.0


def verify(
    bundle_path: Path,
    corpus: Path,
    misconceptions: dict[str, list[str]],
    *,
    jobs: int = 0,
    back_end: str = "auto",
    on_report: Callable[[Report], None] | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Proof:
    """Grades the corpus in `corpus` against a bundle and compares.

    Args:
        bundle_path: a bundle with a solved notebook (`judge/solution.ipynb`).
        corpus: `solutions/<assignment>`.
        misconceptions: question → keys that its hidden tests must kill and name.

    Raises:
        CourseError: a solution file is malformed.
    """
    solutions = read_corpus(corpus)
    solved, untouched = solved_and_untouched(bundle_path)
    bundle = load_bundle(bundle_path)
    short = lean(solved, bundle)
    with tempfile.TemporaryDirectory(prefix="autograder-verify-") as folder:
        paths: dict[str, Solution] = {}
        parts: dict[str, Part] = {}
        for solution in solutions:
            path = Path(folder) / f"{solution.kind}-{solution.path.stem}.ipynb"
            notebook = lean(solution.fill(solved), bundle)  # it may import or call what the official answers do not
            if solution.kind == "accepted":
                nbformat.write(notebook, path)
            else:
                notebook, touched = touched_part(notebook, solution.questions, bundle)
                nbformat.write(notebook, path)
                parts[path.name] = Part(touched)
            paths[path.name] = solution
        nbformat.write(solved, Path(folder) / "official.ipynb")
        nbformat.write(short, Path(folder) / "lean.ipynb")
        nbformat.write(untouched, Path(folder) / "untouched.ipynb")
        kinds: dict[str, str] = {}
        for kind, notebook in vacuous_notebooks(short):
            path = Path(folder) / f"vacuous-{len(kinds)}.ipynb"
            nbformat.write(notebook, path)
            kinds[path.name] = kind
            parts[path.name] = Part(names=False)
        ways: dict[str, str] = {}
        for way, notebook in fair_notebooks(short):
            path = Path(folder) / f"fair-{len(ways)}.ipynb"
            nbformat.write(notebook, path)
            ways[path.name] = way
            parts[path.name] = Part(names=False)
        submissions = find_submissions([Path(folder)])
        batch = Batch(
            bundle_path, submissions, Path(folder) / "out",
            jobs=jobs, back_end=back_end, pages=False,
            parts={s.id: parts[s.path.name] for s in submissions if s.path.name in parts},
            on_report=on_report, say=say,
        )  # fmt: skip
        graded = {s.path.name: r for s, r in zip(submissions, batch.run(), strict=True)}
    official = graded["official.ipynb"]
    graded |= {name: with_the_rest(graded[name], official) for name in paths}
    gaps = [*official_gaps(official), *untouched_gaps(graded["untouched.ipynb"])]
    if not gaps:
        gaps = [f"without the cells that only show: {gap}" for gap in official_gaps(graded["lean.ipynb"])]
    for name, solution in paths.items():
        gaps += [f"{solution.name}: {gap}" for gap in solution_gaps(solution, graded[name])]
        gaps += [f"{solution.name}: {gap}" for gap in unnamed_gaps(solution, graded[name])]
    gaps += vacuous_gaps({kind: graded[name] for name, kind in kinds.items()})
    gaps += fair_gaps({way: graded[name] for name, way in ways.items()}, marked_as_graded(untouched))
    styles = sum(s.kind == "accepted" for s in solutions)
    if styles < 2:
        gaps.append(f"expected at least two accepted styles, found {styles}")
    killed, diagnosed = set(), set()
    failed: set[tuple[str, str]] = set()
    fragile: list[str] = []
    for name, solution in paths.items():
        for question, key in solution.header.misconception.items():
            if key not in misconceptions.get(question, []):
                gaps.append(f"{solution.name}: {key} is not listed for {question} in assignment.toml")
            cases = [c for q in graded[name].questions if q.name == question for c in q.cases if c.hidden]
            caught = [c.name for c in cases if c.verdict is not Verdict.PASS]
            if caught:
                killed.add((question, key))
            if len(caught) == 1 < len(cases):
                fragile.append(f"{question}: {key}: only {caught[0]!r}")
            if any(c.diagnosis is not None and c.diagnosis.key == key for c in cases):
                diagnosed.add((question, key))
    wrong = [
        q
        for name, solution in paths.items()
        for q in graded[name].questions
        if q.name in solution.questions and not q.passed and not q.pending
    ]
    for name in paths:  # not the untouched notebook, which fails every hidden case
        failed |= {(q.name, c.name) for q in graded[name].questions for c in q.cases if not c.passed}
    hidden = [(q.name, c.name) for q in official.questions for c in q.cases if c.hidden]
    listed = [(q, key) for q, keys in misconceptions.items() for key in keys]
    for question, key in listed:
        if (question, key) not in killed:
            gaps.append(
                f"{question}: no hidden case fails for {key}: add a rejected solution, or a case that catches it"
            )
        elif (question, key) not in diagnosed:
            gaps.append(f"{question}: {key} is caught, but the report does not name it")
    return Proof(
        assignment=batch.bundle.name,
        accepted=styles,
        partial=sum(s.kind == "partial" for s in solutions),
        rejected=sum(s.kind == "rejected" for s in solutions),
        misconceptions=len(listed),
        killed=len(killed & set(listed)),
        diagnosed=len(diagnosed & set(listed)),
        wrong=len(wrong),
        explained=sum(told(q) for q in wrong),
        notebook_s=official.provenance.wall_s,
        gaps=tuple(gaps),
        useless=tuple(f"{question}: {case}" for question, case in hidden if (question, case) not in failed),
        fragile=tuple(dict.fromkeys(fragile)),
    )


def lean(solved: Any, bundle: Bundle) -> Any:
    """A solved notebook without the cells that only show: proofs grade it hundreds of times over."""
    wanted = {name for question in bundle.questions for name in judged_by(question.test_source)}
    return _with_cells(solved, needed_cells(solved.cells, wanted, answer_of))


def _with_cells(notebook: Any, numbers: Iterable[int]) -> Any:
    """A copy of a notebook that holds these of its cells."""
    part = copy.copy(notebook)
    part.cells = [notebook.cells[i] for i in sorted(numbers)]
    return part


def touched_part(notebook: Any, changed: set[str], bundle: Bundle) -> tuple[Any, frozenset[str]]:
    """What the answers to some questions can touch: the cells and the questions that read what they define.

    Args:
        notebook: a lean one.
        changed: the questions that have other answers than the official ones.
    """
    own = {i for i, c in enumerate(notebook.cells) if answer_of(c) in changed}
    kept, touched = set(own), set[str]()
    for question in bundle.questions:
        needed = needed_cells(notebook.cells, judged_by(question.test_source))
        builds = changed & all_required(bundle.requires, question.name)
        if question.name in changed or builds or own.intersection(needed):
            kept.update(needed)
            touched.add(question.name)
    return _with_cells(notebook, kept), frozenset(touched)


def with_the_rest(report: Report, official: Report) -> Report:
    """A report of a part of the questions, with the others as the official answers have them."""
    if report.status is not Status.GRADED:
        return report
    judged = {q.name: q for q in report.questions}
    questions = tuple(judged.get(q.name, q) for q in official.questions)
    total = sum(q.points for q in questions)
    return msgspec.structs.replace(report, questions=questions, total=total, possible=official.possible)


def told(question: QuestionResult) -> bool:
    """Whether the student reads more than "wrong": a name, what the result looks like, a broken rule, a crash."""
    return any(not c.passed and (c.diagnosis is not None or c.contract) for c in question.cases)


def unnamed_gaps(solution: Solution, report: Report) -> list[str]:
    """Rejected answers of which the report says nothing, and reasons for such that are stale."""
    gaps = []
    for question in report.questions:
        name, why = question.name, solution.header.unnamed.get(question.name)
        silent = name in solution.questions and not question.passed and not told(question)
        if silent and not why and solution.kind == "rejected":
            gaps.append(
                f"{name}: the report says only that it is wrong: add a misconception or a symptom that names it, "
                f'or `unnamed = {{ {name} = "why not" }}` to the header'
            )
        if why and not silent:
            gaps.append(f"{name}: its report explains it: remove `unnamed`")
    return gaps


def verify_mutants(proof: Proof, bundle_path: Path, explained: dict[str, str], *, jobs: int, back_end: str) -> Proof:
    """The proof with generic mutants of the official answers; a survivor that nothing explains is a gap.

    Args:
        explained: key of a mutant → why it is equivalent to the original (`equivalent-mutants.toml`).
    """
    solved, _ = solved_and_untouched(bundle_path)
    count, alive = survivors(bundle_path, solved, jobs=jobs, back_end=back_end)
    stale = [key for key in explained if key not in alive]
    gaps = [f"equivalent-mutants.toml: {key!r} is no mutant that survives; remove it" for key in stale]
    left = [key for key in alive if key not in explained]
    gaps += [f"no test fails for the mutant {key!r}: add a case, or say in equivalent-mutants.toml why" for key in left]
    return msgspec.structs.replace(proof, mutants=count, survivors=tuple(left), gaps=(*proof.gaps, *gaps))


def official_gaps(report: Report) -> list[str]:
    """The official solution earns everything that tests give."""
    if report.status is not Status.GRADED:
        return [f"official solution: {report.status.value}: {report.message}"]
    failed = [
        f"{q.name}: {c.name}: {c.verdict.value}: {c.message}"
        for q in report.questions
        for c in q.cases
        if not c.passed and not c.pending
    ]
    return [f"official solution: {text}" for text in failed]


def untouched_gaps(report: Report) -> list[str]:
    """The notebook as handed out earns nothing that is hidden."""
    if report.status is not Status.GRADED:
        return [f"untouched notebook: {report.status.value}: {report.message}"]
    earned = [f"{q.name}: {c.name}" for q in report.questions for c in q.cases if c.hidden and c.passed and c.possible]
    return [f"untouched notebook: earns hidden points for {text}" for text in earned]


def vacuous_gaps(reports: Mapping[str, Report]) -> list[str]:
    """Answers without content earn nothing, public or hidden: one gap a case, with all kinds that earn it.

    Args:
        reports: kind of `vacuous.KINDS` → its report.
    """
    gaps = []
    earned: dict[tuple[str, str], list[str]] = {}
    for kind, report in reports.items():
        if report.status is not Status.GRADED:
            gaps.append(f"vacuous answers ({kind}): {report.status.value}: {report.message}")
        for question in report.questions:
            for case in question.cases:
                if case.points > 0:
                    earned.setdefault((question.name, case.name), []).append(kind)
    return gaps + [
        f"{question}: {case}: earned by functions that return {' or '.join(kinds)}: "
        "compare the shape before the values, and ask for something that is not 0, empty or the input"
        for (question, case), kinds in earned.items()
    ]


def solution_gaps(solution: Solution, report: Report) -> list[str]:
    """How a report differs from what its solution file states."""
    if report.status is not Status.GRADED:
        return [f"{report.status.value}: {report.message}"]
    gaps = []
    header = solution.header
    names = {q.name for q in report.questions}
    for unknown in sorted({*header.scores, *header.fails, *header.misconception, *header.unnamed} - names):
        gaps.append(f"the header names {unknown}, which is not a question")
    for question in report.questions:
        full = question.possible - sum(c.possible for c in question.cases if c.pending)  # people decide the rest
        expected = header.scores.get(question.name, full) if solution.kind != "accepted" else full
        failing = [c.name for c in question.cases if not c.passed and not c.pending]
        if abs(question.points - expected) > 1e-9:
            why = next((f"; {c.name}: {c.message}" for c in question.cases if not c.passed), "")
            gaps.append(f"{question.name}: expected {expected:g} points, got {question.points:g}{why[:300]}")
        elif question.name in header.fails and sorted(header.fails[question.name]) != sorted(failing):
            gaps.append(f"{question.name}: expected failing cases {header.fails[question.name]}, got {failing}")
    if solution.kind != "accepted" and not header.scores:
        gaps.append("the header states no scores")
    if solution.kind == "rejected" and report.total + report.pending >= report.possible:
        gaps.append("a rejected answer earned full marks")
    return gaps
