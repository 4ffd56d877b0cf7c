"""Who pays when the process that judges is gone."""

import pytest

from autograder.engine.judge.record import CaseBegan, CellBegan, Record, ValuesCame
from autograder.results import CaseResult, Verdict


def blank(question, verdict, why):
    return CaseResult(name="case", hidden=True, verdict=verdict, points=0.0, possible=1.0, message=why)


@pytest.mark.parametrize(
    ("total_s", "events", "verdict"),
    [
        (60.0, [CaseBegan("q1")], Verdict.JUDGE_ERROR),
        (60.0, [CaseBegan("q1"), ValuesCame()], Verdict.TIMEOUT),
        (0.0, [CaseBegan("q1")], Verdict.TIMEOUT),  # the submission used up its time
    ],
)
def test_a_death_is_the_students_once_values_came_or_the_time_is_used_up(total_s, events, verdict):
    record = Record(total_s)
    for event in events:
        record.apply(event)
    record.died(Verdict.TIMEOUT, "late", 1.0, blank)
    assert [c.verdict for c in record.cases["q1"]] == [verdict]


def test_a_death_in_a_cell_costs_the_cell():
    record = Record(60.0)
    record.apply(CellBegan(3, "source"))
    record.died(Verdict.CRASH, "gone", 1.0, blank)
    assert record.skip == {3}
    assert record.failed_cells[3].verdict is Verdict.CRASH


def test_a_death_that_is_nobodys_is_said():
    with pytest.raises(LookupError, match="gone"):
        Record(60.0).died(Verdict.CRASH, "gone", 1.0, blank)
