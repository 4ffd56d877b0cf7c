import io

from rich.console import Console

from autograder.report.terminal import class_table
from tests.report.samples import classroom, failing, good, report, ungradable, ungraded


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
