"""docs/writing-assignments.md, followed literally in an empty folder by somebody who installed the wheel."""

import html
import json
import os
import re

import pytest

from tests.conftest import ROOT
from tests.support.wheels import install_wheel, run_in

pytestmark = pytest.mark.slow

GUIDE = ROOT / "docs" / "writing-assignments.md"


def blocks(text):
    """(language, action, file, source) of every fenced block."""
    for match in re.finditer(r"^```(\w+)(?: (write|append)=(\S+))?\n(.*?)^```$", text, re.M | re.S):
        yield match[1], match[2], match[3], match[4]


def test_the_guide_takes_an_instructor_from_new_to_a_graded_class(tmp_path):
    installed = install_wheel(tmp_path / "env")
    tmp_path = tmp_path / "course"
    tmp_path.mkdir()
    environment = {"PATH": f"{installed}:{os.environ['PATH']}"}
    where = run_in([installed / "python", "-c", "import autograder; print(autograder.__file__)"], tmp_path).stdout
    assert where.startswith(str(installed.parent))
    said, commands = "", 0
    for language, action, name, source in blocks(GUIDE.read_text()):
        if action:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w" if action == "write" else "a") as file:
                file.write(source)
        elif language == "sh":
            for line in source.splitlines():
                done = run_in(["env", *line.split()], tmp_path, **environment)
                assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
                said += done.stdout
                commands += 1
    assert commands == 6
    assert "100%" in said
    assert "2/2" in said
    reports = {p.stem: json.loads(p.read_text()) for p in (tmp_path / "grades" / "reports").glob("*.json")}
    totals = {n: (r["total"], r["possible"]) for n, r in reports.items()}
    assert totals == {"ada": (9.0, 9.0), "bob": (4.0, 9.0), "cleo": (5.0, 9.0)}
    said_to_cleo = (tmp_path / "grades" / "reports" / "cleo.html").read_text()
    assert "own q1 in place of yours, because yours is wrong" in html.unescape(said_to_cleo)
    assert "Each column has a mean of its own." in (tmp_path / "grades" / "reports" / "bob.html").read_text()
    assert (tmp_path / "dist" / "means" / "means-stock.zip").exists()


def test_the_guide_states_the_real_defaults():
    from autograder.limits import Limits

    text = GUIDE.read_text()
    units = {"memory_bytes": (1 << 30, "GiB"), "output_bytes": (1 << 20, "MiB"), "file_bytes": (1 << 20, "MiB")}
    units["message_bytes"] = (1 << 20, "MiB")
    for key in Limits.__struct_fields__:
        size, unit = units.get(key, (1, ""))
        assert f"`{key}` {getattr(Limits(), key) / size:g} {unit}".strip() in text
