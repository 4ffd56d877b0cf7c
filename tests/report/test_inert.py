"""What a student's cells can do to whoever opens the executed notebook: nothing."""

import re
import time

import nbformat
import pytest
from markdown_it import MarkdownIt
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.report.inert import markdown_source, table_html
from autograder.report.notebook import annotated_notebook
from tests.report.samples import case, question, report
from tests.report.test_notebook import annotated, notebook
from tests.report.test_student import Reader

ACTIVE = [
    "<script>owned()</script>",
    "<SCRIPT src=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=owned()>",
    "text <svg/onload=owned()> text",
    "<iframe srcdoc='<script>owned()</script>'>",
    "<style>@import 'http://evil.example';</style>",
    "<!--><script>owned()</script>-->",
    "<?php owned() ?>",
    "<b\n onclick=owned()>x</b>",
    "[x](javascript:owned())",
    "[x](java&#115;cript:owned())",
    "[x](<javascript:owned()>)",
    "[x]\n\n[x]: javascript:owned()",
    "![x](http://evil.example/x.png)",
    "![x][y]\n\n[y]: http://evil.example/x.png",
    "![x](attachment:\n\n[x]: http://evil.example/x.png",
    "![](attachment:x.png 'title)\n\n[]: http://evil.example",
    "<javascript:owned()>",
    "> * <img\n> * src=http://evil.example/x.png>",
    "```mermaid\ngraph TD; A@{ img: 'http://evil.example/x.png' }\n```",
    "```{raw} html\n<script>owned()</script>\n```",
    "~~~{iframe} http://evil.example\n~~~",
    ":::{iframe} http://evil.example\n:::",
    "{eval}`owned()`",
    "$\\href{javascript:owned()}{x}$",
    "$ &bsol;href{javascript:owned()}{x} $",
    "$$\\style{background:url(http://evil.example)}{x}$$",
    "$$\\bbox[background:url(http://evil.example)]{x}$$",
    "$\\def\\x{\\href}\\x{javascript:owned()}{y}$",
    "$<img src=x onerror=owned()>$",
]
FORMATS = {"p", "a", "br", "pre", "code", "blockquote", "ul", "li", "h2", "em", "strong", "div", "span"}
RENDERERS = {
    "commonmark": MarkdownIt("commonmark", {"html": True}).render,
    "gfm": MarkdownIt("gfm-like", {"html": True, "linkify": False}).render,
    "nbconvert": markdown2html_mistune,
}


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
@pytest.mark.parametrize("text", ACTIVE)
def test_a_students_markdown_runs_and_loads_nothing(render, text):
    html = render(markdown_source(text))
    links = [a.get("href") for t, a in Reader(html).tags if t == "a"]
    assert all(re.match("http://evil.example", link) for link in links)  # an address that stands there as text
    assert {t for t, _ in Reader(html).tags} <= FORMATS
    languages = {a["class"] for t, a in Reader(html).tags if t in ("code", "pre") and "class" in a}
    assert languages <= {"language-text", "highlight"}
    assert not re.search(r"\\(href|style|require|bbox)", Reader(html).text)
    assert not re.search(r"(`{3}|~{3}|:{3})\{|\{eval\}`", markdown_source(text))


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nSome **bold** and *soft* words, `a[1]`, and $x < y$, $\\frac{a}{b}$.\n\n* one\n* two\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "```python\nx = 1\n```\n",
        "````\n```\n````\n",
        "$$\\begin{matrix} a & b \\\\ c & d \\end{matrix}$$",
        "![](attachment:plot.png)",
    ],
)
def test_markdown_that_only_formats_is_left_as_it_is(text):
    assert markdown_source(text) == text


@pytest.mark.parametrize(
    "text", ["```" + " " * 90_000 + "x", "![" * 45_000, "1 " * 45_000, "`" * 90_000, "<table" * 15_000]
)
def test_a_long_text_takes_time_in_proportion_to_its_length(text):
    began = time.monotonic()
    nb = notebook("1")
    nb.cells.append(nbformat.v4.new_markdown_cell(text))
    annotated(
        nb,
        report(question("q1", case("a"))),
        {0: [output(png="iVBORw0KGgo" + " " * 1_000_000 + "!", html=f"<table>{text}")]},
    )
    assert time.monotonic() - began < 10  # half a second; minutes where each place is tried from each


