"""The test files of one sheet: what its student may see, and all of it.

Public tests of answers that are no code say only whether the form is right; the text of the modules that say so travels
in them.
"""

import json
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec

from autograder.bundle import QuestionSpec
from autograder.exam.questions import forms
from autograder.exam.questions.draw import Drawn
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.symbolic import Symbolic
from autograder.exam.sheets.exam import Sheet
from autograder.exam.sheets.template import Template, variant_line
from autograder.exam.symbolic import expressions

TEST_HEAD = "OK_FORMAT = False\n\nname = {name!r}\npoints = {points!r}\n\nfrom otter.test_files import test_case\n"


@cache
def _source(module: ModuleType) -> str:
    """The text of a module that travels in tests; read once, not for every question of every sheet."""
    return Path(module.__file__ or "").read_text(encoding="utf-8")


def public_test(template: Template, q: Drawn) -> str:
    """The test file that a student may see."""
    if q.kind is None:
        source = template.public.get(q.name, TEST_HEAD.format(name=q.name, points=q.points))
        return f"{variant_line(q.params)}\n{source}" if "VARIANT" in source else source
    parser = _source(expressions) if isinstance(q.kind, Symbolic) else ""
    return (
        TEST_HEAD.format(name=q.name, points=q.points)
        + f"{parser}\n{_source(forms)}\n\ndef _form(answer):\n    {q.kind.form()}\n\n"
        + f'@test_case(name="form", points=0)\ndef test_public_form({q.name}):\n    _form({q.name})\n'
    )


def test_of(template: Template, q: Drawn) -> QuestionSpec:
    """The whole test file of a question on one sheet."""
    title = q.title or q.name
    path = f"tests/{q.name}.py"
    if q.kind is None:
        lines = template.tests[q.name].split("\n")
        kept = [line for line in lines if not line.startswith("VARIANT = ")]
        return QuestionSpec(q.name, "\n".join([variant_line(q.params), *kept]), path, title)
    manual = isinstance(q.kind, Manual)
    source = TEST_HEAD.format(name=q.name, points=q.points) if manual else public_test(template, q)
    kind = json.dumps(msgspec.json.encode(q.kind).decode())
    source += "\n\nfrom autograder.exam.questions.kinds.kind import load\n"
    source += f"\n_CASES = list(load({kind}).cases({q.points!r}))\n"
    for i, case in enumerate(q.kind.cases(q.points)):
        parameter = "" if manual else q.name
        source += f"\n@test_case(name={case.name!r}, points={case.points!r}, hidden={not manual})\n"
        source += f"def test_hidden_{i}({parameter}):\n    _CASES[{i}].check({parameter or None})\n"
    return QuestionSpec(q.name, source, path, title)


def stock_zip(template: Template, sheet: Sheet, path: Path) -> None:
    """A zip with which stock `otter run` grades the code questions of one sheet; its answer key can be read there."""
    assert template.stock is not None
    tests = {f"tests/{q.name}.py": test_of(template, q).test_source for q in sheet.questions if q.kind is None}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(template.stock) as base, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in base.namelist():
            if not name.startswith("tests/"):
                new.writestr(name, base.read(name))
        for name, source in tests.items():
            new.writestr(name, source)
