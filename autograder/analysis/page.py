"""The statistics of a work as HTML: a section of the class page, or a page of its own. Plots are SVG with their table
beside them; no script and no network."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from autograder.analysis.items import FEWEST, WEAK, Correlation, Distribution
from autograder.analysis.statistics import Said, Statistics
from autograder.report.text import line, number, render

TOP, BOTTOM = 26.0, 262.0  # px of the plot: r = 1, and the lowest r shown
LEFT, RIGHT = 9.0, 97.0  # percent of the width: nobody, and everybody has all points
NARROW_PX = 350.0  # a phone's width: labels that do not overlap there overlap nowhere
LETTER_PX, LINE_PX = 7.0, 13.0
LONGEST = 14  # letters of a label


def section(s: Statistics, *, links: Mapping[str, str] | None = None, alone: bool = False) -> Markup:
    """The section; nothing where nobody is counted.

    Args:
        links: submission → its page.
        alone: with what the class page has elsewhere: totals and misconceptions.
    """
    if not s.students:
        return Markup("")
    known = {} if links is None else links  # those of a large class have no length
    text = render(
        "statistics.html.j2", s=s, alone=alone, told=told(s), fewest=FEWEST, links=known, bars=_bars(s.totals),
        facts=_facts(s.totals), plot=_plot(s.questions), percent=percent, r=coefficient, interval=interval,
        cases=sorted(s.cases, key=lambda c: c.item.difficulty if c.item.difficulty is not None else 2.0),
    )  # fmt: skip
    return Markup(text)  # what the template made: every value in it is escaped


def statistics_page(s: Statistics) -> str:
    """One self-contained page."""
    return render("statistics_page.html.j2", title=s.title, section=section(s, alone=True))


def told(s: Statistics) -> list[tuple[str, str]]:
    """What to look at and why: questions, cases of questions of which nothing is said, variants."""
    named = {q.question for q in s.questions if q.said}
    found = [(q.question, q.said) for q in s.questions if q.said]
    found += [(f"{c.question} · {c.item.name}", c.said) for c in s.cases if c.said and c.question not in named]
    return [*found, *((f"{v.comparison.question} by {v.comparison.by}", v.said) for v in s.variants if v.said)]


def percent(share: float | None) -> str:
    """A share for people.

    >>> percent(0.456), percent(None)
    ('46 %', '–')
    """
    return "–" if share is None else f"{100 * share:.0f} %"


def coefficient(x: float | None) -> str:
    """An r or an α for people, with its sign.

    >>> coefficient(-0.312), coefficient(None)
    ('−0.31', '–')
    """
    return "–" if x is None else f"{round(x, 2) + 0.0:.2f}".replace("-", "−")


def interval(c: Correlation | None) -> str:
    """Its 95 % interval."""
    return "" if c is None else f"{coefficient(c.low)} to {coefficient(c.high)}"


def _facts(d: Distribution | None) -> list[tuple[str, str]]:
    if d is None:
        return []
    rows = [("mean", number(d.mean)), ("median", number(d.median))]
    rows += [("quartiles", f"{number(d.quartiles[0])} and {number(d.quartiles[1])}")] if d.count > 1 else []
    rows += [("standard deviation", number(d.sd))] if d.sd is not None else []
    return [*rows, ("lowest and highest", f"{number(d.low)} and {number(d.high)}")]


def _bars(d: Distribution | None) -> list[dict[str, Any]]:
    """One for each tenth of the points, and one for all of them."""
    if d is None:
        return []
    top, until, rows = max(d.bins), 0, []
    for i, count in enumerate(d.bins):
        until += count
        name = "all points" if i == 10 else f"{10 * i} to {10 * i + 10} %"
        rows.append(
            {
                "name": name, "label": "all" if i == 10 else str(10 * i), "count": count, "height": 150 * count / top,
                "share": count / d.count, "until": until / d.count,
            }
        )  # fmt: skip
    return rows


class Dot(NamedTuple):
    """A question in the plot: place in percent and px, and its label's, which may be missing."""

    name: str
    title: str
    x: float
    y: float
    odd: bool
    label: tuple[float, float, str] | None  # px beside the dot, px from the top, anchor


def _plot(questions: Sequence[Said]) -> dict[str, Any]:
    """Difficulty × discrimination, and who is not in it."""
    shown = [q for q in questions if q.item.discrimination is not None and q.item.difficulty is not None]
    lowest = min([-0.2, *(q.item.discrimination.r for q in shown if q.item.discrimination)])
    steps = range(math.floor(lowest * 5 + 1e-9), 6)  # fifths, down to the lowest
    low = steps[0] / 5

    def y(r: float) -> float:
        return TOP + (1 - r) / (1 - low) * (BOTTOM - TOP)

    taken: list[tuple[float, float, float, float]] = []
    places = []
    for q in shown:
        assert q.item.discrimination is not None
        assert q.item.difficulty is not None
        share = min(1.0, max(0.0, q.item.difficulty))
        at = (LEFT + share * (RIGHT - LEFT), y(q.item.discrimination.r))
        places.append((q, at))
        px = at[0] / 100 * NARROW_PX
        taken.append((px - 5, at[1] - 5, px + 5, at[1] + 5))
    dots = []
    for q, at in places:
        name = line(q.item.name, LONGEST)
        r = coefficient(q.item.discrimination.r if q.item.discrimination else None)
        title = f"{line(q.item.name, 80)}: {percent(q.item.difficulty)} of the points, discrimination {r}"
        dots.append(Dot(name, title, round(at[0], 2), round(at[1], 1), bool(q.said), _label(name, at, taken)))
    left_out = [q.item.name for q in questions if q not in shown]
    return {
        "dots": dots, "left_out": left_out, "weak": WEAK, "weak_y": round(y(WEAK), 1), "zero_y": round(y(0.0), 1),
        "rows": [(f"{i / 5:.1f}".replace("-", "−"), round(y(i / 5), 1)) for i in steps],
        "columns": [(f"{p}", round(LEFT + p / 100 * (RIGHT - LEFT), 2)) for p in (0, 25, 50, 75, 100)],
        "left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM,
    }  # fmt: skip


def _label(
    name: str, at: tuple[float, float], taken: list[tuple[float, float, float, float]]
) -> tuple[float, float, str] | None:
    """Where a label overlaps no dot and no other label, even on a phone; None: nowhere near its dot."""
    px, width = at[0] / 100 * NARROW_PX, LETTER_PX * len(name)
    for down in (0.0, -LINE_PX, LINE_PX, -2 * LINE_PX, 2 * LINE_PX):
        for anchor in ("start", "end"):
            x = px + 9 if anchor == "start" else px - 9 - width
            box = (x, at[1] + down - 6, x + width, at[1] + down + 6)
            inside = box[0] > LEFT / 100 * NARROW_PX and box[2] < NARROW_PX and box[1] > TOP - 8 and box[3] < BOTTOM
            if inside and not any(b[0] < box[2] and box[0] < b[2] and b[1] < box[3] and box[1] < b[3] for b in taken):
                taken.append(box)
                return (9.0 if anchor == "start" else -9.0, round(at[1] + down + 4, 1), anchor)
    return None
