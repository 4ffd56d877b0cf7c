"""A class judged again on what its code answered: as grading it again would, and without running it."""

from pathlib import Path

import msgspec
import pytest

from autograder.engine.judge.answers import Answers, NewInputsError, unpacked
from autograder.grading.batch import Batch
from autograder.grading.pages import answers_path, report_path
from autograder.grading.worker import AGAIN_BYTES, in_parts
from autograder.results import Status, Verdict
from autograder.submissions import Submission, find_submissions
from tests.support.grading import make_notebook, make_zip

pytestmark = pytest.mark.slow
CHECK = ["import otter\ngrader = otter.Notebook('x.ipynb')", "import numpy as np"]
ROOT = """
OK_FORMAT = False
from otter.test_files import test_case
import numpy as np
name = "q1"
points = 4

@test_case(name="public", points=1)
def test_public(root):
    assert abs(root(4.0) - 2) < 1e-9

@test_case(name="many", points=2, hidden=True)
def test_many(root):
    for x in (0.25, 9.0):
        assert abs(root(x) - x**0.5) < 1e-9, f"root({x})"

@test_case(name="back", points=1, hidden=True)
def test_back(root, apply):
    assert apply(lambda x: x + 1, [1, 2]) == [2, 3]
    assert np.allclose(root(np.arange(3.0)), np.arange(3.0) ** 0.5, atol=1e-9)
"""
WORDS = """
OK_FORMAT = True
test = {
    "name": "q2",
    "points": [1, 2],
    "suites": [{"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": [
        {"code": ">>> words('a b')\\n['a', 'b']", "hidden": False, "locked": False},
        {"code": ">>> words('')\\n[]\\n>>> words('a  b')\\n['a', 'b']", "hidden": True, "locked": False},
    ]}],
}
"""
APPLY = "def apply(f, xs):\n    return [f(x) for x in xs]"
SPLIT = "def words(s):\n    return s.split()"
CLASS = {
    "right": [*CHECK, APPLY, "def root(x):\n    return x ** 0.5", "grader.check('q1')", SPLIT, "grader.check('q2')"],
    "late": [*CHECK, APPLY, SPLIT, "def root(x):\n    return x ** 0.5"],
    "rough": [*CHECK, "def root(x):\n    return x ** 0.5 + 1e-6", APPLY, "def words(s):\n    return s.split(' ')"],
    "raises": [*CHECK, "def root(x):\n    return 2.0 if x == 4 else [][1]", APPLY, "def words(s):\n    return 'a b'"],
    "exits": [*CHECK, "import os\ndef root(x):\n    return os._exit(0)", APPLY, SPLIT],
    "nothing": CHECK,
}


def given_tests(**more):
    return {"q1": ROOT, "q2": WORDS, **more}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that was graded, with what its code answered; and a function that grades it with other tests."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "in").mkdir()
    for name, cells in CLASS.items():
        make_notebook(folder / "in" / f"{name}.ipynb", cells)
    submissions = find_submissions([folder / "in"])

    def grade(tests, out, **more):
        (folder / out).mkdir(exist_ok=True)
        bundle = make_zip(folder / out / "hw.zip", tests)
        made = Batch(bundle, submissions, folder / out, jobs=1, pages=False, inside="never", **more).run()
        return {r.submission: r for r in made}

    first = grade(given_tests(), "first", keep=True)
    before = {name: (report_path(folder / "first", name), answers_path(folder / "first", name)) for name in first}
    return folder, grade, first, before


def ran(old, new):
    """Whose code ran again: reports of others keep their times."""
    return {name for name in old if old[name].provenance.wall_s != new[name].provenance.wall_s}


