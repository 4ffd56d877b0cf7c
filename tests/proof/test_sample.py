"""The demo's class: every kind of submission, and none that gains a point it should not."""

import json

import pytest

from autograder.grading.batch import Batch
from autograder.proof.sample import HOSTILE, make_class
from autograder.results import Status
from autograder.submissions import find_submissions
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def test_a_class_of_thirty_has_distinct_students_and_honest_scores(built, tmp_path):
    bundle = built["hinge-loss"].bundle
    paths = make_class(bundle, ROOT / "solutions" / "hinge-loss", tmp_path / "in", 30)
    assert len(paths) == len({p.name for p in paths}) == 30
    again = make_class(bundle, ROOT / "solutions" / "hinge-loss", tmp_path / "again", 30)
    assert [p.read_bytes() for p in again] == [p.read_bytes() for p in paths]
    found = find_submissions([tmp_path / "in"])
    reports = Batch(bundle, found, tmp_path / "out", jobs=1, pages=False).run()
    assert len({r.student for r in reports}) == 30
    assert sum(r.status is Status.UNGRADABLE for r in reports) == 5
    assert not any(r.status is Status.UNGRADED for r in reports)
    full = [r for r in reports if r.total == r.possible]
    assert len(full) == 4  # the accepted styles
    assert any(c.diagnosis for r in reports for q in r.questions for c in q.cases)
    totals = {r.student.removesuffix(" (late)"): r.total for r in reports}
    gained = {}
    for path in paths:
        if "cells" in (text := path.read_text(errors="replace")) and text.endswith("}"):
            sources = [c["source"] for c in json.loads(text)["cells"]]
            gained |= {k: totals[path.name.split("_")[0]] for k, s in HOSTILE.items() if s in map("".join, sources)}
    assert set(gained) == set(HOSTILE)
    honest_part = 8.0  # q1 and q2, filled in before the attack
    assert all(total == (0.0 if "equal" in k or "patches" in k else honest_part) for k, total in gained.items()), gained
