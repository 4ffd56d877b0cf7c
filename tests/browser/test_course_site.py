"""The course's site as a student meets it: on a phone, on a desk, in the dark, with a keyboard, on paper."""

import datetime as dt
import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from syllabus import site
from tests.browser.test_report_pages import CONTRAST, chromium  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow

WIDTHS = [390, 1280]
PAGES = [
    *("index", "exams", "functions", "functions-linear", "functions-energy", "besides"),
    *(f"week-{no:02}" for no in range(1, 15)),
]


@pytest.fixture(scope="module")
def built_site(once):
    """The folder of the built site, the same as in tests/syllabus."""
    return once("course-site", site.build_site)


@pytest.fixture
def visit(chromium, built_site):  # noqa: F811 - the fixture
    """Opens a page of the site; the tab keeps what it asked for and what it complained of."""
    tabs = []

    def go(name, width=1280, **options):
        tab = chromium.new_page(viewport={"width": width, "height": 844}, **options)
        tab.requests, tab.complaints = [], []
        tab.on("request", lambda r: tab.requests.append(r.url))
        tab.on("console", lambda m: tab.complaints.append(m.text))
        tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
        tab.goto((built_site / f"{name}.html").as_uri())
        tabs.append(tab)
        return tab

    yield go
    for tab in tabs:
        tab.close()


def open_all(tab):
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_screen_has_its_landmarks_and_complains_of_nothing(visit, built_site, name, width):
    tab = visit(name, width)
    open_all(tab)
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.complaints == []
    inside = built_site.as_uri()
    assert [url for url in tab.requests if not url.startswith((inside, "data:"))] == []
    assert tab.title().endswith("Deep learning")
    assert [tab.locator(mark).count() for mark in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert tab.get_attribute("html", "lang") == "en"
    levels = tab.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith(("week", "besides"))])
def test_a_lessons_formulas_fit_a_phone(visit, name):
    tab = visit(name, 390)
    tab.wait_for_load_state("networkidle")
    wide = "all => all.filter(m => m.firstElementChild.getBoundingClientRect().width > m.clientWidth + 1)"
    assert tab.eval_on_selector_all(".lesson .math.block math", f"{wide}.map(m => m.textContent)") == []


def test_formulas_are_set_in_the_font_of_the_site(visit):
    tab = visit("week-02")
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("document.fonts.check('16px \"STIX Two Math\"')")
    assert any(url.endswith("formulas.woff2") for url in tab.requests)
    tall = tab.eval_on_selector("article#T2\\.6 mfrac", "f => f.getBoundingClientRect().height")
    assert tall > 30  # a fraction, not a row of letters


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "week-02", "week-07", "exams", "functions-linear"])
def test_text_stands_out_from_its_ground(visit, name, scheme):
    tab = visit(name, color_scheme=scheme)
    open_all(tab)
    assert tab.evaluate(CONTRAST) == []


def test_the_ground_is_dark_in_the_dark(visit):
    brightness = (
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0) / 3"
    )
    assert (
        visit("index", color_scheme="light").evaluate(brightness)
        > 200
        > 60
        > visit("index", color_scheme="dark").evaluate(brightness)
    )


def test_the_first_tab_key_leads_past_the_navigation(visit):
    tab = visit("week-07", 390)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")


def test_a_week_is_reached_from_the_map_by_keyboard(visit):
    tab = visit("index", 390)
    tab.focus("svg.map a[href='week-07.html']")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/week-07.html")
    assert tab.inner_text("h1") == "Large language models II"


def test_the_map_has_a_name_words_and_links_that_a_finger_meets(visit):
    tab = visit("index", 390)
    assert tab.eval_on_selector("svg.map title", "t => t.textContent") == "Which week builds on which"
    assert "Week 7" in tab.eval_on_selector("svg.map desc", "d => d.textContent")
    heights = tab.eval_on_selector_all("svg.map a", "all => all.map(a => a.getBoundingClientRect().height)")
    assert len(heights) == 14
    assert min(heights) > 40
    size = tab.eval_on_selector("svg.map text", "t => parseFloat(getComputedStyle(t).fontSize) * t.getCTM().a")
    assert size > 14
    tab.click("summary:has-text('in words')")
    assert tab.is_visible("details li:has-text('Week 7 (Language models II) builds on week 6.')")


def test_the_site_works_without_javascript(visit):
    tab = visit("week-07", java_script_enabled=False)
    tab.click("text=Softmax and cross-entropy >> nth=0")
    assert tab.url.endswith("week-02.html#T2.6")


@pytest.fixture
def server(built_site):
    """The site on a web server, where a link may ask for a download."""
    handler = functools.partial(SilentHandler, directory=built_site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


class SilentHandler(SimpleHTTPRequestHandler):
    """Serves a folder and prints nothing."""

    def log_message(self, *_):
        pass


def test_a_notebook_can_be_downloaded(visit, built_site, server):
    tab = visit("week-07", accept_downloads=True)
    tab.goto(f"{server}/week-07.html")
    with tab.expect_download() as download:
        tab.click("a[download] >> nth=0")
    assert download.value.suggested_filename == "llm.ipynb"
    assert (built_site / "notebooks/llm.ipynb").read_bytes() == download.value.path().read_bytes()


def test_paper_has_the_lessons_and_no_navigation(visit):
    tab = visit("week-07")
    tab.emulate_media(media="print")
    assert tab.is_visible("article")
    assert not tab.is_visible("header")
    assert not tab.is_visible("text=Week 8: Vision →")


def test_a_day_is_written_out():
    assert site.day(dt.date(2026, 9, 30)) == "Wednesday 30 September 2026"
