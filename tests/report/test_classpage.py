import base64
import io
import re
import zlib

import msgspec
import pytest
from rich.console import Console

from autograder.report.classpage import (
    STATIC,
    Finding,
    attention,
    case_rows,
    class_page,
    facts,
    histogram,
    mistakes,
    question_rows,
)
from autograder.report.terminal import class_table
from autograder.results import Diagnosis, Verdict
from tests.report.samples import HOSTILE, case, classroom, good, hostile, question, report, ungradable, ungraded
from tests.report.test_student import Reader


def scored(points, possible=10.0, **more):
    cases = (case("a", possible=points), case("b", Verdict.FAIL, possible - points))
    return report(question("q1", *cases), **more)


def links(reports):
    return {r.submission: f"staff/{r.submission}.html" for r in reports}


def test_each_tenth_of_the_scale_has_its_bar():
    counts = [b["count"] for b in histogram([scored(p) for p in (0.0, 0.9, 1.0, 6.9, 7.0, 9.0, 10.0)])]
    assert counts == [2, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1]


def test_full_marks_are_shown_apart_from_ninety_percent():
    bars = histogram([scored(p) for p in (9.0, 9.9, 10.0)])
    assert [(b["label"], b["count"]) for b in bars[-2:]] == [("90", 2), ("full", 1)]


def test_the_spread_of_scores_is_told():
    told = dict((name, value) for value, name in facts([scored(p) for p in (2.0, 4.0, 6.0, 8.0, 10.0)]))
    assert told == {
        "mean": "6", "median": "6", "quartiles": "4–8", "σ": "2.83", "min": "2", "max": "10", "full marks": "1",
    }  # fmt: skip


def test_equal_reasons_stand_together_below_the_scores():
    reports = [good(submission="a"), *(ungradable(submission=f"u{i}", student=f"Una {i}") for i in range(5))]
    page = class_page(reports, links(reports))
    (group,) = attention(reports)
    assert len(group["reports"]) == 5
    assert page.count("Ask for a new file") == page.count('id="not-graded"') == 1
    assert page.index("Histogram") < page.index('id="not-graded"') < page.index("Questions</h2>")


def test_a_bar_and_a_failed_case_lead_to_their_students():
    reports = [scored(10.0, submission="a", student="Ada"), scored(4.0, submission="b", student="Ben")]
    page = class_page(reports, links(reports))
    rows = re.findall(r'<tr data-k="([^"]*)"><td class="wide"><a href="staff/(\w)', page)
    assert rows == [("b10 f1", "a"), ("b4 f1", "b")]
    for shown in ("b10", "b4", "f1"):
        assert f'data-show="{shown}"' in page


def test_what_waits_for_a_person_is_on_top_and_in_no_mean():
    pending = report(question("q1", case("a", Verdict.PENDING, 10.0)), submission="p", student="Pia")
    reports = [scored(4.0, submission="a"), pending]
    page = class_page(reports, links(reports))
    text = " ".join(Reader(page).text.split())
    assert "1 answer of 1 student waits for a person: q1 (1)" in text
    assert "4mean of 10" in text
    assert page.index("For a person to look at") < page.index("Histogram")
    assert re.search(r'data-k="w"', page)
    assert "most failed: a" not in text


def test_findings_of_an_exam_are_on_top_by_kind_and_escaped():
    found = [Finding("swap", HOSTILE), *(Finding("shared-answers", f"pair {i}") for i in range(60))]
    page = class_page([good()], {}, findings=found)
    reader = Reader(page)
    assert page.index("shared-answers") < page.index("Histogram")
    assert "and 10 more in integrity.csv" in reader.text
    assert "img" not in {t for t, _ in reader.tags}


def test_the_page_links_tables_and_executed_notebooks():
    page = class_page([good()], {}, notebooks={"s1": "notebooks/s1.ipynb"}, files={"marking.csv": "marking.csv"})
    assert 'href="notebooks/s1.ipynb"' in page
    assert 'href="marking.csv"' in page


def test_a_tenth_is_not_lost_to_rounding():
    assert histogram([scored(0.7, 1.0)])[7]["count"] == 1


def test_a_question_counts_its_mean_and_who_passes_every_test():
    (row,) = question_rows([scored(10.0), scored(4.0), scored(1.0)])
    assert (row["mean"], row["possible"], row["share"]) == (5.0, 10.0, 50.0)
    assert (row["full"], row["count"]) == (0, 3)


def test_a_case_says_how_often_and_how_it_fails():
    drawn = [Verdict.PASS, Verdict.FAIL, Verdict.FAIL, Verdict.TIMEOUT]
    first, second = case_rows([question("q1", case("easy"), case("ties", v, hidden=True)) for v in drawn])
    assert (first["name"], first["failed"], first["share"], first["hidden"]) == ("ties", 3, 75.0, True)
    assert first["how"] == "2 not right yet, 1 took too long"
    assert (second["name"], second["failed"]) == ("easy", 0)