CHANGES = {
    "nothing": (given_tests(), set()),
    "tolerance": (given_tests(q1=ROOT.replace("1e-9", "1e-3")), {"rough"}),  # its test goes on where it ended before
    "stricter": (given_tests(q1=ROOT.replace("1e-9", "-1")), set()),
    "points": (given_tests(q2=WORDS.replace("[1, 2]", "[3, 4]")), set()),
    "words": (given_tests(q2=WORDS.replace("\\n['a', 'b']\", \"hidden\": True", "\\n['a', '', 'b']\", \"hidden\": True")), set()),
    "less": ({"q1": ROOT.split('@test_case(name="back"')[0], "q2": WORDS}, set()),
    "inputs": (given_tests(q1=ROOT.replace("9.0", "16.0")), {"right", "late"}),
    "added": (given_tests(q2=WORDS.replace("    ]}]", '    {"code": ">>> words(\'x\')\\n[\'x\']"}]}]').replace("[1, 2]", "[1, 1, 1]")), set(CLASS)),
    "unreadable": (given_tests(q2=WORDS + "("), set()),
    "broken": (given_tests(q2=WORDS.replace(">>> words('a b')", ">>> 1 / 0")), set()),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_what_grading_again_gives_and_runs_only_whose_inputs_are_new(graded, change):
    folder, grade, first, before = graded
    tests, runs = CHANGES[change]
    again, fresh = grade(tests, f"{change}-again", before=before), grade(tests, f"{change}-fresh")
    for name in CLASS:
        assert again[name].without_times() == fresh[name].without_times(), name
    assert ran(first, again) == runs
    changed = {name for name in CLASS if again[name].questions != first[name].questions}
    assert bool(changed) == (change != "nothing")


def test_the_class_is_what_the_tests_above_mean(graded):
    _, _, first, _ = graded
    assert {r.status for r in first.values()} == {Status.GRADED}
    cases = {n: [c.verdict for q in r.questions for c in q.cases] for n, r in first.items()}
    assert set(cases["right"]) == set(cases["late"]) == {Verdict.PASS}
    assert Verdict.FAIL in cases["rough"]
    assert Verdict.ERROR in cases["raises"]
    assert Verdict.CRASH in cases["exits"]
    assert Verdict.MISSING in cases["nothing"]


def test_answers_that_are_not_what_was_kept_make_the_code_run(graded, tmp_path):
    folder, grade, first, before = graded
    kept = {name: msgspec.msgpack.decode(path.read_bytes(), type=Answers) for name, (_, path) in before.items()}
    noise = {q: {c: b"\x00noise" for c in of} for q, of in kept["late"].cases.items()}
    q1 = kept["rough"].cases["q1"]
    swapped = {"q1": {"public": q1["many"], "many": q1["back"], "back": q1["public"]}}
    damaged = {
        "right": before["right"][1].read_bytes()[:-100],
        "late": msgspec.msgpack.encode(msgspec.structs.replace(kept["late"], cases=noise)),
        "rough": msgspec.msgpack.encode(msgspec.structs.replace(kept["rough"], cases=swapped)),
        "raises": before["rough"][1].read_bytes(),
        "nothing": msgspec.msgpack.encode(msgspec.structs.replace(kept["nothing"], engine="0" * 64)),
    }
    for name, data in damaged.items():
        (tmp_path / name).write_bytes(data)
    tests = CHANGES["stricter"][0]
    again = grade(tests, "damaged", before={name: (before[name][0], tmp_path / name) for name in damaged})
    fresh = grade(tests, "stricter-fresh")
    for name in CLASS:
        assert again[name].without_times() == fresh[name].without_times(), name
    assert ran(first, again) == set(CLASS)


def test_what_is_kept_opens_to_no_more_than_is_kept_of_a_case(monkeypatch):
    import zlib

    from autograder.engine.judge import answers

    monkeypatch.setattr(answers, "MAX_CASE", 1000)
    with pytest.raises(NewInputsError, match="too large"):
        unpacked(zlib.compress(bytes(1_000_000)))


def test_a_case_that_is_too_large_is_not_kept(monkeypatch):
    from autograder.engine.judge import answers

    monkeypatch.setattr(answers, "MAX_CASE", 1000)
    frames = answers.Frames()
    frames.asked(b"meta", [b"x" * 100_000])  # ours: a digest alone
    frames.heard(b"m", b"x" * 900)
    assert frames.packed(None) is not None
    frames.heard(b"m", b"x" * 900)
    assert frames.packed(None) is None


def test_equal_answers_are_judged_once_and_each_report_quotes_its_own_notebook(tmp_path):
    (tmp_path / "in").mkdir()
    raises = CLASS["raises"]
    cells = {"a": raises, "b": [*CHECK, "# another cell", *raises[2:]], "c": raises, "d": [*CHECK, APPLY, SPLIT]}
    for name, own in cells.items():
        make_notebook(tmp_path / "in" / f"{name}.ipynb", own)
    bundle = make_zip(tmp_path / "old.zip", given_tests())
    submissions = find_submissions([tmp_path / "in"])
    options = {"jobs": 1, "pages": False, "inside": "never"}
    first = Batch(bundle, submissions, tmp_path / "first", keep=True, **options).run()
    before = {
        r.submission: (report_path(tmp_path / "first", r.submission), answers_path(tmp_path / "first", r.submission))
        for r in first
    }
    changed = make_zip(tmp_path / "new.zip", given_tests(q1=ROOT.replace("1e-9", "-1")))
    again = Batch(changed, submissions, tmp_path / "again", before=before, **options).run()
    fresh = Batch(changed, submissions, tmp_path / "fresh", **options).run()
    assert [r.without_times() for r in again] == [r.without_times() for r in fresh]
    assert [r.provenance.wall_s for r in again] == [r.provenance.wall_s for r in first]  # no code ran
    told = [r.questions[0].cases[-1].contract for r in again]
    assert told[0] == told[2] != told[1]  # the line that raised stands in another cell


def test_a_question_whose_judging_dies_makes_the_code_run(graded, tmp_path):
    _, grade, _, before = graded
    deadly = (
        ROOT.replace("import numpy", "import os, pathlib\nimport numpy")
        .replace(
            "    for x in (0.25, 9.0):",
            "    if root(0.25) == 0.5 and not pathlib.Path(MARK).exists():\n        pathlib.Path(MARK).touch()\n        os._exit(1)\n    for x in (0.25, 9.0):",
        )
        .replace('name = "q1"', f'name = "q1"\nMARK = {str(tmp_path / "mark")!r}')
    )
    again = grade(given_tests(q1=deadly), "deadly", before=before)
    assert (tmp_path / "mark").exists()
    assert {r.status for r in again.values()} <= {Status.GRADED}


def test_answers_that_are_large_are_in_memory_one_after_the_other():
    sizes = {"a": 1, "b": AGAIN_BYTES, "c": 3 * AGAIN_BYTES, "d": 5, "e": AGAIN_BYTES - 5, "f": 1}
    people = [Submission(name, name, Path(name)) for name in sizes]
    found = [[s.id for s in part] for part in in_parts(people, sizes)]
    assert found == [["a"], ["b"], ["c"], ["d", "e"], ["f"]]
    assert list(in_parts([], {})) == []