def output(**data):
    names = {"plain": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png"}
    names |= {"markdown": "text/markdown", "latex": "text/latex"}
    return {"output_type": "display_data", "data": {names[k]: v for k, v in data.items()}, "metadata": {}}


def shown(*outputs):
    out = annotated(notebook("f()"), report(question("q1", case("a"))), {0: list(outputs)})
    (cell,) = [c for c in out.cells if c.cell_type == "code"]
    return [o.data for o in cell.outputs]


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\n"


def test_a_table_of_pandas_stays_readable():
    import pandas as pd

    frame = pd.DataFrame({"loss": [0.5, 0.25], "epoch": [1, 2]})
    (data,) = shown(output(html=frame._repr_html_(), plain=repr(frame)))
    assert data["text/plain"] == "   loss  epoch\n0  0.50      1\n1  0.25      2"
    head = "<tr><th></th><th>loss</th><th>epoch</th></tr>"
    body = "<tr><th>0</th><td>0.50</td><td>1</td></tr><tr><th>1</th><td>0.25</td><td>2</td></tr>"
    assert data["text/html"] == f"<table>{head}{body}</table>"


def test_a_table_with_two_rows_of_headers_keeps_its_spans_and_a_cut_one_says_its_size():
    import pandas as pd

    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["loss"], ["train", "test"]]))
    assert '<th colspan="2">loss</th>' in table_html(frame._repr_html_())
    assert "<p>100 rows × 1 columns</p>" in table_html(pd.DataFrame({"x": range(100)})._repr_html_())


@pytest.mark.parametrize("text", ACTIVE)
@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table onload=owned() {}><tr><th colspan=2 style='background:url(http://evil.example)' {}>a</th></tr></table>{}",
        "<style>{}</style><table><tr><td>{}",
        "<table><tr></table></div></body><td>a</td>{}",
    ],
)
def test_a_table_is_built_of_text(table, text):
    html = table_html(table.replace("{}", text)) or "<table></table>"  # where a tag is broken, its source is shown
    tags = Reader(html).tags
    assert {t for t, _ in tags} <= {"table", "tr", "th", "td", "p"}
    assert {(k, v) for _, a in tags for k, v in a.items()} <= {("colspan", "2")}
    assert html.count("<td") == html.count("</td>")
    assert html.count("<table>") == html.count("</table>") == 1
    assert not re.search(r"\\(href|style|require|bbox)", Reader(html).text)


def test_a_picture_of_matplotlib_stays():
    assert shown(output(png=PIXEL, plain="<Figure size 1x1>"))[0]["image/png"] == PIXEL


@pytest.mark.parametrize("kind", ["html", "svg", "markdown", "latex"])
def test_an_output_that_could_act_is_shown_as_its_source(kind):
    source = "<svg onload=owned()><script>owned()</script></svg>"
    assert shown(output(**{kind: source}, plain="<IPython.core.display.HTML object>")) == [{"text/plain": source}]


@pytest.mark.parametrize("png", ['x" onerror="owned()', PIXEL + '" onerror="owned()', "PHN2Zz4=", ""])
def test_what_is_no_png_is_no_picture(png):
    assert shown(output(png=png)) == []


def everything():
    """A notebook full of attacks, with outputs."""
    nb = notebook("1")
    nb.cells += [nbformat.v4.new_markdown_cell(text) for text in ACTIVE]
    nb.cells += [nbformat.v4.new_raw_cell(text, metadata={"raw_mimetype": "text/html"}) for text in ACTIVE]
    nb.metadata = {"jupytext": {"formats": "ipynb,../owned//py"}, "widgets": {"state": "owned"}, "title": ACTIVE[0]}
    outputs = [output(html=text, svg=text, latex=text, markdown=text, png=text, plain=text) for text in ACTIVE]
    outputs += [output(html=f"<table {text}><tr><td {text}>{text}</td><tr>{text}") for text in ACTIVE]
    outputs += [{"output_type": "stream", "name": "stdout", "text": text} for text in ACTIVE]
    outputs += [{"output_type": "error", "ename": text, "evalue": text, "traceback": [text]} for text in ACTIVE]
    return nb, {0: outputs}


def test_the_page_that_nbconvert_makes_runs_no_script_of_a_student_and_loads_nothing_for_them():
    html, _ = HTMLExporter().from_notebook_node(
        annotated(everything()[0], report(question("q1", case("a"))), everything()[1])
    )
    empty, _ = HTMLExporter().from_notebook_node(annotated(notebook("1"), report(question("q1", case("a")))))
    for tag in ("script", "style", "iframe", "svg", "img", "link"):
        assert len(re.findall(f"<{tag}\\b", html, re.I)) == len(re.findall(f"<{tag}\\b", empty, re.I))
    for tag, attributes in Reader(html).tags:
        assert not [k for k, v in attributes.items() if k.startswith("on") or "owned" in str(v)]
        assert tag == "a" or "evil" not in str(attributes)


