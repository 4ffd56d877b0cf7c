"""The built site: whole, without a network, without an answer."""

import datetime as dt
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from fontTools.ttLib import TTFont

from autograder.course.course import load_course
from autograder.course.master import read_master
from autograder.errors import CourseError
from syllabus import __main__ as command_line
from syllabus import curriculum, site, weeks
from syllabus.curriculum import ROOT
from syllabus.exams import all_exams
from tests.syllabus.secrets import gathered, secrets, squeezed

pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """What a page links to, loads, is called and says."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.ids, self.tags, self.words = [], [], [], [], []
        self.feed(path.read_text(encoding="utf-8"))
        self.text = "".join(self.words)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        if tag == "a" or values.get("rel") == "stylesheet":
            (self.links if tag == "a" else self.loads).append(values["href"])
        self.loads += [values[name] for name in ("src", "srcset", "data", "poster", "action") if name in values]
        if "id" in values:
            self.ids.append(values["id"])
        self.words += [values[name] for name in ("aria-label", "title", "alt", "content") if name in values]

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def built_site(once):
    """The folder of the built site."""
    return once("course-site", site.build_site)


@pytest.fixture(scope="module")
def pages(built_site):
    return {path.name: Page(path) for path in sorted(built_site.glob("*.html"))}


@pytest.fixture(scope="module")
def assignments():
    return load_course(ROOT).assignments


def test_there_is_a_page_for_each_week(pages):
    assert {f"week-{no:02}.html" for no in range(1, 15)} <= pages.keys()
    assert {"index.html", "exams.html", "functions.html", "besides.html"} <= pages.keys()


def test_every_link_leads_to_a_file_of_the_site_and_a_place_on_it(pages, built_site):
    for name, page in pages.items():
        for link in page.links:
            file, _, at = link.partition("#")
            target = built_site / (file or name)
            assert target.is_file(), f"{name}: {link}"
            assert target.resolve().is_relative_to(built_site.resolve())
            assert not at or at in pages[target.name].ids, f"{name}: {link}"


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(pages, built_site):
    for name, page in pages.items():
        assert page.loads == ["style.css"], name
        assert not {"script", "iframe", "object", "form", "img"} & {*page.tags}, name
    urls = re.findall(r"url\(([^)]*)\)", (built_site / "style.css").read_text())
    assert [url.strip('"') for url in urls] == ["formulas.woff2"]
    assert "@import" not in (built_site / "style.css").read_text()
    assert (built_site / "formulas.woff2").read_bytes()[:4] == b"wOF2"


def test_no_name_is_given_twice_on_a_page(pages):
    for name, page in pages.items():
        assert len(page.ids) == len({*page.ids}), name


def test_every_topic_is_on_the_page_of_its_week_with_its_title_and_its_formula(pages, built_site):
    for key, topic in curriculum.topics().items():
        no = weeks.week_of(key)
        html = (built_site / (f"week-{no:02}.html" if no else "besides.html")).read_text()
        article = re.search(rf'<article class="card lesson" id="{re.escape(key)}".*?</article>', html, re.S)[0]
        assert squeezed(topic.title) in squeezed(re.sub(r"<[^>]+>", "", article).replace("&#39;", "'"))
        assert 'display="block"' in article, key


def test_every_assignment_is_on_its_weeks_with_the_students_notebook(pages, built_site, assignments):
    for name, assignment in assignments.items():
        for no in weeks.weeks_of(assignment):
            page = pages[f"week-{no:02}.html" if no else "besides.html"]
            assert f"a-{name}" in page.ids
            assert {f"notebooks/{name}.ipynb", f"notebooks/{name}-student.zip"} <= {*page.links}


def test_there_is_no_file_beside_pages_style_font_and_students_notebooks(built_site, assignments):
    files = {p.relative_to(built_site).as_posix() for p in built_site.rglob("*") if p.is_file()}
    expected = {f"notebooks/{name}{end}" for name in assignments for end in (".ipynb", "-student.zip")}
    assert files - {f for f in files if re.fullmatch(r"[\w-]+\.html", f)} == expected | {"style.css", "formulas.woff2"}


def test_a_notebook_is_the_untouched_one(built_site, assignments):
    for name, assignment in assignments.items():
        removed = read_master(assignment).removed
        data = (built_site / f"notebooks/{name}.ipynb").read_text(encoding="utf-8")
        notebook = nbformat.reads(data, as_version=4)
        assert not any("SOLUTION" in cell.source or "BEGIN TESTS" in cell.source for cell in notebook.cells), name
        assert not any(cell.get("outputs") for cell in notebook.cells), name
        shown = "\n".join(cell.source for cell in read_master(assignment).notebook.cells)
        lines = {line.strip() for cell in notebook.cells for line in cell.source.splitlines()}
        leaked = [line for line in removed & lines if shown.count(line) < 2 and len(line) > 24]
        assert not leaked, f"{name}: {leaked}"
        with zipfile.ZipFile(built_site / f"notebooks/{name}-student.zip") as handout:
            names = handout.namelist()
            (inside,) = (n for n in names if n.endswith(".ipynb"))
            assert handout.read(inside).decode("utf-8") == data
        assert not any(part in n for n in names for part in ("hidden", "reference", "solution", "autograder")), names


@pytest.fixture(scope="module")
def all_secrets():
    return secrets()


def leaks(page, all_secrets):
    """The secrets that stand on a page."""
    text = squeezed(page.text)
    return {secret: where for secret, where in all_secrets.items() if secret in text}


def test_no_secret_is_on_a_page(pages, all_secrets):
    assert {name: found for name, page in pages.items() if (found := leaks(page, all_secrets))} == {}


def test_secrets_of_every_kind_are_looked_for_and_would_be_found(all_secrets, tmp_path):
    for where in gathered():
        some = [secret for secret, whence in all_secrets.items() if whence == where]
        assert len(some) > 100, where
        page = tmp_path / "page.html"
        page.write_text(f"<p>{some[7].replace('&', '&amp;').replace('<', '&lt;')}</p>")
        assert some[7] in leaks(Page(page), all_secrets)


def test_week_7_says_what_is_needed_what_is_due_and_what_to_work_on(pages):
    text = " ".join(pages["week-07.html"].text.split())
    due, _, rest = text.partition("Due in this week")[2].partition("What you need from before")
    assert "Quiz 6" in due
    assert "Language models: from letters to answers" in due
    assert "Week 2: Softmax and cross-entropy" in rest
    assert "Week 5: Layer norm, encoder and decoder blocks" in rest


def test_the_exams_page_has_every_quiz_the_points_of_the_final_by_unit_and_every_practice_sheet(pages):
    page = pages["exams.html"]
    exams = all_exams()
    assert exams.keys() - {"final", "project"} <= {*page.ids}
    text = " ".join(page.text.split())
    for unit, points in exams["final"].units.items():
        assert curriculum.PLAN["units"][unit]["title"] in text
        assert f"{round(points, 1):g}" in text
    assert sum(exams["final"].units.values()) == pytest.approx(100)
    assert sum(exams["final"].kinds.values()) == pytest.approx(100)


def test_no_name_of_a_question_of_the_bank_is_on_a_page_outside_practice(pages):
    """Names and titles would tell which of a week's topics a quiz asks."""
    text = " ".join(page.text for page in pages.values())
    assert not [
        name for name in curriculum.bank() if "_" in name and re.search(rf"\b{name}\b", text) and name not in FUNCTIONS
    ]


