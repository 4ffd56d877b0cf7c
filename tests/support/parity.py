"""`make parity`: every file in solutions/, our own masters and the zoo through stock `otter run` and through ours.

Prints each difference in a question's score (there must be none) and the time of both.
"""

import contextlib
import io
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import nbformat
import pandas
from otter.run import main as otter_run

from autograder.bundle import load_bundle
from autograder.course import build, course
from autograder.engine.judge.judge import Judge
from autograder.proof.corpus import read_corpus
from autograder.submissions import find_submissions, load_submission
from tests.support import masters, zoo
from tests.support.grading import judge_with_shared_zygote

ROOT = Path(__file__).parents[2]


def ours(judge: Judge, notebook: Path) -> dict[str, float]:
    """Points per question from our judge."""
    submission = find_submissions([notebook])[0]
    report = judge.grade(load_submission(submission), submission.id, submission.student).report
    if not report.questions:
        raise RuntimeError(f"{notebook.name}: {report.status.value}: {report.message}")
    return {q.name: round(q.points, 6) for q in report.questions}


def stock(zip_path: Path, notebook: Path) -> dict[str, float]:
    """Points per question from `otter run`, in this environment."""
    rows = pandas.option_context("display.max_rows", pandas.get_option("display.max_rows"))  # Otter sets it for good
    with rows, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        results = otter_run(str(notebook), autograder=str(zip_path), no_logo=True, output_dir=None)
    return {name: round(float(file.score), 6) for name, file in results.results.items()}


def compare(zip_path: Path, notebooks: dict[str, Path], back_end: str = "auto") -> tuple[list[str], float, float]:
    """Differences, and the seconds that stock and ours took."""
    differences, stock_s, ours_s = [], 0.0, 0.0
    with judge_with_shared_zygote(load_bundle(zip_path), back_end, pictures=False) as judge:
        for name, path in notebooks.items():
            began = time.perf_counter()
            mine = ours(judge, path)
            middle = time.perf_counter()
            theirs = stock(zip_path, path)
            stock_s += time.perf_counter() - middle
            ours_s += middle - began
            if mine != theirs:
                differences.append(f"{zip_path.stem}: {name}: otter {theirs}, ours {mine}")
    return differences, stock_s, ours_s


def corpus_notebooks(built: build.Built, corpus: Path, folder: Path, limit: int | None = None) -> dict[str, Path]:
    """The corpus of one assignment as notebooks."""
    with zipfile.ZipFile(built.bundle) as z:
        solved = nbformat.read(io.StringIO(z.read("judge/solution.ipynb").decode()), as_version=4)
    found = {}
    solutions = read_corpus(corpus)
    for solution in solutions[:: max(1, len(solutions) // limit)] if limit else solutions:
        path = folder / f"{solution.kind}-{solution.path.stem}.ipynb"
        nbformat.write(solution.fill(solved), path)
        found[solution.name] = path
    return found


def judged_inside(judge: Judge, notebook: Path) -> tuple[int, int]:
    """Cases of a notebook that ran in the student's own process, and all of them."""
    submission = find_submissions([notebook])[0]
    report = judge.grade(load_submission(submission), submission.id, submission.student).report
    cases = [c for q in report.questions for c in q.cases]
    return sum(bool(c.inside) for c in cases), len(cases)


def main() -> int:
    """Everything; exit status 1 when there is a difference."""
    failed = inside = cases = 0
    with tempfile.TemporaryDirectory() as folder:
        for assignment in course.load_course(ROOT).select(None):
            built = build.build_assignment(assignment, Path(folder) / "dist", stock=True)
            desk = Path(folder) / assignment.name
            desk.mkdir()
            notebooks = corpus_notebooks(built, ROOT / "solutions" / assignment.name, desk)
            assert built.stock is not None
            failed += show(assignment.name, built.stock, notebooks)
        for name in masters.MASTERS:
            zip_path, *notebooks = masters.assign(name, Path(folder) / f"master-{name}")
            failed += show(f"stock master {name}", zip_path, {p.parent.name: p for p in notebooks})
        for theme in zoo.THEMES:
            if package := zoo.missing(theme):
                print(f"zoo {theme}: left out, {package} is not installed")
                continue
            zip_path, variants = zoo.zoo(theme, Path(folder))
            failed += show(f"zoo {theme}", zip_path, variants)
            with Judge(load_bundle(zip_path), pictures=False) as judge:
                some, all_of_them = judged_inside(judge, variants["right"])
            inside, cases = inside + some, cases + all_of_them
        print(f"zoo: {inside} of {cases} cases of the right notebooks judged inside")
    return 1 if failed else 0


def show(name: str, zip_path: Path, notebooks: dict[str, Path]) -> int:
    """Prints the comparison of one zip; the number of differences."""
    differences, stock_s, ours_s = compare(zip_path, notebooks)
    print(
        f"{name}: {len(notebooks)} submissions, {len(differences)} differences, "
        f"otter run {stock_s:.1f} s, ours {ours_s:.1f} s, ratio {stock_s / ours_s:.1f}"
    )
    for line in differences:
        print("  " + line)
    return len(differences)


if __name__ == "__main__":
    sys.exit(main())
