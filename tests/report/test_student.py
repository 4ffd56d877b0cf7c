import html.parser

import msgspec
import pytest

from autograder.report.student import student_page
from autograder.results import Provenance, Verdict
from tests.report.samples import (
    HINT,
    HOSTILE,
    MAX_ONLY,
    SECRET,
    case,
    failing,
    good,
    hostile,
    long_output,
    question,
    report,
    ungradable,
    ungraded,
)


def page(r, disclosure="hint", audience="student", link=None):
    return student_page(r, audience=audience, disclosure=disclosure, class_link=link)


class Reader(html.parser.HTMLParser):
    """Tags with attributes, and the text that a reader sees."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


HIDDEN = report(
    question(
        "q1",
        case("shape"),
        case("ties", Verdict.FAIL, 2.0, hidden=True, message=SECRET, failure_message=HINT, diagnosis=MAX_ONLY),
        case("random", hidden=True, success_message="Ties are fine, too."),
    )
)
SEEN = {
    "none": {"hidden tests: 1 of 3 points"},
    "name": {"ties", "random"},
    "hint": {"ties", "random", HINT, MAX_ONLY.message, MAX_ONLY.key, "Ties are fine, too."},
    "full": {"ties", "random", HINT, MAX_ONLY.message, MAX_ONLY.key, "Ties are fine, too.", SECRET},
}


@pytest.mark.parametrize("disclosure", SEEN)
def test_each_disclosure_shows_its_own_and_no_more(disclosure):
    text = " ".join(Reader(page(HIDDEN, disclosure)).text.split())
    for words in set.union(*SEEN.values()) - {"ties", "random"}:
        assert (words in text) == (words in SEEN[disclosure]), words
    assert ("random" in text) == ("random" in SEEN[disclosure])


def test_staff_see_all_whatever_students_see():
    assert SECRET in page(HIDDEN, "none", audience="staff")


def test_an_unknown_disclosure_is_refused():
    with pytest.raises(ValueError, match="all"):
        page(HIDDEN, "all")


def test_a_public_case_shows_its_message_under_every_disclosure():
    r = report(question("q1", case("shape", Verdict.FAIL, message="f(1) should be 2")))
    assert all("f(1) should be 2" in page(r, d) for d in SEEN)


def test_a_student_sees_nothing_of_a_report_that_is_not_final():
    text = Reader(page(ungraded(), "full")).text
    assert "the grader failed, not you" in text
    assert "judge-error" in text
    assert SECRET not in text
    assert "public" not in text
    assert "ties" not in text


def test_staff_see_what_broke_in_an_ungraded_report():
    assert SECRET in page(ungraded(), "full", audience="staff")


def test_an_unreadable_submission_says_why_and_what_to_do():
    text = Reader(page(ungradable())).text
    for words in ("found a PDF", "What to do next", "not-a-notebook", "0 of 20 points"):
        assert words in text


def test_a_failed_cell_shows_source_output_and_traceback():
    text = Reader(page(failing())).text
    for words in ("Cell 12", "print(grad.shape)", "(5, 3)", "Traceback (most recent call last)", "no cell for q4"):
        assert words in text


def test_the_footer_names_what_weakens_the_score():
    made = Provenance(isolation="process", missing_protections=("no seccomp",))
    r = report(question("q1", case("a")), provenance=made)
    text = Reader(page(r)).text
    for words in ("without isolation", "no seccomp"):
        assert words in text


def test_the_footer_says_how_it_was_made():
    text = Reader(page(good())).text
    for words in ("namespaces", "20 s a cell", "2048 MiB", "numpy 2.3.5", "seed 7", "9f2c41ab77e0", "c07715fe2d68"):
        assert words in text
    assert "0" * 40 not in text


@pytest.mark.parametrize("disclosure", SEEN)
def test_hostile_text_makes_no_tag(disclosure):
    reader = Reader(page(hostile(), disclosure))
    assert not {"script", "img", "iframe", "a"} & {t for t, a in reader.tags if "#" not in a.get("href", "")}
    assert not [a for _, a in reader.tags if any(name.startswith("on") for name in a)]
    assert HOSTILE in reader.text
    assert not set("\u202e\x00\x1b") & set(reader.text)


def test_a_page_asks_nothing_of_the_network():
    links = [
        v for _, a in Reader(page(failing(), link="../index.html")).tags for k, v in a.items() if k in ("src", "href")
    ]
    assert all(v.startswith("#") or v in ("data:,", "../index.html") for v in links)


def test_a_page_stays_small_whatever_a_student_prints():
    assert len(page(long_output(), "full")) < 80_000


def test_a_question_worth_nothing_is_shown_without_dividing_by_it():
    text = Reader(page(report(question("q1", case("a", possible=0.0))))).text
    assert "0 of 0 points" in text


def test_two_runs_of_a_submission_differ_by_their_times_only():
    later = msgspec.structs.replace(good().provenance, started="2027-01-01T00:00:00Z", wall_s=9.0)
    a, b = good(), msgspec.structs.replace(good(), provenance=later)
    assert page(a) != page(b)
    assert page(a.without_times()) == page(b.without_times())


def test_what_waits_for_a_person_is_no_zero_and_is_said_once():
    waits = case("threat", Verdict.PENDING, 2.0, message="waits for a person")
    html = page(report(question("q1", case("form"), waits), question("q2", waits), question("q3", case("sum"))))
    text = " ".join(Reader(html).text.split())
    assert "2 of 6 points so far" in text
    assert "%" not in text.split("so far")[1].split("q1")[0]
    assert [part in text for part in ("1… / 3", "… / 2", "1 / 1")] == [True] * 3
    assert text.count("waits for a person") == 2
    assert '<section class="card part" id="q-2"' in html
