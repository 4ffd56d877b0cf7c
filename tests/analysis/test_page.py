"""The section as HTML: every plot with its table, no script, nothing of a student's that becomes markup."""

import re

import msgspec
import numpy as np
import pytest

from autograder.analysis.page import _plot, section, statistics_page
from autograder.analysis.statistics import Split, statistics_of
from autograder.report.classpage import class_page
from autograder.results import Diagnosis
from tests.analysis.classes import report, reports_of, result, simulated, two_pl
from tests.report.samples import HOSTILE, classroom, hostile
from tests.report.test_student import Reader


def page(reports, **more):
    return statistics_page(statistics_of(reports, "first attempts", **more))


def test_each_plot_has_its_table_with_the_same_numbers():
    text = Reader(page(simulated(60))).text
    tags = [t for t, _ in Reader(page(simulated(60))).tags]
    assert tags.count("svg") == 2
    assert tags.count("table") == 3  # totals, questions, cases
    assert {f"q{i}" for i in range(1, 7)} <= set(text.split())


def test_a_dot_stands_where_its_numbers_are():
    found = statistics_of(simulated(60), "x")
    dots = re.findall(r'<circle[^>]* cx="([\d.]+)%" cy="([\d.]+)"', statistics_page(found))
    items = [q.item for q in found.questions if q.item.discrimination]
    assert len(dots) == len(items) == 4
    by_share = sorted(zip((float(x) for x, _ in dots), (i.difficulty for i in items), strict=True))
    assert by_share == sorted(by_share, key=lambda pair: pair[1])
    by_r = sorted(zip((-float(y) for _, y in dots), (i.discrimination.r for i in items), strict=True))
    assert by_r == sorted(by_r, key=lambda pair: pair[1])


def test_there_is_no_script_and_the_policy_allows_none():
    reader = Reader(page(simulated(30)))
    assert "script" not in {t for t, _ in reader.tags}
    (policy,) = [a["content"] for t, a in reader.tags if a.get("http-equiv")]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10])
def test_a_class_of_any_size_has_a_page_without_nan(count):
    text = Reader(page(simulated(count))).text
    assert not re.search(r"\b(nan|None|inf)\b", text)
    assert ("graded yet" in text) == (count == 0)


def test_hostile_names_stay_text():
    bad = Diagnosis(HOSTILE, HOSTILE)
    rows = [
        msgspec.structs.replace(r, student=HOSTILE)
        for r in (
            report(i, result(HOSTILE, [i % 2], diagnosis=bad, title=HOSTILE), result("b", [0])) for i in range(20)
        )
    ]
    split = Split(HOSTILE, (HOSTILE,), HOSTILE, {r.submission: f"{HOSTILE}{i % 2}" for i, r in enumerate(rows)})
    reader = Reader(page(rows, splits=[split]))
    assert not {"script", "img"} & {t for t, _ in reader.tags}
    assert "onerror" in reader.text


def test_the_class_page_has_the_section_and_repeats_nothing():
    reports = classroom(60)
    links = {r.submission: f"staff/{r.submission}.html" for r in reports}
    whole = class_page(reports, links, statistics=section(statistics_of(reports, "x"), links=links))
    assert whole.count('id="statistics"') == 1
    assert whole.count("Histogram of scores") == 1
    assert "<h3>Totals" not in whole
    assert whole.index('id="statistics"') < whole.index("Students</h2>")


def test_a_class_page_of_nobody_has_no_section():
    assert section(statistics_of([], "x")) == ""
    assert "img" not in {t for t, _ in Reader(page([hostile()])).tags}


def test_labels_do_not_overlap_on_a_phone():
    first = statistics_of(simulated(80), "x").questions[0]
    named = [msgspec.structs.replace(first.item, name=f"q{i}") for i in range(12)]
    crowd = [msgspec.structs.replace(first, item=item) for item in named]
    labels = [d.label for d in _plot(crowd)["dots"] if d.label]
    assert 0 < len(labels) < 12
    assert len({(side > 0, y) for side, y, _ in labels}) == len(labels)


@pytest.mark.parametrize(("count", "said"), [(9, False), (60, True)])
def test_where_nothing_is_named_the_page_says_so_if_there_were_enough_students(count, said):
    fair = two_pl(np.random.default_rng(0), count, 1.5, [-0.5, 0.0, 0.5])
    assert ("Nothing stands out" in Reader(page(reports_of(fair))).text) is said
