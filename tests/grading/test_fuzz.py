"""Five hundred notebooks with random damage in one batch beside an honest one: nobody stops another."""

import json
import random

import pytest

from autograder.grading.batch import Batch
from autograder.results import Status
from autograder.submissions import find_submissions
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

COUNT = 500
ODD = [
    None,
    True,
    -1,
    1e308,
    10**400,
    "",
    "\ud83d",
    "\x00\x1b[31m",
    "x" * 70_000,
    [],
    [[]] * 50,
    {},
    {"a": "\udfff"},
    "NaN",
]
KINDS = ["cut", "bytes", "type", "key", "metadata", "source"]


def damaged(rng, text, kind):
    """A notebook's bytes with one kind of damage."""
    if kind == "cut":
        return text[: rng.randrange(len(text))].encode()
    if kind == "bytes":
        data = bytearray(text.encode())
        for _ in range(rng.randint(1, 60)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    notebook = json.loads(text)
    if kind in ("type", "key"):
        node = notebook
        while True:
            key = rng.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if not isinstance(node[key], dict | list) or not node[key] or rng.random() < 0.4:
                break
            node = node[key]
        if kind == "key" and isinstance(node, dict):
            node[rng.choice(["", "\ud800", "cells", "metadata"])] = node.pop(key)
        else:
            node[key] = rng.choice(ODD)
    elif kind == "metadata":
        place = rng.choice([notebook, *notebook["cells"]])["metadata"]
        place[rng.choice(["otter", "autograder", "tags", "kernelspec", "name", "\ud83d"])] = rng.choice(ODD)
        place["otter"] = {"assignment_name": rng.choice(ODD), "tests": rng.choice(ODD)}
    else:
        cell = rng.choice(notebook["cells"])
        cell["source"] = rng.choice(
            ["\ud83d", "raise ValueError('\\ud83d')", "\x00", "print('\\udfff')", "(" * 5_000, "def"]
        )
    return json.dumps(notebook).encode()


@pytest.mark.parametrize("seed", [20261128])
def test_damaged_notebooks_stop_nobody(tmp_path, seed):
    rng = random.Random(seed)
    folder = tmp_path / "in"
    folder.mkdir()
    text = make_notebook(folder / "honest.ipynb", CHECKED).read_text()
    for i in range(COUNT):
        name = f"s{i:03d}"
        if i % 50 == 0:
            name += (
                rng.choice(["\ud83d", "\x1b[31m", "\u202e", "'; x", "a" * 200])
                .encode("utf-8", "surrogatepass")
                .decode("utf-8", "surrogateescape")
            )
        (folder / f"{name}.ipynb").write_bytes(damaged(rng, text, rng.choices(KINDS, [8, 8, 2, 1, 1, 1])[0]))
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    reports = Batch(bundle, find_submissions([folder]), tmp_path / "out", jobs=2).run()
    by_status = {s: [r for r in reports if r.status is s] for s in Status}
    assert len(reports) == COUNT + 1
    assert by_status[Status.UNGRADED] == [], [(r.student, r.reason, r.message) for r in by_status[Status.UNGRADED]]
    assert {r.student: r.total for r in reports}["honest"] == 7.0
    assert all(r.reason and r.message for r in by_status[Status.UNGRADABLE])
    assert len((tmp_path / "out" / "scores.csv").read_text().splitlines()) == COUNT + 2
