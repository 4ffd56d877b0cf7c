import hashlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from autograder.errors import CourseError
from autograder.handin.keys import ExamKey
from autograder.handin.receipts import append_receipt, sign_receipt
from autograder.handin.times import find_time, read_times
from autograder.lms.times import SubmissionTime

BERLIN = ZoneInfo("Europe/Berlin")
KEY = ExamKey(bytes(range(32)))
ADA = datetime(2026, 12, 14, 11, 30, tzinfo=UTC)  # 12:30 in Berlin

# Headers and times as the platforms write them.
MOODLE = """\
\ufeffIdentifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\r
"Participant 41","Ada Adler",s001,ada@x.edu,"Submitted for grading - ",,20.00,Yes,"{}",-,\r
"Participant 42","Bo Baum",s002,bo@x.edu,"No submission - ",,20.00,Yes,-,-,\r
"""
CANVAS_QUIZ = """\
name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,"101: How are you,
really?",0.0,n correct,n incorrect,score
Ada Adler,11,s001,A,5,,2026-12-14 10:30:00 UTC,1,"Fine, thanks",0.0,1,0,1.0
Ada Adler,11,s001,A,5,,2026-12-14 11:30:00 UTC,2,"Fine, thanks",0.0,1,0,1.0
Bo Baum,12,s002,A,5,,,,,,,,
"""
CANVAS_API = """\
user_id,login_id,attempt,started_at,submitted_at,late
11,ada@x.edu,1,2026-12-14T09:30:00Z,2026-12-14T11:30:00Z,false
"""
GRADESCOPE = """\
First Name,Last Name,SID,Email,Sections,Total Score,Max Points,Status,Submission ID,Submission Time,Lateness (H:M:S)
Ada,Adler,s001,ada@x.edu,,8.0,12.0,Graded,128746829,2026-12-14 06:30:00 -0500,00:00:00
Bo,Baum,s002,bo@x.edu,,,12.0,Missing,,,
"""
GRADESCOPE_YAML = """\
---
submission_128746829:
  :submitters:
  - :name: Ada Adler
    :sid: s001
    :email: ada@x.edu
  - :name: Bo Baum
    :sid: s002
  :created_at: 2026-12-14 11:30:00.365935000 Z
  :score: 8.0
  :status: processed
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests: []
  :history:
  - :created_at: 2026-12-14 10:00:00.000000000 Z
submission_7:
  :submitters: []
"""
OWN = "student;started;time\ns001;2026-12-14 10:30;2026-12-14 12:30\n;;\n"


@pytest.fixture
def read(tmp_path):
    """Reads a text as a file of submission times."""

    def read(text, zone=BERLIN, name="times.csv", key=None):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_times(path, zone, key)

    return read


EXPORTS = {
    "Moodle": MOODLE.format("Monday, 14 December 2026, 12:30 PM"),
    "Moodle, 24 hours": MOODLE.format("Monday, 14 December 2026, 12:30"),
    "Moodle, US": MOODLE.format("Monday, December 14, 2026, 12:30\u202fPM"),
    "Canvas quiz": CANVAS_QUIZ,
    "Gradescope": GRADESCOPE,
    "Gradescope, one name": GRADESCOPE.replace("First Name,Last Name", "Name,Sections").replace(
        "Ada,Adler", "Ada Adler,"
    ),
    "Gradescope, YAML": GRADESCOPE_YAML,
}


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("name", ["s001", " ADA\u00a0 adler"])
def test_the_export_of_a_platform_gives_the_time_of_a_student(read, text, name):
    found = find_time(read(text), [name], "no hash")
    assert found.time.replace(microsecond=0) == ADA
    assert (found.started, found.sha256, found.time.tzinfo) == (None, None, UTC)
    assert find_time(read(text), ["s003"], "no hash") is None


@pytest.mark.parametrize("text", [t for n, t in EXPORTS.items() if "YAML" not in n])
def test_who_handed_in_nothing_has_no_time(read, text):
    assert find_time(read(text), ["s002"], "no hash") is None


def test_each_column_that_names_a_student_is_used_and_a_first_name_alone_is_not(read):
    moodle, gradescope = read(MOODLE.format("Monday, 14 December 2026, 12:30")), read(GRADESCOPE)
    assert all(find_time(moodle, [n], "") for n in ("Participant 41", "ada@x.edu", "s001"))
    assert [find_time(gradescope, [n], "") for n in ("Ada", "Adler", "")] == [None] * 3
    assert find_time(read("student,email,time\ns001,,2026-12-14 12:30\n"), [""], "") is None


def test_both_members_of_a_gradescope_group_and_the_group_itself_are_found(read):
    times = read(GRADESCOPE_YAML)
    assert {find_time(times, [n], "") for n in ("s001", "s002", "Bo Baum", "s001+s002", "submission_128746829")} == set(
        times
    )


@pytest.mark.parametrize(("text", "name"), [(CANVAS_API, "ada@x.edu"), (OWN, "s001")])
def test_the_start_is_read_where_it_is_known(read, text, name):
    found = find_time(read(text), [name], "")
    assert (found.time, found.started) == (ADA, ADA - timedelta(hours=2))


