"""After a change of the bundle the terminal says who gained and who lost."""

import msgspec

from autograder.grading.earlier import earlier_scores, what_changed
from autograder.grading.pages import report_path
from tests.report.samples import PROVENANCE, case, question, report, ungraded


def scored(points, who, bundle="b1", sha="s"):
    made = msgspec.structs.replace(PROVENANCE, bundle_sha256=bundle, submission_sha256=sha)
    q = question("q1", case("a", possible=points))
    return report(q, submission=who.lower(), student=who, provenance=made)


def kept(out, *reports):
    for r in reports:
        report_path(out, r.submission).parent.mkdir(parents=True, exist_ok=True)
        report_path(out, r.submission).write_bytes(r.to_json())
    return earlier_scores(out)


def test_a_changed_bundle_names_who_gained_and_who_lost(tmp_path):
    before = kept(tmp_path, scored(1, "Ada"), scored(5, "Ben"), scored(2, "Cleo"))
    after = [scored(4, "Ada", "b2"), scored(4.5, "Ben", "b2"), scored(2, "Cleo", "b2"), scored(9, "New", "b2")]
    assert what_changed(before, after) == [
        "bundle changed: graded again (3)", "  gained (1): Ada 1 → 4", "  lost (1): Ben 5 → 4.5",
    ]  # fmt: skip


def test_nothing_is_said_when_the_bundle_is_the_same_or_the_file_is_another(tmp_path):
    before = kept(tmp_path, scored(1, "Ada"), scored(5, "Ben"))
    assert what_changed(before, [scored(1, "Ada"), scored(3, "Ben", "b2", sha="other")]) == []


def test_the_same_scores_are_said_in_a_line(tmp_path):
    before = kept(tmp_path, scored(1, "Ada"))
    assert what_changed(before, [scored(1, "Ada", "b2")]) == [
        "bundle changed: graded again (1): every score is as before"
    ]


def test_reports_of_other_versions_and_damaged_ones_stop_nothing(tmp_path):
    before = kept(tmp_path, scored(1, "Ada"), ungraded(submission="u"))
    folder = tmp_path / "reports"
    (folder / "x.json").write_text('{"submission": "x", "status": "graded", "total": 3, "of_the_future": 1}')
    (folder / "y.json").write_text("{")
    assert set(earlier_scores(tmp_path)) == {*before, "x"}


def test_many_are_not_all_named(tmp_path):
    before = kept(tmp_path, *(scored(1, f"S{i}") for i in range(30)))
    _, gained = what_changed(before, [scored(2, f"S{i}", "b2") for i in range(30)])
    assert gained.startswith("  gained (30): ")
    assert gained.endswith(" and 20 more")
