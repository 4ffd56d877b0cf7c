"""Of several files of one person one is graded: scores.csv, pages and the terminal name it, and those that are not."""

import csv
import io

import pytest
from rich.console import Console

from autograder.collect import Collected
from autograder.grading.batch import Batch
from autograder.handin.roster import read_roster
from autograder.report.terminal import class_view
from autograder.submissions import find_submissions
from tests.report.test_student import Reader
from tests.support.grading import SQUARE, make_notebook, make_zip

OTTER = "import otter\ngrader = otter.Notebook('x.ipynb')"
FIRST, SECOND = "adasonada_1000_50000_x.ipynb", "adasonada_1000_50001_x-1.ipynb"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("which")
    (folder / "in").mkdir()
    for name, answer in ((FIRST, "x + x"), (SECOND, "x * x")):
        make_notebook(folder / "in" / name, [OTTER, f"def square(x):\n    return {answer}"])
    (folder / "roster.csv").write_text("id,name\n1000,Ada Sonada\n")
    found = find_submissions([folder / "in"])
    collected = Collected(read_roster(folder / "roster.csv"), found, "last", "roster.csv")
    bundle = make_zip(folder / "x.zip", {"q1": SQUARE})
    batch = Batch(bundle, collected.submissions, folder / "out", jobs=1, rows=collected.rows)
    return folder / "out", collected.rows(batch.run())


def test_the_table_names_the_file_that_counts(room):
    (row,) = csv.DictReader((room[0] / "scores.csv").open())
    assert row["file"] == SECOND
    assert f"graded was '{SECOND}', not '{FIRST}'" in row["notes"]


@pytest.mark.parametrize("page", ["index.html", "reports/adasonada.html", "staff/adasonada.html"])
def test_pages_name_the_file_that_counts_and_the_others(room, page):
    text = Reader((room[0] / page).read_text()).text
    assert text.index(SECOND) < text.index(FIRST)


def test_the_terminal_names_the_file_that_counts(room):
    out = Console(width=160, file=io.StringIO())
    out.print(class_view(room[1], 160))
    assert f"graded was '{SECOND}'" in " ".join(out.file.getvalue().replace("│", " ").split())