def test_a_local_time_is_one_of_the_exams_zone(read):
    text = "student,time\ns001,2026-07-01 12:00\n"
    assert read(text)[0].time == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert read(text, ZoneInfo("Asia/Kathmandu"))[0].time == datetime(2026, 7, 1, 6, 15, tzinfo=UTC)
    with pytest.raises(CourseError, match="row 2: time: the time has no zone; give the exam's `time_zone`"):
        read(text, None)
    assert read(text.replace("12:00", "12:00+02:00"), None)[0].time == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def test_a_local_time_that_comes_twice_is_the_first_in_the_students_favour(read):
    assert read("student,time\ns001,2026-10-25 02:30\n")[0].time == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("student,time\ns001,14.12.2026 12:30\n", "row 2: time: expected a date and a time, such as .* found '14.12.2026 12:30'"),
        ("student,time\ns001,2026-12-14\n", "row 2: time: expected a date and a time"),
        ("student,time\ns001,0001-01-01 00:00:00Z\n", "row 2: time: expected a date and a time"),
        (MOODLE.format("Montag, 14. Dezember 2026, 12:30"), "row 2: last modified .*found 'Montag"),
        (GRADESCOPE_YAML.replace("2026-12-14 11:30:00.365935000 Z", "2026-12-14"), "submission_128746829: :created_at: expected a date and a time"),
        (GRADESCOPE_YAML.replace("2026-12-14 11:30:00.365935000 Z", "2026-13-14 11:30:00 Z"), "not YAML"),
        (GRADESCOPE_YAML.replace(":score: 8.0", ":score: ["), "not YAML"),
        ("Student,ID,SIS User ID,SIS Login ID,Section,Midterm (7)\nAda,1,2,3,4,5\n", "a Canvas gradebook has no submission times"),
        ("a,b\n1,2\n", "expected the columns of one of: Moodle .*`time` and `student`.*; found a, b"),
        ("time,points\n1,2\n", "found time, points"),
        ("", "found nothing"),
        (",".join(20 * ["c" * 500]), "found ccc"),
        (b"PK\x03\x04\xff", "expected text in UTF-8, found something else; save it as `CSV UTF-8`"),
        ("student,time\n" + "x" * 200_000 + ",1\n", "line 2: not a CSV file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_what_was_expected(read, tmp_path, text, said):
    with pytest.raises(CourseError, match=said) as e:
        read(text)
    assert str(tmp_path / "times.csv") in str(e.value)
    assert len(str(e.value)) < 1_200


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CourseError, match="times.csv: the submission times cannot be read: No such file"):
        read_times(tmp_path / "times.csv", BERLIN)


# -- receipts ----------------------------------------------------------------------------------------------------------


def test_receipts_give_times_by_the_bytes_of_the_file(tmp_path):
    path = tmp_path / "receipts.jsonl"
    for minute, data in enumerate((b"first", b"second", b"first")):
        now = ADA + timedelta(minutes=minute)
        append_receipt(path, sign_receipt(KEY, data, exam="final", student="s001", received=now, started=ADA))
    times = read_times(path, None, KEY.public_key_text())
    by_data = {d: find_time(times, ["s001"], hashlib.sha256(d).hexdigest()) for d in (b"first", b"second", b"third")}
    assert (by_data[b"first"].time, by_data[b"first"].started) == (ADA, ADA)  # handed in again: the first time counts
    assert by_data[b"second"].time == ADA + timedelta(minutes=1)
    assert by_data[b"third"] is None  # a file without a receipt has no time, whatever its student handed in before


def test_receipts_need_the_key(tmp_path):
    path = tmp_path / "receipts.jsonl"
    append_receipt(path, sign_receipt(KEY, b"", exam="final", student="s001", received=ADA))
    with pytest.raises(CourseError, match="these are receipts; give the exam's key"):
        read_times(path, None)


# -- finding -----------------------------------------------------------------------------------------------------------


def at(minute, *names, sha256=None):
    return SubmissionTime(frozenset(names), ADA + timedelta(minutes=minute), None, sha256)


def test_the_same_bytes_of_two_students_are_told_apart_by_name_or_not_at_all():
    times = [at(1, "s001", sha256="h"), at(2, "s002", sha256="h")]
    assert find_time(times, ["s002"], "h") == times[1]
    assert find_time(times, ["s003"], "h") is None
    assert find_time(times[:1], ["s003"], "h") == times[0]


def test_an_export_gives_the_last_time_of_a_student():
    times = [at(1, "s001", "ada"), at(3, "s001", "ada"), at(2, "s001", "ada")]
    assert find_time(times, ["s001"], "h") == times[1]


def test_a_name_of_two_students_says_nothing_and_the_next_name_decides():
    times = [at(1, "s001", "kim lee"), at(2, "s002", "kim lee")]
    assert find_time(times, ["Kim Lee"], "h") is None
    assert find_time(times, ["Kim Lee", "", "s002"], "h") == times[1]
