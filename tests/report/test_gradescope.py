import json

import msgspec
import pytest

from autograder.report.gradescope import gradescope_results
from autograder.results import Verdict
from tests.report.samples import HINT, MAX_ONLY, SECRET, case, good, question, report, ungradable, ungraded

MIXED = report(
    question(
        "q1",
        case("shape", Verdict.FAIL, 1.0, message="f(1) should be 2"),
        case("ties", Verdict.FAIL, 2.0, hidden=True, message=SECRET, failure_message=HINT, diagnosis=MAX_ONLY),
        case("random", possible=4.0, hidden=True),
    ),
    notes=("the notebook has no cell for q2",),
)


def shown(out):
    """What a student sees of a results.json."""
    tests = [t for t in out["tests"] if t.get("visibility", "visible") != "hidden"]
    return json.dumps([out.get("output"), tests], ensure_ascii=False)


def test_each_question_is_an_entry_with_its_points():
    entries = {t["name"]: (t["score"], t["max_score"]) for t in gradescope_results(MIXED, {})["tests"] if "score" in t}
    assert entries == {"q1": (4.0, 7.0)}


@pytest.mark.parametrize("config", [{}, {"show_hidden": False}, {"show_all_public": True}])
def test_a_student_sees_public_messages_and_nothing_of_hidden_cases(config):
    text = shown(gradescope_results(MIXED, config))
    assert "f(1) should be 2" in text
    assert "no cell for q2" in text
    for secret in (SECRET, HINT, MAX_ONLY.message, "ties"):
        assert secret not in text


def test_the_course_can_choose_to_show_hidden_cases():
    text = shown(gradescope_results(MIXED, {"show_hidden": True}))
    assert SECRET in text
    assert f"Likely mistake: {MAX_ONLY.message}" in text


@pytest.mark.parametrize("config", [{}, {"points_possible": 14}, {"score_threshold": 0.6}])
def test_what_the_questions_count_is_read_from_the_report_and_never_decided_again(config):
    scaled = msgspec.structs.replace(MIXED, total=8.0, possible=14.0, adjustments=("They count as 8 of 14.",))
    out = gradescope_results(scaled, config)
    assert out["score"] == 8.0
    assert "They count as 8 of 14." in out["output"]
    assert "score" not in gradescope_results(MIXED, config)


def test_all_or_nothing_earns_nothing_for_a_part():
    q = question("q1", case("a", possible=2.0), case("b", Verdict.FAIL, 3.0), all_or_nothing=True)
    (entry,) = [t for t in gradescope_results(report(q), {})["tests"] if "score" in t]
    assert (entry["score"], entry["max_score"]) == (0, 5.0)


def test_an_unreadable_submission_scores_zero_and_says_why():
    out = gradescope_results(ungradable(), {})
    assert out["score"] == 0
    assert "found a PDF" in shown(out)


def test_an_ungraded_submission_has_no_score_at_all():
    out = gradescope_results(ungraded(), {})
    assert "score" not in out
    assert not [t for t in out["tests"] if "score" in t]
    assert "The fault is not yours" in shown(out)
    assert SECRET not in json.dumps(out)


def test_keys_that_otter_does_not_know_change_nothing():
    assert gradescope_results(good(), {"colour": "blue"}) == gradescope_results(good(), {})


def test_a_switch_that_is_not_a_boolean_still_switches():
    assert SECRET in shown(gradescope_results(MIXED, {"show_hidden": "yes"}))


def test_a_part_that_a_person_gave_counts_and_what_waits_says_so():
    given = case("a", Verdict.FAIL, 3.0, message="marked by a person", marked=True)
    q = question("q1", msgspec.structs.replace(given, points=1.5), case("b", Verdict.PENDING, 1.0), points=1.5)
    out = gradescope_results(report(q), {})
    assert [t["score"] for t in out["tests"] if "score" in t] == [1.5]
    assert "A person gave these points" in shown(out)
    assert "A person will give these points" in shown(out)
    assert "failed" not in out["tests"][1]["output"].lower()
