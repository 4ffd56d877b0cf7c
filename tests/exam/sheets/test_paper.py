"""The printed version of a sheet and its key."""

import io
import os
import re
import sys
import unicodedata
from types import SimpleNamespace

import msgspec
import nbformat
import pytest

pytest.importorskip("ziamath")
weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
pypdf = pytest.importorskip("pypdf")

from autograder.errors import CourseError, UsageError  # noqa: E402 - after the libraries that may be missing
from autograder.exam.questions.draw import draw  # noqa: E402
from autograder.exam.questions.question import read_question  # noqa: E402
from autograder.exam.sheets import paper  # noqa: E402
from autograder.exam.sheets.exam import Exam, ExamSettings, Item, Sheet, question_files  # noqa: E402
from autograder.exam.sheets.formulas import formula  # noqa: E402
from autograder.exam.sheets.page import paper_html  # noqa: E402
from autograder.exam.sheets.template import Template  # noqa: E402
from tests.conftest import ROOT  # noqa: E402

pytestmark = pytest.mark.slow

EXAMS = ROOT / "assignments" / "exams"
BANK = [*question_files(EXAMS / "bank").values(), *sorted(EXAMS.glob("*/questions/*.py"))]
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def pdf(path):
    """The pages of a file as text."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(path).pages]


@pytest.fixture(scope="module")
def folder(desk, tmp_path_factory):
    """Where the paper of s1 and its key lie."""
    place = tmp_path_factory.mktemp("paper")
    paper.write_papers(desk.exam, desk.template, desk.sheets["s1"], "Name1 Family1", place)
    return place


@pytest.fixture(scope="module")
def printed(folder):
    """Their text."""
    return " ".join(pdf(folder / "trial-s1.pdf")), " ".join(pdf(folder / "trial-s1-key.pdf"))


def template_of(question, *texts):
    cells = {question: [nbformat.v4.new_markdown_cell(t) for t in texts]}
    return Template(None, None, cells, cells, {}, {}, {})


def html_of(desk, text, question="why", person="someone", solved=False):
    """A sheet whose only question says `text`."""
    sheet = desk.sheets["s1"]
    one = msgspec.structs.replace(sheet, questions=tuple(q for q in sheet.questions if q.name == question))
    return paper_html(desk.exam, template_of(question, text), one, person, solved=solved)


# -- what is on the paper ----------------------------------------------------------------------------------------------


def test_the_paper_names_exam_person_and_every_question_with_its_points(printed, desk):
    for text in ("Trial", "Name1 Family1", "18 points", "A short one.", "Signature"):
        assert text in printed[0]
    for number, q in enumerate(desk.sheets["s1"].questions, 1):
        assert re.search(rf"Question {number}\b[^/]*/ {q.points:g} point", printed[0])


def test_the_options_come_in_the_order_of_the_sheet(printed, desk):
    pick, picks = desk.kind("s1", "pick"), desk.kind("s1", "picks")
    for kind in (pick, picks):
        listed = " ".join(f"{letter} {option}" for letter, option in zip("ABCD", kind.options, strict=True))
        assert listed in printed[0]


def test_the_numbers_are_those_of_the_sheet(printed, desk):
    total = next(q for q in desk.sheets["s1"].questions if q.name == "total")
    assert f"What is {total.params['a']} + {total.params['b']:.10g}?" in printed[0]


def test_the_starter_code_is_printed_without_its_solution(printed, desk):
    k = next(q.params["k"] for q in desk.sheets["s1"].questions if q.name == "scale")
    assert "def scale(x): ..." in printed[0]
    assert f"return {k} * x" not in printed[0]
    assert f"return {k} * x" in printed[1]


def test_only_the_key_has_answers_mistakes_and_solutions(printed, desk):
    total = desk.kind("s1", "total").key_text()
    for secret in (total, "Add, do not subtract.", "Because the data changed.", desk.kind("s1", "slope").key_text()):
        assert secret not in printed[0]
        assert secret in printed[1]


def test_only_the_key_ticks_options(printed, desk):
    assert "×" not in printed[0]
    assert printed[1].count("×") == len(desk.kind("s1", "pick").letters + desk.kind("s1", "picks").letters)


def test_neither_paper_has_the_cells_of_the_notebook(printed):
    for text in ("grader.check", "otter", "total = ", "# SOLUTION", "in the cell below"):
        assert text not in printed[0] + printed[1]


def test_every_page_carries_its_number_and_the_id_of_the_sheet(desk, folder):
    for path in folder.glob("*.pdf"):
        pages = pdf(path)
        assert len(pages) > 1
        for number, text in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in text
            assert f"trial/s1/{desk.sheets['s1'].digest[:12]}" in text


def test_every_page_of_a_key_says_that_it_is_one(folder):
    assert all("Key – not for students" in page for page in pdf(folder / "trial-s1-key.pdf"))
    assert not any("not for students" in page for page in pdf(folder / "trial-s1.pdf"))


def test_only_its_owner_may_read_the_key(folder):
    assert (folder / "trial-s1-key.pdf").stat().st_mode & 0o077 == 0


def test_a_version_leaves_name_and_id_to_be_filled_in(desk):
    sheet = msgspec.structs.replace(desk.sheets["s1"], student="version-3")
    html = paper_html(desk.exam, desk.template, sheet, "version-3", solved=False)
    assert "<b>Version 3</b>" in html
    assert "<span>Name</span></td><td><span>Student id</span></td>" in html


def test_a_grid_has_the_shape_of_the_answer_unless_the_student_finds_it(desk):
    def boxes(**changes):
        q = next(q for q in desk.sheets["s1"].questions if q.name == "grid")
        kind = msgspec.structs.replace(q.kind, mistakes=(), **changes)
        sheet = msgspec.structs.replace(desk.sheets["s1"], questions=(msgspec.structs.replace(q, kind=kind),))
        return paper_html(desk.exam, template_of("grid", "Q"), sheet, "x", solved=False).count("<td style")

    assert boxes(expected=[[1, 2, 3], [4, 5, 6]]) == 6
    assert boxes(expected=[1, 2, 3, 4, 5]) == 5
    assert boxes(expected=[[[1, 2, 3]] * 5] * 2) == 30
    assert boxes(expected=[[1, 2, 3], [4, 5, 6]], show_shape=False) == 0


def test_the_name_of_a_student_is_escaped(desk):
    html = html_of(desk, "Why?", person="<img src=x> & Co")
    assert "<b>&lt;img src=x&gt; &amp; Co</b>" in html
    assert "<img src=x>" not in html


def test_two_runs_give_the_same_files(desk, folder, tmp_path, monkeypatch):
    from fontTools.misc import timeTools

    monkeypatch.setattr(timeTools, "time", SimpleNamespace(time=lambda: 1e9))  # another day
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    paper.write_papers(desk.exam, desk.template, desk.sheets["s1"], "Name1 Family1", tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in folder.iterdir()}
    assert {p.name for p in folder.iterdir()} == {"trial-s1.pdf", "trial-s1-key.pdf"}
    assert "SOURCE_DATE_EPOCH" not in os.environ


# -- text and formulas -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\nosuch x", r"the command \nosuch is not known"),
        (r"\begin{strange}1\end{strange}", "an environment is not known"),
        (r"x_{", "MissingSuperScriptOrSubscriptError"),
        ("漢", "the font has no '漢'"),
    ],
)
def test_a_formula_that_cannot_be_set_is_an_error_with_question_and_formula(desk, tex, reason):
    with pytest.raises(CourseError) as e:
        html_of(desk, f"Let ${tex}$ be.")
    assert str(desk.exam.questions["why"].path) in str(e.value)
    assert f"why: formula ${tex}$: {reason}" in str(e.value)


def test_a_formula_stands_on_the_baseline():
    def depth(tex):
        return float(re.search(r"vertical-align: ([-\d.]+)em", formula(tex, False))[1])

    assert depth("x") == pytest.approx(0, abs=0.03)
    assert -0.3 < depth("y") < -0.15
    assert depth(r"\begin{pmatrix}1\\2\\3\end{pmatrix}") < -1


def test_a_minus_after_an_operator_is_a_sign():
    def width(tex):
        return float(re.search(r"width: ([\d.]+)em", formula(tex, False))[1])

    sign = width("-1") - width("1")
    assert width("a=-1") - width("a=1") == pytest.approx(sign, abs=0.02)
    assert width("(a)-1") - width("(a)1") > sign + 0.2


@pytest.mark.parametrize(
    "picture", ["![plot](plot.png)", '<img src="https://example.org/a.png">', "![x](file:///etc/hosts)"]
)
def test_a_picture_from_elsewhere_is_refused(desk, tmp_path, picture):
    sheet = msgspec.structs.replace(desk.sheets["s1"], questions=desk.sheets["s1"].questions[:1])
    with pytest.raises(CourseError, match="data: URIs; nothing is fetched"):
        paper.write_papers(desk.exam, template_of(sheet.questions[0].name, picture), sheet, "x", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_picture_in_the_text_and_a_table_are_printed(desk, tmp_path):
    sheet = msgspec.structs.replace(desk.sheets["s1"], questions=desk.sheets["s1"].questions[:1])
    template = template_of(sheet.questions[0].name, f"![plot]({PIXEL})\n\n| left | right |\n|---|---|\n| 3 | 5 |")
    paper.write_papers(desk.exam, template, sheet, "x", tmp_path)
    page = pypdf.PdfReader(tmp_path / "trial-s1.pdf").pages[0]
    assert len(page.images) == 1
    assert "left right 3 5" in re.sub(r"\s+", " ", page.extract_text())


def test_a_missing_library_is_named_with_what_to_install(monkeypatch):
    paper._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"libpango-1.0-0.*judged-notebooks\[paper\]"):
        paper._engine()


# -- the bank ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def letters():
    """All characters of the embedded fonts."""
    from fontTools.ttLib import TTFont
    from matplotlib import get_data_path

    files = [f"{get_data_path()}/fonts/ttf/{name}.ttf" for name in ("STIXGeneral", "DejaVuSans", "DejaVuSansMono")]
    return {c for f in files for c in TTFont(f, lazy=True).getBestCmap()}


def test_every_question_of_the_bank_can_be_printed(letters, tmp_path):
    questions = {p.stem: read_question(p, ROOT) for p in BANK}
    drawn = [draw(q, seed) for q in questions.values() for seed in range(2)]
    cells = {n: [c for c in q.cells if c.cell_type == "markdown"] for n, q in questions.items()}
    settings = ExamSettings("All", tuple(Item(n) for n in questions))
    exam = Exam("all", ROOT, tmp_path, settings, questions)
    html = paper_html(
        exam,
        Template(None, None, cells, cells, {}, {}, {}),
        Sheet("all", "version-1", tuple(drawn)),
        "version-1",
        solved=True,
    )
    text = re.sub(r"<[^>]*>", "", html)
    assert "$" not in text, "a formula was not recognised"
    assert not {c for c in text if ord(c) not in letters and unicodedata.category(c) not in ("Cc", "Zs")}


def test_letters_with_hats_and_signs_are_in_the_file(desk, tmp_path):
    sheet = msgspec.structs.replace(desk.sheets["s1"], questions=desk.sheets["s1"].questions[:1])
    paper.write_papers(desk.exam, template_of(sheet.questions[0].name, "ŷ ≥ δ − ½ → ℝ λ₁ ✓"), sheet, "x", tmp_path)
    data = io.BytesIO((tmp_path / "trial-s1.pdf").read_bytes())
    assert "ŷ ≥ δ − ½ → ℝ λ₁ ✓" in pypdf.PdfReader(data).pages[0].extract_text()
