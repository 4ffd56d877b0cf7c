r"""A student's cells and outputs as a grader may open them: nothing in them runs or loads from elsewhere.

Jupyter, VS Code and nbconvert differ in what they trust and sanitise, and extensions add to it; so nothing is left to
them. Code is kept as it is: it runs when somebody runs it. Markdown keeps its form, but no HTML, no links, no pictures
from elsewhere, no MyST, no diagrams, and none of the commands of mathematics that reach out. Outputs keep text, PNG
pictures, and tables (pandas'), which are built anew from the text of their cells.
"""

import re
from html import escape, unescape
from typing import Any

import nbformat

from autograder.report.text import visible

LONGEST = 100_000  # characters of one text; the student's page has the whole report
PLAIN_LANGUAGES = "python|py|text|bash|sh|console"  # of a fenced block; others may be drawn, as mermaid is
PASTED = r"!\[[^\[\]\n]*\]\(attachment:[\w.-]+\)"
# What MathJax and KaTeX, or their extensions, load, link or style with.
REACHING = r"\\(?=(?:href|url|bbox|data|require|class|cssId|style|html\w*|includegraphics|csname|unicode|mmlToken)\b)"
BASE64 = r"[A-Za-z0-9+/\s]*+={0,2}\s*+"  # and nothing else: nbconvert puts it into an attribute
ATTACHED = ("image/png", "image/jpeg")
SOURCES = ("text/markdown", "text/latex", "text/html", "image/svg+xml")
# Each breaks a mark apart by a space, which reads alike, also in code and in mathematics. Possessive (*+) where a long
# text could be tried over and over.
BREAKS = (
    (re.compile(r"<(?=[A-Za-z/!?])"), "< "),  # a tag, for every reader of HTML
    (re.compile(r"&(?=[A-Za-z#])"), "& "),  # an entity, which could spell any of these
    (re.compile(rf"({PASTED})|\](?=[(:])"), lambda m: m[1] or "] "),  # link, picture, reference
    (
        re.compile(rf"((?<!`)`{{3,}}+|(?<!~)~{{3,}}+)(?![ \t]*+(?:(?:{PLAIN_LANGUAGES})[ \t]*+)?$)", re.M),
        r"\1 text ",
    ),  # a fence that acts
    (re.compile(r":{3,}"), "::"),  # MyST's other fence
    (re.compile(r"\}(?=`)"), "} "),  # MyST's roles
    (re.compile(REACHING), r"\\ "),
)
TABLE = re.compile(r"\s*<(?:div|style|table)\b")  # how pandas' HTML begins
TABLE_TAG = re.compile(r"<(/?)(table|tr|th|td)\b([^<>]*)>")
SPAN = re.compile(r"\b(colspan|rowspan)=\"?(\d{1,2})\b")
VERDICT = re.compile(
    r"[✅❌]|\d\s*(?:of|out of|/)\s*\d+(?:[.,]\d+)?\s*(?:points|pts)\b|\blikely mistake\b|\bgraded\s*:", re.I
)


def markdown_source(text: str) -> str:
    """Markdown that formats text and mathematics, and does nothing else in any reader.

    >>> markdown_source("**a < b** <img src=x> [x](y) ![x](http://y) `a[1]`")
    '**a < b** < img src=x> [x] (y) ![x] (http://y) `a[1]`'
    """
    shown = visible(text.replace("\r\n", "\n"), LONGEST)
    for mark, apart in BREAKS:
        shown = mark.sub(apart, shown)
    return shown


def looks_like_a_verdict(text: str) -> bool:
    """Whether somebody could take the text for a grader's.

    >>> looks_like_a_verdict("q1: 3 of 3 points"), looks_like_a_verdict("epoch 3 of 10")
    (True, False)
    """
    return VERDICT.search(text) is not None


def inert_output(output: dict[str, Any]) -> Any | None:
    """The output as text or PNG; None when nothing is left of it."""
    kind = output["output_type"]
    if kind == "stream":
        return nbformat.v4.new_output("stream", name="stdout", text=visible(output["text"], LONGEST))
    if kind == "error":
        lines = [visible(line, LONGEST) for line in output["traceback"]]
        names = {key: visible(output[key], LONGEST) for key in ("ename", "evalue")}
        return nbformat.v4.new_output("error", traceback=lines, **names)
    said = output["data"]
    data = {"image/png": said["image/png"]} if re.fullmatch(rf"iVBORw0KGgo{BASE64}", said.get("image/png", "")) else {}
    plain, table = said.get("text/plain", ""), table_html(said.get("text/html", ""))
    if table:
        data["text/html"] = table
    elif not plain or re.fullmatch(r"<[^\n]*>", plain):  # <IPython.core.display.HTML object> says less than its source
        plain = next((said[mime] for mime in SOURCES if mime in said), plain)
    if plain:
        data["text/plain"] = visible(plain, LONGEST)
    return nbformat.v4.new_output("display_data", data) if data else None


def table_html(source: str) -> str | None:
    """The tables of HTML such as pandas writes, as one table of text; None when there is none.

    >>> table_html('<table class="dataframe" onclick="f()"><tr><th>a<script>f()</script></th></tr></table>')
    '<table><tr><th>af()</th></tr></table>'
    """
    if len(source) > LONGEST or not TABLE.match(source):
        return None
    rows: list[list[str]] = []
    below = []
    _, *pieces = TABLE_TAG.split(source)
    for end, tag, options, text in zip(*(pieces[i::4] for i in range(4)), strict=True):
        words = escape(visible(unescape(re.sub(r"<[^<>]*>", "", text)).strip()))
        words = re.sub(REACHING, r"\\ ", words)
        if tag == "tr" and not end:
            rows.append([])
        if tag in ("th", "td") and not end and rows:
            spans = "".join(f' {name}="{size}"' for name, size in SPAN.findall(options))
            rows[-1].append(f"<{tag}{spans}>{words}</{tag}>")
        elif words:
            below.append(f"<p>{words}</p>")
    made = "".join(f"<tr>{''.join(row)}</tr>" for row in rows if row)
    return f"<table>{made}</table>{''.join(below)}" if made else None


def attachments(cell: Any) -> dict[str, dict[str, str]]:
    """The pictures that a student pasted into a cell of text."""
    found = cell.get("attachments")
    return {
        str(name): {mime: data for mime, data in kinds.items() if mime in ATTACHED and re.fullmatch(BASE64, str(data))}
        for name, kinds in (found.items() if isinstance(found, dict) else ())
        if isinstance(kinds, dict)
    }