def test_a_student_shows_a_misconception_once():
    d, e = Diagnosis("T1/a", "first"), Diagnosis("T1/b", "second")
    wrong = [case("x", Verdict.FAIL, diagnosis=d), case("y", Verdict.FAIL, diagnosis=d)]
    reports = [
        report(question("q1", *wrong), submission="s1"),
        report(question("q1", *wrong[:1], case("z", Verdict.FAIL, diagnosis=e)), submission="s2"),
    ]
    found = [(m["key"], [r.submission for r in m["reports"]]) for m in mistakes(reports)]
    assert found == [("T1/a", ["s1", "s2"]), ("T1/b", ["s2"])]


@pytest.mark.parametrize(
    "reports",
    [[], [good()], [ungradable()], [ungraded()], [scored(0.0)], [report(question("q1", case("a", possible=0.0)))]],
    ids=["nobody", "one", "unreadable", "ungraded", "all zero", "nothing to earn"],
)
def test_a_class_of_any_kind_has_a_page(reports):
    reader = Reader(class_page(reports, links(reports)))
    assert f"{len(reports)} submission" in reader.text
    assert [t for t, _ in reader.tags].count("tr") >= 1 + len(reports)


def test_who_has_no_score_is_listed_with_reason_and_next_step():
    reports = [good(submission="a"), ungradable(submission="b"), ungraded(submission="c", student="Ben Baum")]
    text = Reader(class_page(reports, links(reports))).text
    for words in ("not-a-notebook", "Ask for a new file", "judge-error", "Repair the test", "Ben Baum"):
        assert words in text


def test_means_leave_out_what_was_not_graded():
    reports = [
        scored(4.0, submission="a"),
        scored(8.0, submission="b"),
        ungraded(submission="c"),
        ungradable(submission="d"),
    ]
    text = " ".join(Reader(class_page(reports, links(reports))).text.split())
    assert "6mean of 10" in text


def test_an_ungraded_row_shows_no_points():
    page = class_page([scored(4.0, submission="a"), ungraded(submission="b", student="Ben Baum")], {})
    row = page.split("Ben Baum")[-1].split("</tr>")[0]
    assert 'data-v="0' not in row
    assert 'data-v="1' not in row
    assert row.count("–") == 2


def test_a_submission_without_a_link_is_listed_without_one():
    hrefs = {a["href"] for t, a in Reader(class_page([good()], {})).tags if t == "a"}
    assert hrefs == {"scores.csv", "#students"}


def test_hostile_names_make_no_tag():
    reports = [hostile(submission="a"), ungradable(submission="b", student=HOSTILE), good(submission="c")]
    reader = Reader(class_page(reports, {"a": "javascript:alert(1)", "c": f"staff/{HOSTILE}.html"}))
    assert [t for t, _ in reader.tags].count("script") == 1
    assert "img" not in {t for t, _ in reader.tags}
    hrefs = [a["href"] for t, a in reader.tags if t == "a"]
    assert hrefs
    assert not [h for h in hrefs if set(":<>\"'") & set(h)]


def test_hostile_names_make_no_tag_in_rows_that_a_script_unpacks():
    many = [hostile(submission=f"a{i}") for i in range(STATIC + 1)]
    (packed,) = re.findall(r'id="packed">([^<]*)<', class_page(many, {"a1": "staff/a1.html"}))
    rows = Reader(zlib.decompress(base64.b64decode(packed), wbits=15).decode())
    assert [t for t, _ in rows.tags].count("tr") == len(many)
    assert not {"script", "img"} & {t for t, _ in rows.tags}


def test_the_policy_lets_our_script_run_and_no_other():
    (policy,) = [a["content"] for t, a in Reader(class_page([good()], {})).tags if a.get("http-equiv")]
    assert "script-src 'sha256-" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1]


def test_a_thousand_students_fit_in_half_a_megabyte():
    reports = classroom(1000)
    assert len(class_page(reports, links(reports)).encode()) < 512 * 1024


def test_what_a_result_looks_like_is_a_sentence_and_no_key_of_ours():
    found = Diagnosis("derived:times-2", "The result is twice what it should be.")
    case_ = msgspec.structs.replace(case("a", Verdict.FAIL), diagnosis=found)
    reports = [report(question("q1", case_))]
    out = Console(width=200, file=io.StringIO())
    out.print(class_table(reports))
    for text in (Reader(class_page(reports, {})).text, out.file.getvalue()):
        assert found.message in text
        assert "derived:" not in text
