from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from autograder.course.toml import read_toml
from autograder.errors import CourseError
from autograder.handin.policy import Extension, Late, Policy, check_policy

TOML = """
[policy]
opens = 2026-12-14T09:00:00
closes = 2026-12-14T12:00:00
time_zone = "Europe/Berlin"
duration_min = 120
grace_min = 5
attempts = 2
keep = "last"
late = { per_day = 0.10, hard_stop_days = 3 }

[[policy.extensions]]
student = "s017"
factor = 1.5

[[policy.extensions]]
group = "B"
extra_min = 30
closes = 2026-12-15T12:00:00
"""
STUDENTS, GROUPS = ("s016", "s017", "Zoë"), ("A", "B")


class Exam(msgspec.Struct, frozen=True):
    policy: Policy = Policy()


@pytest.fixture
def load(tmp_path):
    """The checked policy of an exam.toml."""

    def load(text, students=STUDENTS, groups=GROUPS):
        path = tmp_path / "exam.toml"
        path.write_text(text)
        policy = read_toml(path, Exam).policy
        check_policy(policy, path, students, groups)
        return policy

    return load


def test_a_good_policy_loads_with_the_stated_fields(load):
    policy = load(TOML)
    assert (policy.duration_min, policy.grace_min, policy.attempts, policy.keep) == (120, 5, 2, "last")
    assert policy.late == Late(0.10, 3)
    assert policy.extensions[0] == Extension(student="s017", factor=1.5)
    assert policy.instant(policy.opens) == datetime(2026, 12, 14, 8, tzinfo=UTC)
    assert policy.instant(policy.extensions[1].closes) == datetime(2026, 12, 15, 11, tzinfo=UTC)


def test_a_policy_may_say_nothing(load):
    assert load("") == load("[policy]") == Policy()


def test_a_time_with_an_offset_needs_no_zone(load):
    policy = load("[policy]\ncloses = 2026-12-14T12:00:00+05:45\n")
    assert policy.instant(policy.closes) == datetime(2026, 12, 14, 6, 15, tzinfo=UTC)


def test_the_length_of_a_window_is_the_time_that_passes_in_it(load):
    policy = load('[policy]\nopens = 2026-03-29T00:00:00\ncloses = 2026-03-29T06:00:00\ntime_zone = "Europe/Berlin"')
    assert policy.duration == timedelta(hours=5)  # clocks go from 2 to 3


def test_names_of_extensions_are_compared_in_canonical_form(load):
    policy = load(TOML.replace('"s017"', '" Zoe\u0308"'))
    assert policy.extensions[0].is_for("Zoë", ())
    assert not policy.extensions[0].is_for("Zoe", ("B",))
    assert policy.extensions[1].is_for("Zoe", ("A", "B"))


