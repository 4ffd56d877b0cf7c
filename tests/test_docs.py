"""The examples of docs/writing-tests.md and docs/checks.md run, and do what the text says."""

import re
from pathlib import Path

import pytest

from autograder.results import Verdict
from tests.support.grading import Grader

PAGES = [Path(__file__).parent.parent / "docs" / name for name in ("writing-tests.md", "checks.md")]
HEAD = "OK_FORMAT = False\nfrom otter.test_files import test_case\nimport numpy as np\nname = 'q1'\npoints = 1\n"


def examples():
    """(notebook cells so far, source of the test, expected message or None) of each `python test` block."""
    found = []
    for page in PAGES:
        cells = []
        for words, source in re.findall(r"^```python (\S[^\n]*)\n(.*?)^```$", page.read_text(), re.M | re.S):
            kind, _, expected = words.partition(" fails: ")
            if kind.startswith("notebook"):
                cells = [*cells, source]
            else:
                found.append((cells, source, expected or None, "torch" in kind))
    return found


@pytest.mark.parametrize(
    ("cells", "source", "expected", "torch"), examples(), ids=lambda v: v[:40] if isinstance(v, str) else ""
)
def test_an_example_does_what_the_page_says(cells, source, expected, torch):
    if torch:
        pytest.importorskip("torch")
    test = HEAD + re.sub(r"^def test_", "@test_case(name='example')\ndef test_", source, flags=re.M)
    with Grader({"q1": test}, limits={"case_s": 20.0, "cell_s": 20.0}) as g:
        report = g.report(cells)
    assert not report.cells, report.cells
    case = report.questions[0].cases[0]
    if expected is None:
        assert (case.verdict, case.message) == (Verdict.PASS, "")
    else:
        assert case.verdict is Verdict.FAIL
        named = case.diagnosis.message if case.diagnosis else ""
        assert expected in f"{case.message}\n{named}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_page_is_short_enough_to_read(page):
    assert len(page.read_text().splitlines()) <= 300
