import json
import subprocess
import sys
import zipfile

import pytest

from autograder import bundle
from autograder.bundle import load_bundle
from autograder.course import build, course
from autograder.errors import BundleError
from autograder.limits import Limits
from autograder.results import Verdict
from tests.conftest import ROOT
from tests.support.grading import SQUARE, TOTAL, make_zip

TESTS = {"q1": SQUARE, "q2": TOTAL}
MANIFEST = {
    "format": bundle.FORMAT,
    "name": "pooling",
    "title": "Pooling",
    "disclosure": "hint",
    "questions": {"q1": {"title": "Square", "points": 2.5}, "q2": {"title": "", "points": 3}},
    "packages": ["numpy"],
    "aliases": {"sq": "square"},
    "limits": {"cell_s": 7},
    "seed": 11,
    "key_files": ["reference"],
}


def zipped(path, members):
    """A zip; the files of a bundle unless told, None leaves one out."""
    good = {"otter_config.json": "{}", "bundle.json": json.dumps(MANIFEST), "tests/q1.py": SQUARE, "tests/q2.py": TOTAL}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in (good | members).items():
            if data is not None:
                z.writestr(name, data)
    return path


def refusal(path):
    with pytest.raises(BundleError) as e:
        load_bundle(path)
    assert str(path) in str(e.value), "the message must name the file"
    return str(e.value)


def test_a_stock_zip_gives_its_test_files_and_data(tmp_path):
    config = {"assignment_name": "hw1", "seed": 42, "seed_variable": "rng", "show_hidden": True, "points_possible": 9}
    path = make_zip(tmp_path / "autograder.zip", TESTS, config, {"data/a.csv": b"\x00\xff", "util.py": b"x = 1"})
    b = load_bundle(path)
    assert {q.name: q.test_source for q in b.questions} == TESTS
    assert [q.test_path for q in b.questions] == ["tests/q1.py", "tests/q2.py"]
    assert b.files == b.files_for_students() == {"data/a.csv": b"\x00\xff", "util.py": b"x = 1"}
    assert (b.name, b.assignment_name, b.seed, b.seed_variable, b.disclosure) == ("hw1", "hw1", 42, "rng", "full")
    assert (b.possible, b.judge_path, b.limits) == (0, {}, Limits())
    assert b.config["points_possible"] == 9, "keys that only Otter knows stay for those who ask"


@pytest.mark.parametrize(
    ("config", "total", "possible"),
    [
        ({}, 3, 6),
        ({"points_possible": 50}, 25, 50),
        ({"points_possible": 0}, 0, 0),
        ({"score_threshold": 0.5}, 6, 6),
        ({"score_threshold": 0.6}, 0, 6),
        ({"score_threshold": 0.5, "points_possible": 10}, 10, 10),
        ({"score_threshold": None, "points_possible": None}, 3, 6),
    ],
)
def test_the_points_of_the_questions_count_as_otter_says(tmp_path, config, total, possible):
    counted = load_bundle(make_zip(tmp_path / "a.zip", TESTS, config)).counted(3, 6)
    assert counted[:2] == (total, possible)
    assert bool(counted[2]) == any(v is not None for v in config.values())
    stock = _otter_score(config)
    assert (stock is None) == all(v is None for v in config.values())
    assert stock is None or stock == pytest.approx(total)


def _otter_score(config):
    """What stock Otter tells Gradescope for 3 of 6 points."""
    from otter.run.run_autograder.autograder_config import AutograderConfig
    from otter.test_files import GradingResults

    from autograder.report.gradescope import _question
    from tests.report.samples import case, question

    half = _question(question("q1", case("a", possible=3.0), case("b", Verdict.FAIL, 3.0)))
    return GradingResults([half]).to_gradescope_dict(AutograderConfig(config)).get("score")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"points_possible": "50"}, "points_possible: expected a number that is not negative, got '50'"),
        ({"score_threshold": True}, "score_threshold: expected a number that is not negative, got True"),
        ({"points_possible": -1}, "points_possible: expected a number that is not negative, got -1"),
        ({"assignment_name": 5}, "assignment_name: expected text, got 5"),
        ({"seed_variable": ["a"]}, "seed_variable: expected text"),
    ],
)
def test_a_setting_of_another_type_is_refused_with_its_file(tmp_path, config, message):
    assert f"otter_config.json: {message}" in refusal(make_zip(tmp_path / "a.zip", TESTS, config))


