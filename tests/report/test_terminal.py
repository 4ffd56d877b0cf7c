import io

from rich.console import Console

from autograder.report.terminal import class_table, class_view
from autograder.results import Verdict
from tests.report.samples import case, classroom, failing, good, question, report, ungradable, ungraded


def printed(reports, **options):
    console = Console(file=io.StringIO(), width=160, force_terminal=True, color_system=None)
    console.print(class_table(reports, **options))
    return console.file.getvalue()


def row(text, name):
    (found,) = [line for line in text.splitlines() if name in line]
    return [cell.strip() for cell in found.strip("│┃ ").split("│")]


def test_a_row_names_points_and_mistakes():
    cells = row(printed([failing(student="Ada Adler")]), "Ada Adler")
    assert cells[1:4] == ["3.5/20", "2.5/5", "1/5"]
    assert cells[-1] == "T2.1/no_bias, T2.2/max_only"


def test_what_is_not_graded_says_why_and_has_no_points():
    text = printed([good(student="Cleo"), ungradable(student="Ada"), ungraded(student="Ben")])
    assert row(text, "Ada")[-1] == "ungradable: not-a-notebook"
    assert row(text, "Ben")[1:] == ["–", "", "", "", "", "ungraded: judge-error"]


def test_the_foot_is_the_mean_of_the_graded():
    text = printed([good(student="Ada"), failing(student="Ben"), ungradable(student="Cleo")])
    assert row(text, "mean")[1] == "11.75"


def test_a_name_is_neither_markup_nor_control():
    text = printed([good(student="[bold red]Ada[/]\x1b[2J\x07")])
    assert "[bold red]Ada[/]" in text
    assert "\x1b[2J" not in text
    assert "\x07" not in text


def test_a_large_class_is_cut_and_says_so():
    text = printed(classroom(30), max_rows=7)
    assert "… 23 more in scores.csv" in text


def test_a_class_without_a_score_has_a_table():
    assert "Ada Adler" in printed([ungradable()])
    assert printed([report()])


def viewed(reports, width):
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    console.print(class_view(reports, width))
    return console.file.getvalue()


def many_questions(count=42):
    """Three students; the questions of even numbers are failed."""
    verdict = {0: Verdict.FAIL, 1: Verdict.PASS}
    asked = [question(f"q{i}", case("worked", verdict[i % 2])) for i in range(count)]
    return [report(*asked, submission=f"s{k}", student=f"Student {k}") for k in range(3)]


def test_more_questions_than_columns_show_totals_and_the_worst():
    text = viewed(many_questions(), 100)
    assert row(text, "Student 1")[1] == "21/42"
    assert "the 8 worst of 42" in text
    assert "q0 " in text
    assert "q1 " not in text
    assert max(map(len, text.splitlines())) <= 100


def test_questions_that_fit_have_their_columns():
    assert "┃ q4 " in viewed(classroom(9), 120)
    assert "worst" not in viewed(classroom(9), 120)


def test_a_class_of_five_hundred_prints_a_summary():
    text = viewed(classroom(500), 80)
    assert len(text.splitlines()) < 60
    for words in ("full marks", "median", "quartiles", "σ", "q3 Gradient", "more in index.html"):
        assert words in " ".join(text.split())
