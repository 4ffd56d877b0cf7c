"""Texts of questions: Jinja templates over the parameters, numbers as people write them."""

import functools
from collections.abc import Mapping
from typing import Any

import jinja2
import numpy as np

from autograder.errors import CourseError

TEMPLATES = jinja2.Environment(undefined=jinja2.StrictUndefined, comment_start_string="{##", autoescape=False)  # noqa: S701 - Markdown


def _tex(value: Any) -> str:
    """A number, vector or matrix as LaTeX."""
    rows = np.asarray(value)
    if rows.ndim == 0:
        return neat(rows.item())
    if rows.ndim == 1:
        return "(" + ",\\, ".join(neat(x) for x in rows.tolist()) + ")"
    return "\\begin{pmatrix}" + r" \\ ".join(" & ".join(map(neat, r)) for r in rows.tolist()) + "\\end{pmatrix}"


def neat(x: Any) -> str:
    """A number as people write it: 2.0 is 2, 0.30000000000000004 is 0.3."""
    return f"{x:.10g}" if isinstance(x, float) else str(x)


TEMPLATES.filters |= {"tex": _tex, "neat": neat}


def render(text: str, values: Mapping[str, Any], where: str) -> str:
    """`text` with its `{{ … }}` filled in.

    Raises:
        CourseError: an undefined name, or a template that cannot be read.
    """
    if "{{" not in text and "{%" not in text:
        return text
    try:
        return _template(text).render(values)
    except jinja2.TemplateError as e:
        raise CourseError(f"{where}: {e}; the parameters are: {', '.join(values) or 'none'}") from None


@functools.lru_cache(maxsize=1_000)  # a class renders the same few texts
def _template(text: str) -> jinja2.Template:
    return TEMPLATES.from_string(text)


def points(n: float) -> str:
    """ "1 point", "2.5 points"."""
    return f"{n:g} point{'' if n == 1 else 's'}"
