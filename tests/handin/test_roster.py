"""The class list, and whom a file's name means."""

import pytest

from autograder.errors import CourseError
from autograder.handin.roster import Matcher, Student, read_roster

CLASS = [
    Student("s001", "Ada Lovelace", "ada@uni.edu"), Student("s002", "Zoë van Dyck", "zoe@uni.edu", ("B",)),
    Student("s003", "Ada Byron", "byron@uni.edu"), Student("s004", "Same Name"), Student("s005", "Same Name"),
]  # fmt: skip


def write(tmp_path, text):
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    return tmp_path / "roster.csv"


def test_columns_are_found_by_their_names(tmp_path):
    path = write(tmp_path, "Student ID;Full Name;E-Mail;Section\ns1; Ada ;a@x.org;A;\ns2;Zoë;;\n")
    assert read_roster(path) == [Student("s1", "Ada", "a@x.org", ("A",)), Student("s2", "Zoë")]


def test_several_groups_are_separated_by_semicolons(tmp_path):
    assert read_roster(write(tmp_path, 'id,groups\ns1,"A; B"\n'))[0].groups == ("A", "B")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected a column `id`.*found: nothing"), ("name\nAda\n", "expected a column `id`.*found: name"),
        ("id,name\n,Ada\n", "line 2: has no id"), ("id\n", "at least one student"), ("id\ns1\ns1\n", "id 's1' is there twice"),
        ("id,email\ns1,a@x\ns2,A@x\n", "email 'a@x' is there twice"), ("id\na b\na-b\n", "same file name"),
    ],
)  # fmt: skip
def test_a_wrong_class_list_is_refused(tmp_path, text, said):
    with pytest.raises(CourseError, match=said) as e:
        read_roster(write(tmp_path, text))
    assert "roster.csv" in str(e.value)


@pytest.mark.parametrize(
    ("label", "student"),
    [
        ("s001", "s001"), ("midterm-s001", "s001"), ("lovelaceada", "s001"), ("Ada Lovelace", "s001"), ("Lovelace, Ada", "s001"),
        ("ada@uni.edu", "s001"), ("zoevandyck", "s002"), ("dyckzoevan", "s002"), ("s00", None), ("Same Name", None), ("", None),
        ("midterm", None), ("midterm-s001 (1)", "s001"), ("midterm-s00 (1)", None), ("Copy of s001", "s001"),
    ],
)  # fmt: skip
def test_a_label_means_one_student_or_nobody(label, student):
    found = Matcher(CLASS).find(label, "midterm")
    assert (found.id if found else None) == student
