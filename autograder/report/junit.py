"""A class as JUnit XML, which CI servers read: a suite a submission, a case a case. CI is staff: all is told.

A wrong answer is a failure; a failure of ours is an error; what waits for a person, or nobody handed in, is skipped.
Elements and attributes are those of Apache Ant's schema, which the common readers share.
"""

import re
import socket
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from autograder.report.text import line, number
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # all but XML 1.0's Char
SKIPPED = (Verdict.SKIPPED, Verdict.PENDING)
EPOCH = "1970-01-01T00:00:00"  # of what was never started


def junit_xml(reports: Sequence[Report]) -> bytes:
    """The class as UTF-8 XML; characters that XML forbids become U+FFFD."""
    root = ET.Element("testsuites")
    for number_of, report in enumerate(reports):
        root.append(_suite(number_of, report))
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)


def _suite(number_of: int, report: Report) -> ET.Element:
    cases = [_case(report, q, c) for q in report.questions for c in q.cases]
    if not cases or (report.status is Status.UNGRADED and all(case.find("error") is None for case in cases)):
        cases.append(_whole(report))
    counts = {tag: sum(case.find(tag) is not None for case in cases) for tag in ("failure", "error", "skipped")}
    made = report.provenance
    suite = ET.Element(
        "testsuite",
        name=_clean(report.submission), package=_clean(report.assignment), id=str(number_of),
        timestamp=made.started[:19] or EPOCH, hostname=socket.gethostname() or "localhost", tests=str(len(cases)),
        failures=str(counts["failure"]), errors=str(counts["error"]), skipped=str(counts["skipped"]),
        time=f"{made.wall_s:.3f}",
    )  # fmt: skip
    properties = ET.SubElement(suite, "properties")
    told = {
        "student": report.person, "status": report.status.value, "total": number(report.total, 6),
        "possible": number(report.possible, 6), "file": report.handed_in.file, "isolation": made.isolation,
        "submission_sha256": made.submission_sha256, "bundle_sha256": made.bundle_sha256,
        "engine_sha256": made.engine_sha256,
    }  # fmt: skip
    for name, value in told.items():
        ET.SubElement(properties, "property", name=name, value=_clean(value))
    suite.extend(cases)
    ET.SubElement(suite, "system-out").text = _clean("\n".join((*report.adjustments, *report.notes)))
    ET.SubElement(suite, "system-err").text = _clean("\n".join(f"cell {c.shown}: {c.error}" for c in report.cells))
    return suite


def _case(report: Report, q: QuestionResult, c: CaseResult) -> ET.Element:
    """One case; `classname` holds the submission, for readers that take it for the identity."""
    case = _element(report, q.name, c.name + (" (hidden)" if c.hidden else ""), c.wall_s)
    if c.verdict in SKIPPED:
        ET.SubElement(case, "skipped", message=_clean(line(c.message) or c.verdict.value))
    elif not c.passed:
        named = f"{c.diagnosis.heading}: {c.diagnosis.message} ({c.diagnosis.key})" if c.diagnosis else ""
        text = "\n".join(filter(None, (c.message, c.contract, named)))
        _failed(case, c.verdict is Verdict.JUDGE_ERROR, c.verdict.value, text)
    return case


def _whole(report: Report) -> ET.Element:
    """The case of a submission that has none, or none that says why there is no score."""
    case = _element(report, "submission", "can be graded", 0.0)
    if report.handed_in.nothing:
        ET.SubElement(case, "skipped", message="nothing was handed in")
    elif report.status is not Status.GRADED:
        _failed(case, report.status is Status.UNGRADED, report.reason or report.status.value, report.message)
    return case


def _element(report: Report, question: str, name: str, wall_s: float) -> ET.Element:
    where = f"{report.submission}.{question}"
    return ET.Element("testcase", classname=_clean(where), name=_clean(name), time=f"{wall_s:.3f}")


def _failed(case: ET.Element, ours: bool, kind: str, text: str) -> None:
    ET.SubElement(case, "error" if ours else "failure", message=_clean(line(text)), type=kind).text = _clean(text)
