"""Formulas on paper: TeX to SVG (ziamath); what cannot be set is an error, never left out."""

import base64
import functools
import xml.etree.ElementTree as ET
from typing import Any

from markupsafe import escape

from autograder.errors import CourseError

INVISIBLE = frozenset(" \n\t\xa0\u2061\u2062\u2063\u2064")
CLOSING = frozenset(")]}|‖!′⟩⌉⌋")
UNIT = 20  # size in which formulas are set; widths are given relative to it
MARGIN = 0.2  # around a formula, in the same unit: rounded outlines stay uncut


@functools.cache  # the sheets of a class share most of their formulas
def formula(tex: str, display: bool) -> str:
    """A formula as SVG that stands on the baseline and grows with the text around it.

    Raises:
        CourseError: it is no TeX, or has a command, an environment or a character that cannot be set.
    """
    import ziamath.tex

    ziamath.config.svg2 = False  # outlines in place: symbols of two formulas never share an id
    ziamath.config.precision = 2
    try:
        mathml = ET.fromstring(ziamath.tex.tex2mml(tex, inline=not display))
        _sign_minuses(mathml)
        math = ziamath.Math(mathml, size=UNIT, margin=MARGIN)
        svg = math.svg()
    except Exception as e:  # the parser's own errors and its assertions
        raise CourseError(f"formula ${tex}$: {type(e).__name__} {e}".rstrip()) from None
    if problem := _unset(tex, math):
        raise CourseError(f"formula ${tex}$: {problem}")
    width = (math.getsize()[0] + 2 * MARGIN) / UNIT
    style = f"width: {width:.4g}em; vertical-align: {(math.getyofst() - MARGIN) / UNIT:.4g}em"
    data = base64.b64encode(svg.encode()).decode()
    return f'<img style="{style}" alt="{escape(tex)}" src="data:image/svg+xml;base64,{data}">'


def _sign_minuses(mathml: ET.Element) -> None:
    """A minus after an operator or a comma is a sign: it stands close to its number."""
    for parent in mathml.iter():
        before: list[ET.Element] = []
        for node in parent:
            if node.tag.endswith("}mo") and node.text in ("-", "−", "+") and before and _is_operator(before[0]):
                node.set("form", "prefix")
            before = before if node.tag.endswith("}mspace") else [node]


def _is_operator(node: ET.Element) -> bool:
    return node.tag.endswith("}mo") and (node.text or "") not in CLOSING


def _unset(tex: str, math: Any) -> str | None:
    """What ziamath would leave out without a word, or None."""
    tables = 0
    for node in math.mathml.iter():
        tables += node.tag.endswith("mtable")
        text = node.text or ""
        if text.startswith("\\") and len(text) > 1:
            return f"the command {text} is not known"
        if missing := next((c for c in text if c not in INVISIBLE and not math.font.glyphindex(c)), None):
            return f"the font has no {missing!r}"
    if tables < tex.count(r"\begin{"):
        return "an environment is not known"
    return None
