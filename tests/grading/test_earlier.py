"""After a change of the bundle the terminal says who gained and who lost."""

import sys

import msgspec
import pytest

from autograder.environment import ready
from autograder.environment.interpreter import holds
from autograder.grading.batch import Batch
from autograder.grading.earlier import earlier_scores, read_changes, what_changed, write_changes
from autograder.grading.pages import report_path, write_class
from autograder.submissions import find_submissions
from tests.report.samples import PROVENANCE, case, question, report, ungraded
from tests.report.test_student import Reader
from tests.support.grading import SQUARE, make_notebook, make_zip


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


def test_who_gained_and_lost_stays_in_a_table_and_on_the_class_page(tmp_path):
    """The terminal says it once; whoever comes later reads it there."""
    before = kept(tmp_path, scored(1, "Ada"), scored(5, "Ben"), scored(2, "Cleo"))
    after = [scored(4, "Ada", "b2"), scored(4.5, "Ben", "b2"), scored(2, "Cleo", "b2")]
    write_changes(tmp_path, before, after)
    write_changes(tmp_path, kept(tmp_path, *after), after)  # the same command again
    text = (tmp_path / "changes.csv").read_text()
    assert text.splitlines()[1:] == ["ben,Ben,5,4.5,-0.5", "cleo,Cleo,2,2,0", "ada,Ada,1,4,3"]
    write_class(tmp_path, after, page=True, ended=True)
    page = Reader((tmp_path / "index.html").read_text()).text
    assert "1 gained: Ada 1 → 4" in page
    assert "1 lost: Ben 5 → 4.5" in page
    assert 'href="changes.csv"' in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize("ended", [False, True])
def test_the_class_page_has_statistics_when_the_run_has_ended(tmp_path, ended):
    write_class(tmp_path, [scored(i, f"S{i}") for i in range(3)], page=True, ended=ended)
    assert ("Statistics" in Reader((tmp_path / "index.html").read_text()).text) is ended


def test_a_damaged_table_of_changes_is_left_out(tmp_path):
    (tmp_path / "changes.csv").write_text("submission,student\na,b\n")
    assert read_changes(tmp_path) == []


def test_another_environment_grades_again_and_is_named(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    make_notebook(tmp_path / "in" / "ada.ipynb", ["def square(x):\n    return x * x"])
    bundle = make_zip(tmp_path / "x.zip", {"q1": SQUARE})

    def run(held):
        monkeypatch.setattr(ready, "holds", lambda python: held)
        before = earlier_scores(tmp_path / "out")
        reports = Batch(bundle, find_submissions([tmp_path / "in"]), tmp_path / "out", jobs=1, pages=False).run()
        return reports[0].provenance.wall_s, what_changed(before, reports)

    first, again, other = run("numpy 1"), run("numpy 1"), run("numpy 2")
    assert (again[0], again[1]) == (first[0], [])
    assert other[0] != first[0]
    assert other[1] == ["environment changed: graded again (1): every score is as before"]


def test_an_interpreter_is_known_by_its_version_and_what_is_installed():
    assert holds(None) == holds(sys.executable) != holds("/bin/echo")
