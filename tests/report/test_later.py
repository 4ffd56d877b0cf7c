"""What is known when the class is graded: who comes before and after, and how the class did."""

from autograder.report.later import FEWEST, class_mean, filled, in_order, siblings
from autograder.results import HandedIn, Verdict
from tests.report.samples import HOSTILE, case, good, hostile, question, report, ungraded
from tests.report.test_student import Reader, page


def test_a_place_is_filled_again_and_again():
    blank = page(good())
    once = filled(blank, "class-mean", "14")
    assert "<!--class-mean-->14<!--/class-mean-->" in once
    assert filled(once, "class-mean", "") == blank


def test_no_text_of_a_student_is_a_place():
    text = "<!--class-mean-->mine<!--/class-mean-->"
    bad = report(question("q1", case(text, Verdict.FAIL, message=text)), student=text)
    assert filled(page(bad), "class-mean", "14").count("<!--class-mean-->") == 1


def test_a_mean_is_of_settled_scores_and_not_of_few():
    pending = report(question("q1", case("a", Verdict.PENDING, 20.0)))
    assert class_mean([good()] * (FEWEST - 1) + [pending, ungraded()]) == ""
    assert "20 of 20 points, 5 students" in class_mean([good()] * FEWEST + [pending])


def test_files_of_nobody_are_in_no_mean():
    stranger = good(handed_in=HandedIn(whose="whose is this?"))
    assert "5 students" in class_mean([good()] * FEWEST + [stranger])


def test_neighbours_are_links_and_names_are_escaped():
    reader = Reader(str(siblings(hostile(submission="a"), good(submission="c", student="Cleo"))))
    assert [a["href"] for t, a in reader.tags if t == "a"] == ["a.html", "c.html"]
    assert "script" not in {t for t, _ in reader.tags}
    assert HOSTILE[:20] in reader.text
    assert siblings(None, None) == ""


def test_the_order_is_that_of_the_class_page():
    reports = [good(submission=s, student=n) for s, n in (("2", "ben"), ("1", "Ada"), ("0", "Cleo"))]
    assert [r.student for r in in_order(reports)] == ["Ada", "ben", "Cleo"]
