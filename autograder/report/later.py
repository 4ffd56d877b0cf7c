"""What of a page is known only when the class is graded: who comes before and after, and how the class did.

A page has a place for each, between two comments; no text of a student's can hold one, because all are escaped.
"""

import re
from array import array
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from autograder.report.text import href, line, number
from autograder.results import Report

FEWEST = 5  # scores of which a mean is told: of fewer, one could be guessed


def filled(page: str, place: str, content: str) -> str:
    """The page with `content` at a place; a page without the place as it is.

    >>> filled("a <!--x-->old<!--/x-->", "x", "new")
    'a <!--x-->new<!--/x-->'
    """
    found = re.compile(f"<!--{place}-->.*?<!--/{place}-->", re.S)
    return found.sub(lambda _: f"<!--{place}-->{content}<!--/{place}-->", page, count=1)


def in_order(reports: Iterable[Report]) -> list[Report]:
    """As the class page lists them."""
    return sorted(reports, key=lambda r: (r.person.lower(), r.submission))


def siblings(before: Report | None, after: Report | None) -> Markup:
    """Links from a staff page to those of the students before and after."""
    link = Markup('<a rel="{}" href="{}"><bdi>{}</bdi></a>')
    found = [
        Markup("<span>{}{}{}</span>").format(
            "← " if rel == "prev" else "",
            link.format(rel, href(f"{r.submission}.html"), line(r.person, 40) or line(r.submission, 40)),
            " →" if rel == "next" else "",
        )
        for rel, r in (("prev", before), ("next", after))
        if r is not None
    ]
    return Markup(" ").join(found)


def class_mean(reports: Sequence[Report]) -> Markup:
    """How the class did, for a student; nothing when too few have a score."""
    totals = array("d", (r.total for r in reports if r.decided))
    if len(totals) < FEWEST:
        return Markup()
    possible = max(r.possible for r in reports)
    text = f"Class mean: {number(sum(totals) / len(totals))} of {number(possible)} points, {len(totals)} students"
    return Markup('<p class="small soft" style="margin:.5rem 0 0">{}</p>').format(escape(text))
