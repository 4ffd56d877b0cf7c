"""How many judges a deadline needs, and whether the model says what two of them really take."""

import time
from contextlib import closing

import pytest

from autograder.grading import cluster
from autograder.grading.batch import Batch
from autograder.grading.capacity import arrivals, needed, service_times, simulated
from autograder.submissions import find_submissions
from tests.support.cluster import Machines
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip


def test_half_of_a_day_comes_in_its_last_sixth():
    came = arrivals(10_000, 24.0)
    assert came == sorted(came)
    assert 0.45 < sum(t > 24.0 * 5 / 6 for t in came) / len(came) < 0.57
    assert came[-1] <= 24.0


def test_who_comes_to_a_busy_judge_waits():
    found = simulated([0.0, 1.0, 10.0], [4.0], judges=1)
    assert (found.median_s, found.most_s, found.last_s) == (4.0, 7.0, 4.0)  # 4, 8 - 1, 14 - 10


def test_a_factor_is_a_slower_machine():
    assert simulated([0.0], [2.0], 1, factor=3.0).last_s == 6.0


def test_the_fewest_judges_are_found():
    came, times = arrivals(2_000, 3600.0), [1.0, 2.0, 9.0]
    few = needed(came, times, within_s=60.0)
    assert few.most_s <= 60.0
    assert simulated(came, times, few.judges - 1).most_s > 60.0


@pytest.mark.slow
def test_the_model_says_what_two_judges_take(tmp_path, monkeypatch):
    """Its factor is measured with one class, and what it then says of another is right within a third."""
    pytest.importorskip("distributed")
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    began: list[float] = []
    send = cluster._Run.send
    monkeypatch.setattr(cluster._Run, "send", lambda *a, **more: began.append(time.monotonic()) or send(*a, **more))

    def took(machines, folder, pauses):
        (tmp_path / folder).mkdir()
        for i, pause in enumerate(pauses):
            make_notebook(tmp_path / folder / f"s{i:02d}.ipynb", [f"import time\ntime.sleep({pause})", *CHECKED])
        came, elsewhere = [], cluster.Cluster(machines.executor, [].append)
        reports = Batch(
            bundle, find_submissions([tmp_path / folder]), tmp_path / f"out-{folder}", elsewhere=elsewhere,
            pages=False, on_report=lambda report: came.append(time.monotonic()),
        ).run()  # fmt: skip
        seconds = came[-1] - began[0]
        began.clear()
        return seconds, service_times(reports)

    with closing(Machines(tmp_path)) as machines:
        machines.worker(jobs=2)
        took(machines, "warm", [0, 0])
        seconds, times = took(machines, "first", [0.4] * 12)
        factor = seconds / simulated([0.0] * 12, times, 2).last_s
        seconds, times = took(machines, "second", [0.2, 0.3, 1.0] * 6)
    expected_s = simulated([0.0] * 18, times, 2, factor).last_s
    print(f"measured {seconds:.2f} s, simulated {expected_s:.2f} s, factor {factor:.2f}")
    assert 2 / 3 < expected_s / seconds < 3 / 2
