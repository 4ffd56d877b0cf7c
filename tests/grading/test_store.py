"""The reports of a batch lie on disk: nothing of them is kept in memory, and what is read is what was put."""

import re
import tracemalloc

import pytest

from autograder.grading.batch import Batch
from autograder.grading.pages import finish_pages, write_class
from autograder.grading.store import Store
from tests.support.standin import grade, ready_report, submissions


def filled(count):
    store = Store(s.id for s in submissions(count))
    for s in reversed(submissions(count)):
        assert store.put(ready_report(s))
    return store


def test_reports_come_in_the_order_of_the_submissions_whatever_finished_first():
    every = filled(5).reports()
    assert every == [ready_report(s) for s in submissions(5)]
    assert every[1:3] == list(every)[1:3]
    assert every[-1] == list(every)[4]
    with pytest.raises(IndexError):
        every[5]


def test_a_second_report_of_a_submission_takes_the_place_of_the_first():
    store = filled(3)
    other = ready_report(submissions(3)[1]).without_times()
    assert not store.put(other)
    assert len(store.reports()) == 3
    assert store.reports()[1] == other


def test_a_small_class_has_the_same_files_from_the_store_as_from_a_list(tmp_path):
    store = filled(7)
    for name, reports in (("stored", store.reports()), ("listed", list(store.reports()))):
        write_class(tmp_path / name, reports, page=True, ended=True)
        finish_pages(tmp_path / name, reports, mean=True)
    for file in ("scores.csv", "index.html"):
        assert (tmp_path / "stored" / file).read_bytes() == (tmp_path / "listed" / file).read_bytes()


def test_memory_does_not_grow_with_the_reports_that_are_done(tmp_path):
    """A report is 10 kB of objects: kept, 1,000 of them are 10 MB."""
    done, used = [], {}

    def told(report):
        done.append(1)
        if len(done) in (200, 1200):
            used[len(done)] = tracemalloc.get_traced_memory()[0]
        if len(done) == 1200:
            tracemalloc.stop()

    tracemalloc.start()
    grade(tmp_path, 1_200, pages=False, on_report=told)
    assert used[1200] - used[200] < 1_000_000


def test_a_run_that_is_broken_off_goes_on_to_the_same_files(tmp_path):
    class Killed(BaseException):
        pass

    judged = []

    def judge(submission, most):
        if len(judged) == most:
            raise Killed
        judged.append(submission.id)
        return ready_report(submission)

    for name in ("broken", "whole"):
        (tmp_path / name).mkdir()
    with pytest.raises(Killed):
        grade(tmp_path / "broken", 30, kept=tmp_path / "broken" / "out", judge=lambda s: judge(s, 11))
    grade(tmp_path / "broken", 30, kept=tmp_path / "broken" / "out", judge=lambda s: judge(s, 99))
    assert len(judged) == len(set(judged)) == 30
    grade(tmp_path / "whole", 30, kept=tmp_path / "whole" / "out")
    for file in ("scores.csv", "index.html"):
        assert (tmp_path / "broken" / "out" / file).read_text() == (tmp_path / "whole" / "out" / file).read_text()


def test_refreshing_the_class_takes_a_tenth_of_the_time_at_most(tmp_path, monkeypatch):
    clock = iter(range(10**6))  # a second each time somebody looks
    monkeypatch.setattr("autograder.grading.batch.time.monotonic", lambda: next(clock))
    times = []
    plain = Batch.write_class
    monkeypatch.setattr(Batch, "write_class", lambda self, **more: times.append(next(clock)) or plain(self, **more))
    grade(tmp_path, 100, pages=False)
    assert all(b - a >= 10 for a, b in zip(times, times[1:-1], strict=False))
    assert len(times) < 15


def test_a_class_of_ten_thousand_is_a_page_under_a_megabyte(tmp_path):
    write_class(tmp_path, filled(10_000).reports(), page=True, ended=False)
    page = (tmp_path / "index.html").read_text()
    assert len(page.encode()) < 1_000_000
    assert "<tbody>\n  </tbody>" in page
    assert re.search(r"<noscript>.*scores\.csv", page)
