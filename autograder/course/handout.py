"""What makes a notebook complete by itself, on a laptop, in Colab or in VS Code: its first two cells.

The first says points and packages. The second installs the packages that are missing and writes the public tests and
small data files where they are missing: a kernel in Colab sees no other file, and a student who downloads one file has
no other. While a notebook is graded, both find everything in place; tests and points are the bundle's, never these.
"""

import base64
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from autograder.bundle import tree, write_bundle
from autograder.course.course import QuestionSettings, Settings

OTTER = "otter-grader>=7,<8"
EMBEDDED_BYTES = 1 << 20  # of all files together as they are: more would make a notebook slow to open
DISTRIBUTIONS = {  # of imports that are called otherwise where they are installed from
    "PIL": "pillow", "cv2": "opencv-python", "skimage": "scikit-image", "sklearn": "scikit-learn", "yaml": "pyyaml",
}  # fmt: skip
BRING = """\
# Run this cell first: it brings what the notebook needs, and changes nothing that is there.
def _bring(files):
    import base64
    import io
    import os
    import zipfile

    try:
        import {imports}
    except ImportError:
        get_ipython().run_line_magic("pip", {install!r})
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(files))) as archive:
        for name in archive.namelist():
            if not os.path.exists(name):
                archive.extract(name)


_bring("{files}")"""


def requirements(settings: Settings, listed: str = "") -> list[str]:
    """Lines of the requirements.txt that students get: the assignment's own list, else one made of its packages."""
    lines = [line.partition(" #")[0].strip() for line in listed.splitlines()]
    if own := [line for line in lines if line and line[0] not in "#-"]:
        return [OTTER, *own]
    tops = dict.fromkeys(p.split(".")[0] for p in settings.packages)
    return [OTTER, *(DISTRIBUTIONS.get(p, p) for p in tops)]


def embedded(student: Path, settings: Settings) -> tuple[dict[str, bytes], list[str]]:
    """The files that travel inside the notebook, and the names of those that are too large for it."""
    files = tree(student / "tests", "tests") if (student / "tests").is_dir() else {}
    left_out = []
    for name in settings.files:
        members = tree(student / name, name)
        if sum(map(len, (*files.values(), *members.values()))) > EMBEDDED_BYTES:
            left_out.append(name)
        else:
            files |= members
    return files, left_out


def complete(
    notebook: Any, name: str, settings: Settings, points: Mapping[str, float], student: Path, needs: list[str]
) -> None:
    """Puts the two cells in front, and lets Otter find a notebook that was renamed, or has no file (Colab)."""
    files, left_out = embedded(student, settings)
    archive = io.BytesIO()
    write_bundle(archive, files)
    packages = dict.fromkeys(p.split(".")[0] for p in settings.packages)
    install = "install -q " + " ".join(f'"{line}"' for line in needs)
    source = BRING.format(
        imports=", ".join([*packages, "otter"]), install=install, files=base64.b64encode(archive.getvalue()).decode()
    )
    bring = nbformat.v4.new_code_cell(source)
    bring.metadata |= {"deletable": False, "editable": False, "cellView": "form", "jupyter": {"source_hidden": True}}
    for cell in notebook.cells:
        own = f'otter.Notebook("{name}.ipynb")'
        if cell.cell_type == "code" and own in cell.source:
            cell.source = cell.source.replace(own, f'otter.Notebook(*glob.glob("{name}.ipynb"))')
            cell.source = cell.source.replace("import otter", "import glob\n\nimport otter", 1)
    notebook.cells[:0] = [nbformat.v4.new_markdown_cell(_facts(settings, points, left_out, needs)), bring]


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
