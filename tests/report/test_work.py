"""What was handed in stands beside the verdicts: as typed, within caps, and nothing for staff reaches a student."""

import base64
import struct

import pytest

from autograder.report.prose import prose
from autograder.report.student import student_page
from autograder.report.work import PICTURE_CHARS, Shown, Work
from autograder.results import CellResult, Verdict
from tests.report.samples import HOSTILE, SECRET, case, question, report
from tests.report.test_student import Reader

FAILED = CellResult(
    index=8, number=5, verdict=Verdict.ERROR, source="1 / 0", error="ZeroDivisionError: division by zero"
)
CAUSE = "cell 5 did not run to its end, and what it should define is missing"


def png(width=3, height=2, size=0):
    """Base64 of something that begins as a PNG does."""
    head = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)
    return base64.b64encode(head + b"\0" * size).decode()


def drew(data):
    return {"output_type": "display_data", "data": {"image/png": data}, "metadata": {}}


def printed(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def page(work, *questions, audience="student", disclosure="hint", cells=()):
    one = report(*(questions or [question("q1", case("a"))]), cells=cells)
    return student_page(one, audience=audience, disclosure=disclosure, class_link=None, work=work)


def test_the_answer_and_its_plot_stand_with_the_question():
    work = Work(answers={"q1": [Shown(5, "code", "def f(x):\n    return x < 1", [drew(png())])]})
    reader = Reader(page(work))
    assert "cell 5" in reader.text
    assert "return x < 1" in reader.text
    assert [a["src"][:22] for t, a in reader.tags if t == "img"] == ["data:image/png;base64,"]


def test_a_cell_of_the_course_shows_its_plot_alone():
    plots = Shown(7, "code", "plot(loss)", [drew(png())], "course")
    text = page(Work(answers={"q1": [plots, Shown(8, "code", "grader_cell()", (), "course")]}))
    assert text.count("<img") == 1
    assert "plot(loss)" not in text
    assert "grader_cell" not in text


def test_an_answer_that_nobody_touched_says_so():
    assert "as it was handed out" in page(Work(answers={"q1": [Shown(2, "code", "...", (), "untouched")]}))


def test_a_student_reads_no_print_no_expected_answer_and_no_notebook():
    work = Work(
        answers={"q1": [Shown(5, "code", "f", [printed(SECRET)])]},
        expected={"q1": SECRET},
        cells=[Shown(5, "code", "f", [printed(SECRET)])],
        notebook=True,
    )
    for level in ("none", "name", "hint", "full"):
        assert SECRET not in page(work, disclosure=level)
    assert page(work, audience="staff").count(SECRET) == 2
    assert "../notebooks/s1.ipynb" in page(work, audience="staff")


def test_hostile_sources_and_outputs_make_no_element():
    outputs = [
        printed(HOSTILE),
        {"output_type": "error", "ename": HOSTILE, "evalue": HOSTILE, "traceback": [HOSTILE]},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": f"<table><tr><td>{HOSTILE}</td></tr></table>"},
        },
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": HOSTILE, "image/svg+xml": HOSTILE}},
        drew('iVBORw0KGgo" onerror="x'),
    ]
    cell = Shown(1, "code", HOSTILE, outputs)
    work = Work(file=HOSTILE, handed_in=HOSTILE, answers={"q1": [cell]}, cells=[cell, Shown(0, "markdown", HOSTILE)])
    for audience in ("student", "staff"):
        reader = Reader(page(work, audience=audience))
        assert not {"script", "img"} & {t for t, _ in reader.tags}
        assert not [a for _, a in reader.tags if any(name.startswith("on") for name in a)]


@pytest.mark.parametrize("data", [png(30_000, 30_000), png(0, 5), "iVBORw0KGgo=", base64.b64encode(b"GIF89a").decode()])
def test_a_picture_that_unfolds_or_is_none_is_left_out(data):
    assert "<img" not in page(Work(answers={"q1": [Shown(1, "code", "plot()", [drew(data)])]}))


def test_a_page_has_room_for_so_many_pictures_and_says_so():
    large = [drew(png(size=PICTURE_CHARS // 4)) for _ in range(9)]
    text = page(Work(answers={"q1": [Shown(1, "code", "plot()", large)]}))
    assert len(text) < PICTURE_CHARS + 100_000
    assert "no room for more" in text


def test_a_page_has_room_for_so_much_of_a_notebook_and_says_so():
    cells = [Shown(i, "code", "x" * 9_000, [printed("y" * 90_000)]) for i in range(1, 400)]
    text = page(Work(cells=cells, answers={"q1": cells}, notebook=True), audience="staff")
    assert len(text) < 500_000
    assert "more cells: this page has no room" in text


def test_one_failed_cell_is_told_once_whatever_it_costs():
    lost = [
        question(n, *(case(c, Verdict.MISSING, hidden=c != "a", contract=CAUSE, message=CAUSE) for c in "abc"))
        for n in ("q1", "q2")
    ]
    for level in ("none", "hint", "full"):
        text = " ".join(Reader(page(Work(), *lost, cells=(FAILED,), disclosure=level)).text.split())
        assert text.count("What it should define is missing, so 6 tests of q1 and q2") == 1
        assert CAUSE not in text
        assert "ZeroDivisionError: division by zero" in text
        assert text.count("cell 5 did not run to its end, see above") == 2


def test_limits_have_names_and_numbers():
    slow = question("q1", case("a", Verdict.TIMEOUT, message="stopped", contract="stopped"))
    text = Reader(page(Work(), slow)).text
    assert "Limit: time: 20 s a cell, 10 s a test, 120 s in all" in text
    assert "memory: 2048 MiB" in text


def test_the_page_says_which_file_when_and_whom_to_ask():
    work = Work(file="lab1.ipynb", handed_in="2026-11-20T09:05:00Z", contact="ta@uni.example")
    text = page(work)
    assert "lab1.ipynb · handed in 2026-11-20 09:05 UTC · graded 2026-11-21 06:30 UTC" in text
    assert 'href="mailto:ta@uni.example"' in text
    assert "mailto" not in page(Work(contact="see <b> javascript:x"))
    assert "ta@uni.example" not in page(work, audience="staff")


def test_the_question_is_set_with_its_formulas_and_without_html():
    made = str(prose("# Task\n\n$x^2$ <script>1</script> [a](javascript:x) [b](https://x.y) ![p](attachment:p.png)"))
    tags = {t for t, _ in Reader(made).tags}
    assert "math" in tags
    assert not {"script", "img", "h1"} & tags
    assert [a["href"] for t, a in Reader(made).tags if t == "a"] == ["https://x.y"]
    assert "The question" in page(Work(asked={"q1": "Write `f`."}))


def test_tex_that_cannot_be_set_is_shown_as_it_is():
    assert r"\frac{" in prose(r"$\frac{$")