def test_a_zip_without_configuration_has_as_tests_what_lies_right_under_tests(tmp_path):
    members = {"tests/__init__.py": "", "tests/sub/q3.py": "", "tests/notes.txt": "", "q4.py": "", "files/q5.py": ""}
    b = load_bundle(zipped(tmp_path / "old.zip", members | {"otter_config.json": None, "bundle.json": None}))
    assert [q.name for q in b.questions] == ["q1", "q2"]
    assert (b.name, b.assignment_name, b.seed, b.config, b.disclosure) == ("old", None, None, {}, "name")


def test_a_bundle_gives_what_its_manifest_says_and_keeps_the_key_from_students(tmp_path):
    members = {"files/a.csv": "1", "files/reference/nn.py": "key", "judge/reference/nn.py": "key"}
    b = load_bundle(zipped(tmp_path / "b.zip", members))
    assert (b.name, b.title, b.disclosure, b.packages, b.seed) == ("pooling", "Pooling", "hint", ("numpy",), 11)
    assert (b.aliases, b.limits, b.possible) == ({"sq": "square"}, Limits(cell_s=7), 5.5)
    assert [q.title for q in b.questions] == ["Square", ""]
    assert b.judge_path == {"reference/nn.py": b"key"}
    assert b.files_for_students() == {"a.csv": b"1"}


def test_a_manifest_may_say_what_a_question_builds_on(tmp_path):
    questions = MANIFEST["questions"] | {"q2": {"title": "", "points": 3, "requires": ["q1"]}}
    with_one = load_bundle(zipped(tmp_path / "b.zip", {"bundle.json": json.dumps(MANIFEST | {"questions": questions})}))
    assert with_one.requires == {"q2": ("q1",)}
    assert load_bundle(zipped(tmp_path / "c.zip", {})).requires == {}


BAD = [
    ({"bundle.json": "{"}, "bundle.json: "),
    ({"bundle.json": b'{"format": "\xff"}'}, "bundle.json: "),
    ({"bundle.json": json.dumps(MANIFEST | {"format": 2})}, "bundle.json: format: expected 1, got 2"),
    ({"bundle.json": json.dumps(MANIFEST | {"colour": "red"})}, "bundle.json: Object contains unknown field `colour`"),
    ({"bundle.json": json.dumps(MANIFEST | {"seed": "5"})}, "Expected `int | null`, got `str` - at `$.seed`"),
    ({"bundle.json": "{}"}, "bundle.json: Object missing required field `format`"),
    ({"otter_config.json": ""}, "otter_config.json: "),
    ({"otter_config.json": '{"seed": 1'}, "otter_config.json: "),
    ({"otter_config.json": "[]"}, "otter_config.json: Expected `object`, got `array`"),
    ({"otter_config.json": '{"a": ' + "[" * 9999}, "otter_config.json: "),
    ({"otter_config.json": '{"lang": "r"}'}, "otter_config.json: lang: expected python, got 'r'"),
    ({"tests/q1.py": b"# \xff"}, "tests/q1.py: expected UTF-8"),
    ({"tests/q1.py": None, "tests/q2.py": None, "hw.ipynb": "{}"}, "expected test files tests/*.py, found none"),
    *(({name: ""}, "points outside the zip") for name in ("../x", "files/../../x", "/etc/x", "C:/x", "files\\..\\x")),
]


@pytest.mark.parametrize(("members", "named"), BAD, ids=range(len(BAD)))
def test_a_bad_member_is_named(tmp_path, members, named):
    assert named in refusal(zipped(tmp_path / "b.zip", members))


def test_links_in_a_zip_are_not_followed(tmp_path):
    info = zipfile.ZipInfo("files/passwd")
    info.external_attr = 0o120777 << 16
    assert load_bundle(zipped(tmp_path / "b.zip", {info: "/etc/passwd"})).files == {}


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\5\6" + bytes(9), None], ids=["empty", "text", "cut", "missing"])
def test_what_is_no_zip_is_refused(tmp_path, data):
    path = tmp_path / "b.zip"
    if data is not None:
        path.write_bytes(data)
    assert "expected a bundle or an Otter autograder.zip" in refusal(path)
    assert "cannot be opened" in refusal(tmp_path)


