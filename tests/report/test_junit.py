"""JUnit XML: what readers of it demand, what is a failure and what an error, and text that XML forbids."""

import re
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report.junit import junit_xml
from autograder.results import HandedIn, Verdict
from tests.report.samples import MAX_ONLY, SECRET, case, good, question, report, ungradable, ungraded

SUITE = {
    *("name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"),
}


def parsed(*reports):
    """The suites, after a check of their structure against Ant's schema: order, attributes, types, counts."""
    root = ET.fromstring(junit_xml(reports))
    assert (root.tag, root.attrib) == ("testsuites", {})
    for n, suite in enumerate(root):
        assert (suite.tag, set(suite.attrib), suite.get("id")) == ("testsuite", SUITE, str(n))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
        tags = [child.tag for child in suite]
        assert tags == ["properties", *["testcase"] * (len(tags) - 3), "system-out", "system-err"]
        assert suite.get("name")
        assert all(set(p.attrib) == {"name", "value"} and p.get("name") for p in suite[0])
        cases = suite.findall("testcase")
        for c in cases:
            assert set(c.attrib) == {"name", "classname", "time"}
            assert re.fullmatch(r"\d+\.\d+", c.get("time"))
            assert len(c) <= 1
            assert all(e.tag in ("failure", "error", "skipped") for e in c)
            assert all(e.get("type") for e in c if e.tag != "skipped")
        assert int(suite.get("tests")) == len(cases)
        for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(count)) == len(suite.findall(f"testcase/{tag}"))
    return list(root)


def outcome(element):
    return [(e.tag, e.get("type")) for e in element]


def test_a_wrong_answer_is_a_failure_and_an_error_of_ours_an_error():
    (suite,) = parsed(report(question("q1", *(case(v.value, v) for v in Verdict))))
    found = {c.get("name"): outcome(c) for c in suite.findall("testcase")}
    assert found.pop("PASS") == []
    assert found.pop("JUDGE_ERROR") == [("error", "JUDGE_ERROR")]
    assert [found.pop(name) for name in ("SKIPPED", "PENDING")] == [[("skipped", None)]] * 2
    assert all(value == [("failure", name)] for name, value in found.items())


def test_staff_read_the_messages_of_hidden_cases_and_named_mistakes():
    failed = case("ties", Verdict.FAIL, hidden=True, message=SECRET, diagnosis=MAX_ONLY)
    (suite,) = parsed(report(question("q1", failed)))
    (one,) = suite.findall("testcase")
    assert one.get("name") == "ties (hidden)"
    assert SECRET in one[0].text
    assert MAX_ONLY.key in one[0].text


def test_each_submission_is_a_suite_and_no_case_of_two_has_the_same_name():
    suites = parsed(good(), msgspec.structs.replace(good(), submission="s2"))
    classes = [{c.get("classname") for c in s.findall("testcase")} for s in suites]
    assert not classes[0] & classes[1]


def test_what_cannot_be_graded_is_one_failure_or_one_error_and_nothing_handed_in_neither():
    nothing = msgspec.structs.replace(ungradable(), handed_in=HandedIn(attempt="none"))
    silent = msgspec.structs.replace(ungraded(), questions=(question("q1", case("a")),))  # no case says why
    suites = parsed(ungradable(), ungraded(), silent, nothing)
    assert [e.tag for s in suites for c in s.findall("testcase") for e in c] == ["failure", "error", "error", "skipped"]


def test_a_class_of_nobody_is_well_formed():
    assert parsed() == []


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_of_a_student_breaks_the_file(text):
    failed = case(text, Verdict.FAIL, message=text)
    (suite,) = parsed(report(question("q1", failed), notes=(text,), submission=text or "s"))
    assert suite.find("testcase/failure") is not None


@pytest.mark.parametrize("text", ["\0", "\x1b[31m", "\ufffe", "\ud800"])
def test_what_xml_forbids_is_replaced(text):
    (suite,) = parsed(report(question("q1", case("a", Verdict.FAIL, message=f"<{text}&>"))))
    assert suite.find("testcase/failure").text == f"<{text}&>".replace(text[0], "\ufffd")
