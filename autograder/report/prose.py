"""The course's own Markdown as HTML: a question's text, with formulas that a browser draws (MathML).

Texts of students never come here: they are shown as they were typed.
"""

import functools
import re
from typing import Any

from markupsafe import Markup, escape

from autograder.report.text import visible

LONGEST = 20_000  # characters of one text
COMMENT = re.compile(r"<!--.*?-->", re.S)  # of an author's, such as `graded: dtype`
LINK = re.compile(r"https?://|(?:attachment:)?[\w./-]+\.(?:png|jpe?g|gif|svg)$")  # to the web, or of a picture


def prose(text: str) -> Markup:
    r"""Markdown as HTML without raw HTML, pictures, or links that are not to the web.

    >>> prose("**a** <b> $x^2$").count("<math"), "<b>" in prose("**a** <b>")
    (1, False)
    >>> prose("dtype <!-- graded: dtype -->")
    Markup('<p>dtype</p>\n')
    """
    return Markup(_markdown().render(COMMENT.sub("", visible(text, LONGEST))))


@functools.cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt  # a command that shows no page loads neither
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    md = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    md.validateLink = lambda url: LINK.match(url) is not None  # type: ignore[method-assign]
    dollarmath_plugin(
        md, double_inline=True, allow_labels=False, renderer=lambda tex, kind: formula(tex, kind["display_mode"])
    )
    md.add_render_rule("image", _picture)
    md.add_render_rule("heading_open", lambda *_: "<p><b>")  # the page's own headings are above it
    md.add_render_rule("heading_close", lambda *_: "</b></p>\n")
    return md


def _picture(_: Any, tokens: Any, at: int, *__: Any) -> str:
    """What a picture shows, in words: a page loads nothing."""
    return f"<em>[picture: {escape(tokens[at].content or 'see the notebook')}]</em>"


@functools.cache
def formula(tex: str, display: bool) -> str:
    """A formula as MathML; its source where it cannot be set.

    >>> formula("x_i", False).startswith("<math"), formula("<b>", False).count("<b>")
    (True, 0)
    """
    from latex2mathml.converter import convert

    try:
        return str(convert(tex, display="block" if display else "inline"))
    except Exception:  # each kind of bad TeX has an error of its own
        return f"<code>{escape(tex)}</code>"