def test_a_students_metadata_says_nothing_to_a_reader_of_notebooks():
    nb, outputs = everything()
    for cell in nb.cells:
        cell.metadata["jupyter"] = {"source_hidden": True, "outputs_hidden": True}
        cell.metadata["tags"] = ["remove-cell"]
    out = annotated(nb, report(question("q1", case("a"))), outputs)
    assert set(out.metadata) == {"kernelspec", "language_info"}
    assert all(set(c.metadata) <= {"autograder"} for c in out.cells)


def test_a_pasted_picture_stays_but_one_that_is_no_picture_does_not():
    nb = notebook()
    nb.cells.append(nbformat.v4.new_markdown_cell("![](attachment:a.png)"))
    nb.cells[0]["attachments"] = {"a.png": {"image/png": PIXEL, "image/svg+xml": ACTIVE[3], "image/jpeg": "<script>"}}
    cell = annotated(nb, report(question("q1", case("a")))).cells[1]
    assert cell.source == "![](attachment:a.png)"
    assert cell.attachments == {"a.png": {"image/png": PIXEL}}


# -- imitated verdicts -------------------------------------------------------------------------------------------------


def mark_of(out):
    return re.search(r"mark \*\*(\w{8})\*\*", out.cells[0].source)[1]


def test_every_cell_of_ours_carries_a_mark_that_no_other_cell_begins_with():
    r = report(question("q1", case("a")), question("q2", case("b")))
    nb = notebook("grader.check('q1')", "x")
    nb.cells.append(nbformat.v4.new_markdown_cell("**00000000 · q2: 2 of 2 points**"))
    out = annotated(nb, r)
    ours = [c for c in out.cells if c.metadata.get("autograder")]
    assert [c.source.startswith(f"**{mark_of(out)} ·") for c in ours] == [False, True, True]
    assert not [c for c in out.cells if c not in ours and c.source.startswith(f"**{mark_of(out)}")]


def test_the_mark_is_drawn_again_while_a_text_of_the_student_holds_it(monkeypatch):
    drawn = iter(["aaaaaaaa", "bbbbbbbb", "cccccccc"])
    monkeypatch.setattr("autograder.report.notebook.secrets.token_hex", lambda n: next(drawn))
    outputs = {0: [{"output_type": "stream", "name": "stdout", "text": "bbbbbbbb"}]}
    assert mark_of(annotated(notebook("# aaaaaaaa"), report(question("q1", case("a"))), outputs)) == "cccccccc"


IMITATED = [
    "**q1: 4 of 4 points**",
    "- ✅ random: passed",
    "**Graded: 9 of 9 points**",
    "Q1: 4/4 pts",
    "**Likely mistake:** none",
]


@pytest.mark.parametrize("text", IMITATED)
@pytest.mark.parametrize("kind", ["markdown", "raw", "stream", "display"])
def test_what_looks_like_a_verdict_is_said_to_be_the_students(kind, text):
    nb, outputs = notebook("1"), {}
    if kind in ("markdown", "raw"):
        nb.cells = [getattr(nbformat.v4, f"new_{kind}_cell")(text)]
    else:
        out = (
            output(html=f"<p>{text}</p>")
            if kind == "display"
            else {"output_type": "stream", "name": "stdout", "text": text}
        )
        outputs = {0: [out]}
    out = annotated(nb, report(question("q1", case("a"))), outputs)
    cell = out.cells[1]
    said = cell.outputs[0].text if cell.cell_type == "code" else cell.source
    assert f"Not the grader's: the student's own, without the mark {mark_of(out)}." in said.splitlines()[0]


def test_what_an_honest_student_prints_gets_no_such_word():
    nb = notebook("1")
    nb.cells.append(nbformat.v4.new_markdown_cell("## Question 1 (3 points)\n\nWrite `f`."))
    out = annotated(
        nb,
        report(question("q1", case("a"))),
        {0: [{"output_type": "stream", "name": "stdout", "text": "epoch 3 of 10"}]},
    )
    assert "Not the grader" not in nbformat.writes(out)


def test_the_summary_on_top_lists_the_questions():
    r = report(question("q1", case("a"), title="Scores"), question("q2", case("b"), case("c")))
    nb = notebook()
    nb.cells.append(nbformat.v4.new_markdown_cell("**Graded: 99 of 99 points**"))
    first = nbformat.reads(annotated_notebook(nb, {}, r, "hint").decode(), 4).cells[0].source
    text = " ".join(Reader(MarkdownIt("commonmark").render(first)).text.split())
    assert "Graded: 3 of 3 points" in text
    assert "q1 Scores: 1 of 1 q2 : 2 of 2" in text.replace("q2:", "q2 :")
