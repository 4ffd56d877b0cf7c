"""What a run says of itself: set-up, who was slow, and why."""

import msgspec
import pytest

from autograder.report.slow import summary, summary_lines
from autograder.results import CellResult, Verdict
from tests.report.samples import case, question, report

BEGAN = "2026-11-21T06:30:00+00:00"


def took(name, wall_s, *cases, started="2026-11-21T06:31:00Z", cells=(), **more):
    made = report(question("q1", *(cases or (case("a", wall_s=0.01),))), submission=name, student=name, cells=cells)
    provenance = msgspec.structs.replace(made.provenance, started=started, wall_s=wall_s, **more)
    return msgspec.structs.replace(made, provenance=provenance)


def lines(*reports):
    return summary_lines(summary(reports, BEGAN, 12.0, 2.5))


CLASS = [took(f"s{i}", 0.4) for i in range(5)]


def test_the_first_line_has_the_set_up_and_the_median():
    assert lines(*CLASS) == [
        "Took 12.0 s, 2.5 s of it before the first submission; 5 run, half of them in 0.4 s or less."
    ]


@pytest.mark.parametrize(
    ("slow", "why"),
    [
        (took("ada", 30.0, case("a", Verdict.TIMEOUT, wall_s=29.0)), "q1 · a: stopped after 29.0 s"),
        (took("ada", 30.0, case("a", wall_s=20.0)), "q1 · a: 20.0 s"),
        (took("ada", 30.0, case("a", wall_s=1.0)), "its cells: 29.0 s"),
        (took("ada", 30.0, cells=(CellResult(index=3, number=2, verdict=Verdict.TIMEOUT, source="x"),)), "cell 2 was stopped"),
        (took("ada", 30.0, case("a", wall_s=14.0), case("b", wall_s=12.0), waited_s=9.0), "waited 9.0 s for a processor"),
        (took("ada", 30.0, case("a", wall_s=14.0), case("b", wall_s=12.0), judged=2), "judged twice, because the machine was busy"),
    ],
)  # fmt: skip
def test_who_was_slow_is_named_with_the_reason(slow, why):
    assert lines(*CLASS, slow)[1] == f"  slow: ada, 30.0 s: {why}"


def test_a_case_that_stops_many_is_named_once():
    stopped = [took(f"t{i}", 5.0, case("a", Verdict.TIMEOUT, wall_s=4.0)) for i in range(3)]
    assert lines(*CLASS, *stopped)[-1] == "  stopped at a limit of time: q1 · a in 3 of 8, 12.0 s in all"


def test_what_an_earlier_run_left_was_not_slow_in_this_one():
    old = took("ada", 90.0, started="2026-11-20T06:31:00Z")
    found = summary([*CLASS, old], BEGAN, 12.0, 2.5)
    assert (found.judged, found.kept, found.slowest[0].wall_s) == (5, 1, 0.4)
    assert "nothing was run" in lines(old)[0]


def test_nobody_is_slow_in_a_class_that_takes_no_time():
    assert len(lines(took("ada", 0.9), *CLASS)) == 1
