"""What makes a notebook complete by itself, on a laptop, in Colab or in VS Code: its first cells.

The first says points and packages. The second installs the packages that are missing and writes the public tests, into
a folder of the assignment's own, and small data files where they are missing: a kernel in Colab sees no other file, and
a student who downloads one file has no other. The third finds the notebook, whatever a browser called it. While a
notebook is graded, all find everything in place; tests and points are the bundle's, never these.
"""

import base64
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

from autograder.bundle import tree, write_bundle
from autograder.course.course import QuestionSettings, Settings
from autograder.distributions import distribution, tops

OTTER = "otter-grader>=7,<8"
EMBEDDED_BYTES = 1 << 20  # of all files together as they are: more would make a notebook slow to open
BRING = """\
# Run this cell first: it brings what the notebook needs.
def _bring(files, tests, name):
    import base64
    import glob
    import io
    import os
    import zipfile

    try:
        import {imports}
    except ImportError:
        get_ipython().run_line_magic("pip", {install!r})
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(files))) as archive:
        for member in archive.namelist():
            if member.startswith(tests + "/") or not os.path.exists(member):
                archive.extract(member)
            elif open(member, "rb").read() != archive.read(member):
                print(member, "is not as this notebook brings it, and was left alone; move it away to get that one")
    here = [globals().get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME"), name + ".ipynb"]
    here += sorted(glob.glob(glob.escape(name) + "*.ipynb"), key=os.path.getmtime, reverse=True)
    return [path for path in here if path and path.endswith(".ipynb") and os.path.isfile(path)][:1]


_here = _bring("{files}", {tests!r}, {name!r})"""
START = """\
# Initialize Otter
import otter

grader = otter.Notebook(*_here, tests_dir="{tests}")"""


def requirements(settings: Settings, listed: str = "") -> list[str]:
    """Lines of the requirements.txt that students get: the assignment's own list, else one made of its packages."""
    lines = [line.partition(" #")[0].strip() for line in listed.splitlines()]
    if own := [line for line in lines if line and line[0] not in "#-"]:
        return [OTTER, *own]
    return [OTTER, *map(distribution, tops(settings.packages))]


def tests_folder(name: str) -> str:
    """Where the public tests of a notebook lie beside it: two assignments in one folder both have a q1."""
    return f"tests/{name}"


def bring(notebook: Any, name: str, files: Mapping[str, bytes], packages: Sequence[str], needs: Sequence[str]) -> None:
    """Puts the cell in front that brings what is missing, and lets Otter find a notebook that was renamed.

    Args:
        name: of the notebook's file, without `.ipynb`.
        files: path → content; the tests in `tests_folder(name)`.
        packages: that it imports. needs: lines for pip.
    """
    archive = io.BytesIO()
    write_bundle(archive, dict(files))
    source = BRING.format(
        imports=", ".join([*tops(packages), "otter"]),
        install="install -q " + " ".join(f'"{line}"' for line in needs),
        files=base64.b64encode(archive.getvalue()).decode(),
        tests=tests_folder(name),
        name=name,
    )
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata |= {"deletable": False, "editable": False, "cellView": "form", "jupyter": {"source_hidden": True}}
    for one in notebook.cells:
        if one.cell_type == "code" and "otter.Notebook(" in one.source:
            one.source = START.format(tests=tests_folder(name))
            break
    notebook.cells.insert(0, cell)


def embedded(student: Path, name: str, settings: Settings) -> tuple[dict[str, bytes], list[str]]:
    """The files that travel inside the notebook, and the names of those that are too large for it."""
    tests = tests_folder(name)
    files = tree(student / tests, tests) if (student / tests).is_dir() else {}
    left_out = []
    for file in settings.files:
        members = tree(student / file, file)
        if sum(map(len, (*files.values(), *members.values()))) > EMBEDDED_BYTES:
            left_out.append(file)
        else:
            files |= members
    return files, left_out


def complete(
    notebook: Any, name: str, settings: Settings, points: Mapping[str, float], student: Path, needs: list[str]
) -> None:
    """Puts the cells in front that say what the notebook is and bring what it needs."""
    files, left_out = embedded(student, name, settings)
    bring(notebook, name, files, settings.packages, needs)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(_facts(settings, points, left_out, needs)))


def _facts(settings: Settings, points: Mapping[str, float], left_out: list[str], needs: list[str]) -> str:
    """Points, packages, and the files to fetch."""
    titles = {q: settings.questions.get(q, QuestionSettings()).title for q in points}
    listed = " · ".join(f"{q}{f' ({titles[q]})' if titles[q] else ''}: {worth:g}" for q, worth in points.items())
    lines = [f"**{settings.title}**, {sum(points.values()):g} points. {listed}.", ""]
    wanted = ", ".join(f"`{line}`" for line in needs)
    lines.append(f"Needs {wanted}. The next cell installs what is missing and brings the public tests: run it first.")
    if left_out:
        lines.append(f"Put beside this notebook: {', '.join(f'`{name}`' for name in left_out)}.")
    return "\n".join(lines)
