"""`grade --json-lines` and `--junit`, as a program beside it reads them."""

import json
import signal
import subprocess
import sys
import time
from xml.etree import ElementTree as ET

import pytest

from tests.cli.test_cli import autograder, here  # noqa: F401 - a fixture
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

pytestmark = pytest.mark.slow


@pytest.fixture
def class_of_three(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    (tmp_path / "in").mkdir()
    make_notebook(tmp_path / "in" / "ada.ipynb", CHECKED)
    make_notebook(tmp_path / "in" / "bob.ipynb", CHECKED[:3])
    (tmp_path / "in" / "cy.ipynb").write_text("")
    return "grade", bundle, tmp_path / "in", "--out", tmp_path / "out"


def test_a_line_is_an_event_and_nothing_else_is_printed(class_of_three, tmp_path):
    done = autograder(*class_of_three, "--json-lines", "--junit", tmp_path / "ci" / "junit.xml")
    assert done.returncode == 1
    assert done.stderr == ""
    first, *results, last = map(json.loads, done.stdout.splitlines())
    assert (first["event"], first["version"], first["submissions"]) == ("start", 1, 3)
    assert {r["event"] for r in results} == {"result"}
    by_name = {r["submission"]: r for r in results}
    assert {n: (r["status"], r["total"]) for n, r in by_name.items()} == {
        "ada": ("graded", 7.0), "bob": ("graded", 4.0), "cy": ("ungradable", 0.0),
    }  # fmt: skip
    assert by_name["ada"]["questions"] == {"q1": [4.0, 4.0], "q2": [3.0, 3.0]}
    assert by_name["cy"]["reason"] == "empty-file"
    assert (last["event"], last["graded"], last["ungradable"], last["judged"]) == ("end", 2, 1, 2)
    assert 0 < last["setup_s"] < last["wall_s"]
    root = ET.parse(tmp_path / "ci" / "junit.xml").getroot()
    assert {s.get("name"): (s.get("failures"), s.get("errors")) for s in root} == {
        "ada": ("0", "0"), "bob": ("2", "0"), "cy": ("1", "0"),
    }  # fmt: skip


def test_what_is_kept_says_so_and_who_handed_in_nothing_is_a_result(class_of_three, tmp_path):
    (tmp_path / "roster.csv").write_text("id,name\nada,Ada\nbob,Bob\ncy,Cy\ndan,Dan\n")
    autograder(*class_of_three, "--roster", tmp_path / "roster.csv")
    time.sleep(1.1)  # times of reports have seconds
    done = autograder(*class_of_three, "--roster", tmp_path / "roster.csv", "--json-lines")
    results = [r for r in map(json.loads, done.stdout.splitlines()) if r["event"] == "result"]
    assert {r["student"]: r["handed_in"] for r in results} == {"Ada": True, "Bob": True, "Cy": True, "Dan": False}
    assert {r["student"] for r in results if r["kept"]} == {"Ada", "Bob"}


def test_the_terminal_says_what_it_took(class_of_three):
    done = autograder(*class_of_three)
    assert "before the first submission; 2 run, half of them in" in done.stdout


def test_ctrl_c_ends_the_lines_with_how_far_it_came(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE})
    make_notebook(tmp_path / "a.ipynb", ["import time\ntime.sleep(600)"])
    command = [sys.executable, "-m", "autograder", "grade", str(bundle), str(tmp_path / "a.ipynb"), "--json-lines"]
    with subprocess.Popen([*command, "--out", str(tmp_path / "out")], stdout=subprocess.PIPE, text=True) as run:
        assert json.loads(run.stdout.readline())["event"] == "start"
        run.send_signal(signal.SIGINT)
        assert json.loads(run.stdout.read().splitlines()[-1]) == {"event": "interrupted", "done": 0, "of": 1}
    assert run.returncode == 130


def test_two_formats_at_once_and_a_folder_as_a_file_are_refused_before_anything_runs(class_of_three, tmp_path, here):  # noqa: F811
    assert "give one of them" in here(*class_of_three, "--json", "--json-lines").stderr
    assert "is a folder" in here(*class_of_three, "--junit", tmp_path).stderr
    assert not (tmp_path / "out").exists()
