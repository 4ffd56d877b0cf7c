"""Report pages as a person meets them: in a browser, on a phone, with hostile names, on paper."""

import base64
import io
import shutil
from pathlib import Path

import pytest

from autograder.analysis.page import section, statistics_page
from autograder.analysis.statistics import Split, statistics_of
from autograder.report.classpage import class_page
from autograder.report.student import student_page
from autograder.report.work import Shown, Work
from tests.analysis.classes import simulated
from tests.report import samples

pytestmark = pytest.mark.slow

ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SPLIT = Split("q1", ("q1",), "k", {f"s{i}": f"k = {i % 3}" for i in range(80)})
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


def student(r, audience="student"):
    return student_page(r, audience=audience, disclosure="full", class_link="../index.html")


def classroom(reports):
    return class_page(reports, {r.submission: f"staff/{r.submission}.html" for r in reports})


def with_statistics(reports):
    found = statistics_of(reports, "the attempts that count", [SPLIT])
    return class_page(reports, {}, statistics=section(found))


def worked():
    """A report beside the work, with plots that are pictures."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 4))
    axes.plot([1, 3, 2])
    data = io.BytesIO()
    figure.savefig(data, format="png")
    pyplot.close(figure)
    png = base64.b64encode(data.getvalue()).decode()
    outputs = [
        {"output_type": "display_data", "data": {"image/png": png}, "metadata": {}},
        {"output_type": "stream", "name": "stdout", "text": "loss 0.5\n" * 50 + "x" * 900},
        {"output_type": "display_data", "metadata": {}, "data": {
            "text/html": "<table><tr>" + "<td>0.123456</td>" * 40 + "</tr></table>"}},
    ]  # fmt: skip
    cell = Shown(12, "code", "def train(W, X):\n    return " + "W @ X + " * 60 + "1", outputs)
    asked = (
        "## Task\n\nThe loss is $$L = \\frac1N\\sum_i \\max(0, s_j - s_y + 1)"
        + " + a" * 60
        + "$$\n\n```\n"
        + "-" * 200
        + "\n```"
    )
    return Work(
        file="lab.ipynb", handed_in="2026-11-20T08:00:00Z", contact="ta@uni.example", notebook=True,
        asked={"q3": asked, "q1": "Write `scores`."}, answers={"q3": [cell], "q1": [cell]}, cells=[cell] * 5,
        expected={"q1": "42"},
    )  # fmt: skip


def beside(audience):
    return student_page(
        samples.failing(), audience=audience, disclosure="hint", class_link="../index.html", work=worked()
    )


PAGES = {
    "answers": lambda: beside("student"),
    "staff": lambda: beside("staff"),
    "good": lambda: student(samples.good()),
    "failing": lambda: student(samples.failing(), "staff"),
    "ungradable": lambda: student(samples.ungradable()),
    "ungraded": lambda: student(samples.ungraded(), "staff"),
    "hostile": lambda: student(samples.hostile()),
    "long": lambda: student(samples.long_output()),
    "empty class": lambda: classroom([]),
    "class": lambda: classroom(samples.classroom(30)),
    "hostile class": lambda: classroom([samples.hostile(), samples.long_output(submission="s2")]),
    "large class": lambda: classroom(samples.classroom(1000)),
    "statistics": lambda: statistics_page(statistics_of(simulated(80), "the first attempts", [SPLIT])),
    "class statistics": lambda: with_statistics(simulated(80)),
    "hostile statistics": lambda: with_statistics([samples.hostile(submission=f"s{i}") for i in range(20)]),
}


@pytest.fixture(scope="module")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip("no chromium: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, tmp_path):
    """Opens a page from a file; the tab keeps what it asked for and what it complained of."""
    tabs = []

    def go(source, **options):
        tab = chromium.new_page(viewport={"width": options.pop("width", 1200), "height": 800}, **options)
        tab.requests, tab.complaints = [], []
        tab.on("request", lambda r: tab.requests.append(r.url))
        tab.on("console", lambda m: tab.complaints.append(m.text))
        tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
        path = tmp_path / "page.html"
        path.write_text(source)
        tab.goto(path.as_uri())
        tabs.append(tab)
        return tab

    yield go
    for tab in tabs:
        tab.close()


def column(tab, i):
    return tab.eval_on_selector_all("#students tbody tr", f"rows => rows.map(r => r.cells[{i}].innerText.trim())")


def sort_by(tab, name):
    tab.click(f"#students th button:text-is('{name}')")


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_page_without_scrolling_sideways(visit, name):
    tab = visit(PAGES[name](), width=360)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(visit, name):
    tab = visit(PAGES[name]())
    tab.wait_for_load_state("networkidle")
    assert [u for u in tab.requests if not u.startswith("data:")] == [tab.url]
    assert tab.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_labels_of_the_plot_overlap_no_other_text_and_stay_inside(visit, width):
    tab = visit(PAGES["statistics"](), width=width)
    boxes = tab.eval_on_selector_all(
        ".stats svg text", "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
    )
    assert len(boxes) > 30
    assert all(b[0] >= 0 and b[2] <= width for b in boxes)
    overlapping = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 2 < b[3] and b[1] + 2 < a[3]
    ]
    assert overlapping == []


@pytest.mark.parametrize("name", ["hostile", "hostile class"])
def test_hostile_text_runs_nothing_and_makes_no_element(visit, name):
    tab = visit(PAGES[name]())
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.title().startswith(samples.HOSTILE[:20])
    assert tab.locator("img").count() == 0
    assert tab.locator("body script").count() == (name == "hostile class")
    assert "onerror" in tab.inner_text("body")


def test_the_policy_stops_a_script_that_escaping_would_miss(visit):
    planted = PAGES["class"]().replace("<h1>", "<script>document.title = 'owned'</script><h1>", 1)
    tab = visit(planted)
    assert tab.title() != "owned"
    assert "Content Security Policy" in tab.complaints[0]


def test_words_in_a_table_are_not_broken_on_a_phone(visit):
    tab = visit(PAGES["class"](), width=360)
    lines = "e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
    heights = tab.eval_on_selector_all("#students thead button", f"all => all.map({lines})")
    assert heights
    assert max(heights) < 1.6


def test_a_click_sorts_by_points_and_another_turns_the_order(visit):
    tab = visit(PAGES["class"]())
    sort_by(tab, "total")
    up = [float(t) for t in column(tab, 2) if t != "–"]
    assert up == sorted(up)
    assert up != sorted(up, reverse=True)
    sort_by(tab, "total")
    assert [float(t) for t in column(tab, 2) if t != "–"] == up[::-1]
    assert tab.get_attribute("#students th:nth-child(3)", "aria-sort") == "descending"


def test_what_has_no_score_comes_last_in_both_orders(visit):
    tab = visit(PAGES["class"]())
    for _ in range(2):
        sort_by(tab, "total")
        assert column(tab, 2)[-1] == "–"
        assert column(tab, 2).count("–") == 1


def test_names_sort_as_people_expect(visit):
    reports = [samples.good(submission=n, student=n) for n in ("zoe", "Émile", "Frank", "eve", "Ada")]
    tab = visit(classroom(reports))
    sort_by(tab, "student")
    assert column(tab, 0) == ["Ada", "Émile", "eve", "Frank", "zoe"]


def test_the_filter_keeps_rows_that_have_every_word(visit):
    reports = [samples.good(submission=n, student=n) for n in ("Ada Baum", "Ada Costa", "Ben Baum")]
    tab = visit(classroom(reports))
    tab.fill("#filter", "baum ADA")
    assert tab.locator("#students tbody tr:visible").count() == 1
    assert tab.inner_text("#shown") == "1 of 3"


def shown_rows(tab):
    return tab.locator("#students tbody tr:visible").count()


def test_a_bar_shows_its_students_and_a_button_all_of_them(visit):
    tab = visit(PAGES["class"]())
    full = int(tab.locator('svg a[data-show="b10"] text.n').text_content())
    tab.locator('svg a[data-show="b10"] rect').click()
    assert shown_rows(tab) == full
    assert tab.inner_text("#shown") == f"{full} of 30 with full marks"
    tab.click("#all")
    assert shown_rows(tab) == 30
    assert not tab.is_visible("#all")


def test_a_failed_case_shows_who_failed_it_and_the_filter_narrows_that(visit):
    tab = visit(PAGES["class"]())
    tab.locator("details.q summary", has_text="Gradient").click()
    link = tab.locator('a[data-show^="f"]:visible').first
    failed = int(link.inner_text())
    link.click()
    assert shown_rows(tab) == failed > 1
    tab.fill("#filter", tab.locator("#students tbody tr:visible td").first.inner_text().split()[0])
    assert 0 < shown_rows(tab) <= failed


def test_a_question_is_one_line_on_a_phone(visit):
    tab = visit(PAGES["class"](), width=390)
    heights = tab.eval_on_selector_all("#questions details > summary", "all => all.map(e => e.clientHeight)")
    assert len(heights) == 4
    assert max(heights) < 32


def test_plots_fit_a_phone_and_are_drawn(visit):
    tab = visit(PAGES["answers"](), width=390)
    sizes = tab.eval_on_selector_all("img", "all => all.map(e => [e.naturalWidth, e.clientWidth])")
    assert len(sizes) == 2
    assert all(real > 800 and 200 < wide < 390 for real, wide in sizes)


def test_the_table_is_there_without_javascript(visit, chromium):
    tab = visit(PAGES["class"](), java_script_enabled=False)
    assert tab.locator("#students tbody tr").count() == 30
    assert tab.locator("#students button").count() == 0
    assert not tab.is_visible("#filter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["failing", "ungradable", "ungraded", "class", "answers", "staff", "statistics", "class statistics"]
)
def test_text_stands_out_from_its_ground(visit, name, scheme):
    tab = visit(PAGES[name](), color_scheme=scheme)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate(CONTRAST) == []


# Elements with text of their own whose colours are closer than WCAG AA's 4.5 : 1. Translucent grounds do not occur.
CONTRAST = """() => {
  const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  return [...document.querySelectorAll("body *")].filter((e) => own(e) && e.checkVisibility() && !e.closest("script"))
    .map((e) => {
      const style = getComputedStyle(e);
      const fore = light(rgb(e.closest("svg") ? style.fill : style.color)), back = light(ground(e));
      return [e.className || e.tagName, (Math.max(fore, back) + 0.05) / (Math.min(fore, back) + 0.05)];
    }).filter(([, ratio]) => ratio < 4.5);
}"""


def test_headings_go_down_one_step_at_a_time(visit):
    for name in ("failing", "class", "class statistics", "statistics"):
        levels = visit(PAGES[name]()).eval_on_selector_all("h1,h2,h3,h4", "all => all.map(h => +h.tagName[1])")
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


def test_paper_shows_what_the_screen_folds(visit):
    tab = visit(PAGES["failing"]())
    tab.emulate_media(media="print")
    assert tab.locator("dl").is_visible()
    assert not tab.locator("nav").is_visible()