FUNCTIONS = {label.rpartition(".")[2] for label in curriculum.functions()}


def test_every_function_that_promises_something_is_described_once(pages):
    described = [at for name, page in pages.items() if name.startswith("functions-") for at in page.ids if "." in at]
    assert len(described) > 500
    assert "hinge.multiclass_hinge" in described
    assert "value.check_step" not in described  # a check of arguments


def test_a_build_of_the_same_sources_gives_the_same_bytes_and_leaves_nothing_else(built_site, tmp_path):
    out = tmp_path / "dist"
    out.mkdir()
    (out / ".students").symlink_to(built_site.parent / ".students")
    again = site.build_site(out)
    assert {p.name for p in out.iterdir()} == {"course", ".students"}
    for path in built_site.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(built_site)).read_bytes() == path.read_bytes(), path.name


@pytest.fixture
def command(monkeypatch):
    """Runs `python -m syllabus` with these arguments; the site is not built."""
    asked = []

    def run(build, *arguments):
        monkeypatch.setattr(command_line, "build_site", lambda *given: asked.append(given) or build())
        monkeypatch.setattr("sys.argv", ["syllabus", *arguments])
        return command_line.main(), asked[-1]

    return run


def test_the_command_takes_the_first_lecture_and_says_where_the_site_is(command, tmp_path, capsys):
    (tmp_path / "index.html").touch()
    code, asked = command(lambda: tmp_path, "--out", "there", "--first", "2026-09-30")
    assert (code, asked) == (0, (Path("there"), dt.date(2026, 9, 30)))
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'index.html'}: 1 page in ")


def test_an_error_of_the_course_is_a_message(command, capsys):
    def wrong():
        raise CourseError("assignments/x: expected a title, found none")

    code, _ = command(wrong)
    assert code == 2
    assert capsys.readouterr().err == "assignments/x: expected a title, found none\n"


def test_the_font_keeps_its_licence(built_site):
    names = TTFont(built_site / "formulas.woff2")["name"]
    assert "STIX Fonts Project Authors" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


def test_what_is_due_stands_in_the_week_of_its_day():
    all_weeks = weeks.weeks(dt.date(2026, 9, 30))
    quizzes = all_exams()
    due_on = dt.date(2026, 10, 20)  # the Tuesday before week 4
    one = site.Assignment("a", "A <b>", "", 2, "1", (), (2,), due_on, 1)
    lines = site.lines_due(all_weeks, [one], quizzes, {"the entry form": dt.date(2026, 10, 1)})
    assert [no for no, found in lines.items() if any("A &lt;b&gt;" in line.html for line in found)] == [3]
    assert site.in_short(lines[3]) == ["Quiz 2", "1 notebook due"]
    assert site.in_short(lines[1]) == ["project: the entry form"]


def test_a_built_notebook_is_taken_only_while_it_is_younger_than_its_sources(assignments, monkeypatch, tmp_path):
    one = assignments["perceptron"]
    handout = tmp_path / "perceptron" / "perceptron-student.zip"
    handout.parent.mkdir()
    handout.touch()
    made = []
    monkeypatch.setattr(
        site, "build_assignment", lambda a, out: made.append(out) or SimpleNamespace(student=out / "x/student")
    )
    assert site.student_build(one, tmp_path) == tmp_path / "perceptron"
    os.utime(handout, (0, 0))
    assert site.student_build(one, tmp_path) == tmp_path / ".students" / "x"
    assert made == [tmp_path / ".students"]  # apart from what `autograder build` proved