BAD = [  # part of the TOML, what replaces it, what the message must name
    ('keep = "last"', 'keep = "worst"', ["policy.keep", "best or last", "'worst'"]),
    ("attempts = 2", "attempts = 0", ["$.policy.attempts", ">= 1", "got 0"]),
    ("grace_min = 5", "grace_min = -5", ["$.policy.grace_min", ">= 0", "got -5"]),
    ("grace_min = 5", "grace_min = nan", ["$.policy.grace_min", "got nan"]),
    ("duration_min = 120", "duration_min = 0", ["$.policy.duration_min", "> 0", "got 0"]),
    ("duration_min = 120", "duration_min = inf", ["$.policy.duration_min", "got inf"]),
    ("per_day = 0.10", "per_day = 10", ["$.policy.late.per_day", "<= 1", "got 10"]),
    ("per_day = 0.10", "per_day = -0.1", ["$.policy.late.per_day", ">= 0", "got -0.1"]),
    ("hard_stop_days = 3", "hard_stop_days = 0", ["$.policy.late.hard_stop_days", ">= 1", "got 0"]),
    (", hard_stop_days = 3", "", ["$.policy.late", "`hard_stop_days`", "missing"]),
    ("grace_min = 5", "grace = 5", ["`grace`", "$.policy"]),
    ('"Europe/Berlin"', '"Europe/Berlim"', ["policy.time_zone", "'Europe/Berlim'", "did you mean 'Europe/Berlin'"]),
    ('"Europe/Berlin"', '"Europe"', ["policy.time_zone", "no time zone 'Europe'"]),
    ('"Europe/Berlin"', '"../../etc/passwd"', ["policy.time_zone", "no time zone '../../etc/passwd'"]),
    ('time_zone = "Europe/Berlin"', "", ["policy.time_zone", "found none", "2026-12-14 09:00:00 is a local time"]),
    ("closes = 2026-12-14T12:00:00\ntime", "closes = 2026-12-14T09:00:00\ntime", ["policy.closes", "after `opens`", "2026-12-14 09:00:00"]),
    ("closes = 2026-12-14T12:00:00\ntime", "closes = 2026-12-14T09:30:00+02:00\ntime", ["policy.closes", "after `opens`"]),
    ("opens = 2026-12-14T09:00:00", "opens = 2026-12-14", ["$.policy.opens", "`datetime"]),
    ("closes = 2026-12-14T12:00:00\ntime", "closes = 2027-03-28T02:30:00\ntime", ["policy.closes", "comes not at all in Europe/Berlin"]),
    ("closes = 2026-12-14T12:00:00\ntime", "closes = 2027-10-31T02:30:00\ntime", ["policy.closes", "comes twice in Europe/Berlin", "such as 2027-10-31T02:30:00+02:00"]),
    ("opens = 2026-12-14T09:00:00", "opens = 2026-10-25T02:00:00", ["policy.opens", "comes twice"]),
    ('student = "s017"', "", ["extensions: number 1 ('')", "either `student` or `group`"]),
    ('student = "s017"', 'student = "s017"\ngroup = "B"', ["extensions: number 1", "either `student` or `group`"]),
    ('student = "s017"', 'student = "s071"', ["extensions: number 1", "no student 's071'", "did you mean 's017'"]),
    ('group = "B"', 'group = "Berlin"', ["extensions: number 2", "no group 'Berlin'", "the class list has 2 groups"]),
    ("factor = 1.5", "factor = 0.5", ["number 1 ('s017'): factor", "1 to 10", "found 0.5"]),
    ("factor = 1.5", "factor = nan", ["number 1 ('s017'): factor", "found nan"]),
    ("factor = 1.5", "factor = 1", ["number 1 ('s017')", "it extends nothing"]),
    ("extra_min = 30", "extra_min = -1", ["number 2 ('B'): extra_min", "found -1"]),
    ("extra_min = 30", "extra_min = inf", ["number 2 ('B'): extra_min", "found inf"]),
    ("closes = 2026-12-15T12:00:00", "closes = 2026-12-14T12:00:00", ["number 2 ('B'): closes", "after the exam's `closes`"]),
    ("closes = 2026-12-15T12:00:00", "closes = 2027-10-31T02:30:00", ["number 2 ('B'): closes", "comes twice"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "named"), BAD, ids=[b[1] or f"no {b[0]}" for b in BAD])
def test_a_wrong_policy_is_named_with_file_key_and_what_was_expected(load, tmp_path, old, new, named):
    assert TOML.count(old) == 1
    with pytest.raises(CourseError) as e:
        load(TOML.replace(old, new))
    assert [part for part in (str(tmp_path / "exam.toml"), *named) if part not in str(e.value)] == [], str(e.value)


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (Policy(late=Late(0.1, 1)), "late: nothing can be late"),
        (Policy(extensions=(Extension(student="a", factor=2),)), "factor: there is nothing to multiply"),
        (Policy(extensions=(Extension(student="a", extra_min=2),)), "extra_min: there is nothing to extend"),
        (Policy(extensions=(Extension(student="a", closes=datetime(2026, 1, 1, tzinfo=UTC)),)), "closes: expected a time after"),
        (Policy(extensions=(Extension(group="a", closes=datetime(2026, 1, 1)),)), "time_zone: expected a name"),
    ],
)  # fmt: skip
def test_what_has_nothing_to_work_on_is_refused(policy, said):
    with pytest.raises(CourseError, match=f"exam.toml: policy.*{said}"):
        check_policy(policy, Path("exam.toml"))


def test_names_of_the_class_list_are_compared_in_canonical_form_too(load):
    assert load(TOML.replace('"s017"', '"Zo\u00eb"'), ("Zoe\u0308 ",)).extensions[0].student == "Zo\u00eb"


def test_names_are_not_checked_before_the_class_list_is_known(load):
    assert load(TOML.replace("s017", "anybody"), None, None).extensions[0].student == "anybody"
