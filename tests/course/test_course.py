import re

import msgspec
import pytest

from autograder.course.course import QuestionSettings, Settings, check_requires, load_course
from autograder.errors import CourseError
from autograder.limits import Limits

TOML = """
title = "Pooling"
unit = 7
disclosure = "name"
files = ["data/a.csv"]
packages = ["numpy", "torch"]
seed = 5
[limits]
cell_s = 3
[questions.q2]
title = "Max pooling"
misconceptions = ["pooling.mean_of_window"]
"""


@pytest.fixture
def root(tmp_path):
    """A course with one good assignment."""
    files = ("pooling.md", "data/a.csv", "hidden/q2.py", "hidden/q1.py", "hidden/_shared.py", "hidden/notes.txt")
    for name in files:
        path = tmp_path / "assignments" / "pooling" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "assignments" / "pooling" / "assignment.toml").write_text(TOML)
    return tmp_path


def message(root):
    with pytest.raises(CourseError) as e:
        load_course(root)
    return str(e.value)


def test_a_good_course_loads_with_the_stated_fields(root):
    (root / "course.toml").write_text('title = "Vision"')
    course = load_course(root)
    pooling = course.assignments["pooling"]
    assert (course.settings.title, list(course.assignments), pooling.root) == ("Vision", ["pooling"], root.resolve())
    assert (pooling.name, pooling.master.name, list(pooling.hidden)) == ("pooling", "pooling.md", ["q1", "q2"])
    s = pooling.settings
    assert (s.title, s.unit, s.disclosure, s.seed) == ("Pooling", 7, "name", 5)
    assert (s.files, s.packages, s.limits) == (("data/a.csv",), ("numpy", "torch"), Limits(cell_s=3))
    bare = msgspec.convert({"title": "x"}, Settings)
    assert (bare.disclosure, bare.packages, bare.files, bare.seed) == ("hint", ("numpy",), (), None)
    assert pooling.questions == {"q2": QuestionSettings("Max pooling", ("pooling.mean_of_window",))}


BAD = [  # line of TOML, what replaces it, what the message must name: key, expected, found
    ('title = "Pooling"', "", ["`title`", "missing"]),
    ('title = "Pooling"', 'title = ""', ["$.title", "length >= 1", "''"]),
    ("unit = 7", 'unit = "7"', ["$.unit", "`int`", "`str`"]),
    ("unit = 7", "untit = 7", ["`untit`", "did you mean `unit`"]),
    ("unit = 7", "zzz = 7", ["`zzz`", "known keys: title, unit"]),
    ("unit = 7", "unit =", ["not valid TOML", "line 3"]),
    ('"name"', '"nmae"', ["$.disclosure", "none, name, hint, full", "'nmae'"]),
    ('["data/a.csv"]', '"data/a.csv"', ["$.files", "`array`", "`str`"]),
    ('["data/a.csv"]', '["data/a.csv", 3]', ["$.files[1]", "`str`", "`int`"]),
    ('["data/a.csv"]', '["data/b.csv"]', ["files", "'data/b.csv' does not exist"]),
    ('["data/a.csv"]', '["../../.."]', ["files", "'../../..' does not exist in the folder"]),
    ("seed = 5", "seed = 0.5", ["$.seed", "`int | null`", "`float`"]),
    ("cell_s = 3", "cell_s = -3", ["$.limits.cell_s", "> 0", "-3"]),
    ("cell_s = 3", "cell_s = inf", ["$.limits.cell_s", "<= 86400", "inf"]),
    ("cell_s = 3", "memory_bytes = 512", ["$.limits.memory_bytes", ">= 65536", "512"]),
    ("cell_s = 3", "processes = 0", ["$.limits.processes", ">= 1", "got 0"]),
    ("cell_s = 3", "cell_seconds = 3", ["`cell_seconds`", "$.limits", "did you mean `cell_s`"]),
    ('title = "Max pooling"', "title = 2", ["$.questions.q2.title", "`str`", "`int`"]),
    ('title = "Max pooling"', 'titel = "Max"', ["$.questions.q2", "`titel`", "did you mean `title`"]),
    ('title = "Max pooling"', 'requires = "q1"', ["$.questions.q2.requires", "`array`", "`str`"]),
    ('title = "Max pooling"', "requires = [1]", ["$.questions.q2.requires", "`str`", "`int`"]),
    ('title = "Max pooling"', 'require = ["q1"]', ["$.questions.q2", "`require`", "did you mean `requires`"]),
]


@pytest.mark.parametrize(("old", "new", "named"), BAD, ids=[b[1] or "no title" for b in BAD])
def test_a_wrong_setting_is_named_with_its_file_its_key_and_what_was_expected(root, old, new, named):
    path = root / "assignments" / "pooling" / "assignment.toml"
    path.write_text(TOML.replace(old, new, 1))
    text = message(root)
    assert [part for part in (str(path), *named) if part not in text] == [], text


@pytest.mark.parametrize(
    ("name", "data", "named"),
    [
        ("course.toml", b"titel = 'x'", "did you mean `title`"),
        ("course.toml", b"title = 3", r"Expected `str`, got `int` - at `\$\.title`"),
        ("course.toml", b"title = '\xff'", "cannot be read"),
        ("assignments/pooling/pooling.py", b"", "expected one master .* found pooling.py, pooling.md"),
        ("assignments/hinge/assignment.toml", b"title = 'x'", "expected one master hinge.py, .* found none"),
    ],
)
def test_a_wrong_file_is_named(root, name, data, named):
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_bytes(data)
    text = message(root)
    assert str(root / name).removesuffix("/pooling.py").removesuffix("/assignment.toml") in text
    assert re.search(named, text)


def test_a_folder_that_is_no_course_says_how_to_name_one(tmp_path):
    assert re.search(f"{tmp_path}: expected a course .* found none; .* --course", message(tmp_path))


ORDER = ["intro", "part1", "part2", "last"]


@pytest.mark.parametrize(
    ("name", "wanted", "found", "hint"),
    [
        ("part2", "part", "no such question", "did you mean 'part1'?"),
        ("part2", "last", "a later one", "there are: intro, part1"),
        ("part2", "part2", "itself", "did you mean 'part1'?"),
        ("intro", "zzz", "no such question", "there are: none"),
    ],
)
def test_a_question_requires_earlier_questions_only(tmp_path, name, wanted, found, hint):
    settings = {name: QuestionSettings(requires=(wanted,))}
    with pytest.raises(CourseError) as e:
        check_requires(tmp_path / "assignment.toml", settings, ORDER)
    where, expected = f"{tmp_path / 'assignment.toml'}: questions.{name}.requires", f"questions before {name}"
    assert str(e.value) == f"{where}: expected {expected}, got {wanted!r} ({found}); {hint}"


def test_earlier_questions_may_be_required_in_any_order(tmp_path):
    settings = {"last": QuestionSettings(requires=("part2", "intro")), "part1": QuestionSettings(requires=("intro",))}
    check_requires(tmp_path, settings, ORDER)


@pytest.mark.parametrize(("name", "hint"), [("poling", "did you mean 'pooling'?"), ("zzz", "there are: pooling")])
def test_an_unknown_assignment_is_named_with_what_there_is(root, name, hint):
    course = load_course(root)
    assert [a.name for a in course.select(None)] == [a.name for a in course.select(["pooling"])] == ["pooling"]
    with pytest.raises(CourseError) as e:
        course.select(["pooling", name])
    assert f"no assignment {name!r} in {root}" in str(e.value)
    assert hint in str(e.value)