def test_damage_at_any_place_is_refused_or_harmless(tmp_path):
    path = zipped(tmp_path / "b.zip", {})
    good, refused = path.read_bytes(), 0
    for at in range(0, len(good), 3):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        try:
            assert {q.test_source for q in load_bundle(path).questions} <= {SQUARE, TOTAL}
        except BundleError:
            refused += 1
    assert refused > len(good) // 6


@pytest.mark.parametrize(
    ("limit", "value", "named"), [("MAX_BYTES", 999, "larger than"), ("MAX_MEMBERS", 3, "4 files")]
)
def test_sizes_are_capped(tmp_path, monkeypatch, limit, value, named):
    path = zipped(tmp_path / "b.zip", {})
    monkeypatch.setattr(bundle, limit, value)
    assert named in refusal(path)


def test_both_zips_bring_the_mistakes_that_tests_ask_for_when_they_run(built, tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from reference.misconceptions import misconceptions_of\n"
        "from reference.neurons.perceptron import perceptron_update\n"
        "(found,) = misconceptions_of(perceptron_update, 'T1.4/sign')\n"
        "print(sys.modules[found.mutant.__module__].__file__)\n"
    )
    for path, folder in ((built["perceptron"].bundle, "judge"), (built["perceptron"].stock, "files")):
        with zipfile.ZipFile(path) as z:
            z.extractall(tmp_path)
        key = tmp_path / folder
        done = subprocess.run(
            [sys.executable, "-c", code, key], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == str(key / "reference/neurons/mistakes/perceptron.py")


def test_a_rebuild_has_the_same_hash_and_a_changed_bundle_another(tmp_path):
    assignment = course.load_course(ROOT).assignments["perceptron"]
    first, again = (build.build_assignment(assignment, tmp_path / n).bundle for n in ("one", "two"))
    assert first.read_bytes() == again.read_bytes()
    hashes = [
        load_bundle(zipped(tmp_path / "b.zip", m)).sha256
        for m in (
            {},
            {"files/a": "b"},
            {"files/ab": ""},
            {"tests/q3.py": SQUARE.replace("q1", "q3")},
            {"otter_config.json": '{"seed": 1}'},
        )
    ]
    assert len({load_bundle(first).sha256, *hashes}) == 6
    assert load_bundle(zipped(tmp_path / "c.zip", {})).sha256 == hashes[0]


def test_a_built_bundle_loads_with_what_the_course_states(built):
    settings = course.load_course(ROOT).assignments["perceptron"].settings
    ours, stock = load_bundle(built["perceptron"].bundle), load_bundle(built["perceptron"].stock)
    assert (ours.title, ours.limits, ours.seed) == (settings.title, settings.limits, settings.seed)
    assert (ours.assignment_name, ours.possible) == ("perceptron", built["perceptron"].points)
    assert len(ours.questions) == built["perceptron"].questions
    assert [q.test_source for q in ours.questions] == [q.test_source for q in stock.questions]
    assert "reference/__init__.py" in ours.judge_path
    assert not [n for b in (ours, stock) for n in b.files_for_students() if n.startswith(("reference", "autograder"))]


OK_NAMED = 'OK_FORMAT = True\ntest = {{"name": "{}", "suites": []}}\n'
NAMED = 'OK_FORMAT = False\nname = "{}"\n'


@pytest.mark.parametrize(
    "tests",
    [
        {"q1": OK_NAMED.format("q1"), "q2": OK_NAMED.format("q1")},
        {"q1": NAMED.format("other"), "q2": NAMED.format("other")},
        {"q1": NAMED.format("q2"), "q2": NAMED.format("q3")},
    ],
    ids=["ok", "exception", "another file's stem"],
)
def test_two_test_files_of_one_name_are_refused_with_both_named(tmp_path, tests):
    with pytest.raises(BundleError, match=r"tests/q1.py and tests/q2.py both stand for") as e:
        load_bundle(make_zip(tmp_path / "twice.zip", tests))
    assert "another name" in str(e.value)


def test_names_that_differ_from_the_files_are_none_of_them(tmp_path):
    tests = {
        "q1": NAMED.format("first"),
        "q2": OK_NAMED.format("second"),
        "q3": "OK_FORMAT = True\ntest = make('q1')\n",
    }
    assert len(load_bundle(make_zip(tmp_path / "named.zip", tests)).questions) == 3
