"""docs/exams.md, followed literally in an empty folder."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_walkthrough import blocks

pytestmark = pytest.mark.slow

try:
    import weasyprint  # noqa: F401 - whether it finds Pango
except (ImportError, OSError):
    PAPER = False
else:
    PAPER = True
GUIDE = ROOT / "docs" / "exams.md"


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder after the guide, and how to run one more command in it."""
    folder = tmp_path_factory.mktemp("guide")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "100"}

    def run(line):
        done = subprocess.run(line.split(), cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    said = {}
    for language, action, name, source in blocks(GUIDE.read_text()):
        if action:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        elif language == "sh":
            said |= {line: run(line if PAPER else line.replace(" --pdf", "")) for line in source.splitlines()}
    return folder, said, run


def results(folder):
    files = (folder / "grades/midterm/reports").glob("*.json")
    reports = [json.loads(p.read_text()) for p in files]
    return {r["student"]: r for r in reports}


def test_the_guide_takes_an_instructor_to_a_graded_exam(followed):
    folder, said, _ = followed
    assert len(said) == 9
    assert any("Valid: s1 handed in this file" in text for text in said.values())
    assert not PAPER or {p.name for p in (folder / "dist/exams/midterm/paper").glob("*.pdf")} >= {
        "midterm-s1.pdf",
        "midterm-s1-key.pdf",
    }
    found = results(folder)
    assert set(found) == {"s1", "s2", "s3"}
    assert found["s3"]["total"] == 0
    answers = {r["student"]: r for r in csv.DictReader((folder / "dist/exams/midterm/secret/answers.csv").open())}
    expected = 2 * (answers["s1"]["conv_size"] == "12") + 3 * ("tanh" not in answers["s1"]["slope"])
    assert found["s1"]["total"] == expected
    assert "handed in the notebook of Ada Lovelace" in (folder / "grades/midterm/integrity.csv").read_text()


def test_marks_are_added_by_the_same_command(followed):
    folder, said, run = followed
    before = results(folder)["s1"]["total"]
    path = folder / "grades/midterm/marking.csv"
    rows = path.read_text()
    assert "One seed. Run ten." in rows
    path.write_text(rows.replace("s1,1,why,threat,2,,,", "s1,1,why,threat,2,2,Yes.,"))
    run(next(line for line in said if line.startswith("autograder exam grade")))
    assert results(folder)["s1"]["total"] == before + 2


def test_the_guide_states_the_real_defaults():
    from autograder.exam.questions.kinds.number import Number

    assert Number(expected=0.0).rtol == Number(expected=0.0).atol == 0.0005
    assert "(0.0005 each" in GUIDE.read_text()
