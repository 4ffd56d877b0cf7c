"""`plot_shows`: what a student's figure has to show, asked of `current_figure`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.agreement import CheckFailure
from autograder.checks.data import as_numpy, is_array, stacked

DRAWN = 1e-6  # of the largest value: whoever rounds to 6 digits before drawing is right
Text = str | bool | None
Points = int | Sequence[Any] | None


def plot_shows(
    figure: Any,
    axes: int | None = None,
    *,
    title: Text = None,
    xlabel: Text = None,
    ylabel: Text = None,
    legend: bool | Sequence[str] = False,
    xscale: str | None = None,
    yscale: str | None = None,
    lines: Points = None,
    scatter: Points = None,
    bars: int | None = None,
    image: tuple[int, ...] | None = None,
) -> None:
    """The figure has axes that show all of this; what is not asked for does not matter.

    Args:
        figure: `current_figure`. None passes: a stock Otter kernel has no figure to show.
        axes: the axes that are meant, by number; None accepts any that show it all.
        title, xlabel, ylabel: True for any text, or words that must stand in it (capitals do not matter).
        legend: True for any, or words that its entries must hold.
        xscale, yscale: "linear", "log", "symlog" or "logit".
        lines: at least so many lines, or the (x, y) of each line that must be among those drawn.
        scatter: the same for points; a number counts the points, an (x, y) may have them in any order.
        bars: at least so many bars (of a histogram, too).
        image: the shape of an image that must be among those drawn; of a colour image, also without its channels.

    Raises:
        CheckFailure: the first thing that is missing, in words that do not give data away.
    """
    if figure is None:
        return
    drawn = [{**ax, "figure's title": figure.get("title")} for ax in _items(figure, "axes") if type(ax) is dict]
    if not drawn:
        raise CheckFailure("there is no plot: draw it in the cell before the check")
    if axes is not None:
        if axes >= len(drawn):
            raise CheckFailure(f"expected at least {axes + 1} plots side by side, got {len(drawn)}")
        drawn = [drawn[axes]]
    texts = {"title": title, "xlabel": xlabel, "ylabel": ylabel}
    scales = {"xscale": xscale, "yscale": yscale}
    problems = [list(_problems(ax, texts, scales, legend, lines, scatter, bars, image)) for ax in drawn]
    fewest = min(problems, key=len)
    if fewest:
        which = f"plot {axes + 1}: " if axes is not None else ""
        raise CheckFailure(which + fewest[0])


def _problems(
    ax: dict[str, Any], texts: dict[str, Text], scales: dict[str, str | None], legend: bool | Sequence[str],
    lines: Points, scatter: Points, bars: int | None, image: tuple[int, ...] | None,
) -> Iterator[str]:  # fmt: skip
    """What these axes do not show."""
    yield from _data_problems("lines", "line", [_points(line) for line in _items(ax, "lines")], lines)
    clouds = [_points(cloud) for cloud in _items(ax, "scatters")]
    if isinstance(scatter, int):
        count = sum(len(cloud) for cloud in clouds if cloud is not None)
        if count < scatter:
            yield f"expected at least {scatter} points, got {count}"
    else:
        yield from _data_problems("groups of points", "group", [_in_order(c) for c in clouds], scatter, _in_order)
    count = sum(len(_items(group, "height")) for group in _items(ax, "bars"))
    if bars is not None and count < bars:
        yield f"expected at least {bars} bars, got {count}"
    if image is not None:
        shapes = [tuple(i.shape) for i in _items(ax, "images") if is_array(i)]
        if not any(image in (shape, shape[:2]) for shape in shapes):
            yield f"expected an image of shape {image}, got {shapes[0] if shapes else 'none'}"
    for name, wanted in scales.items():
        found = ax.get(name)
        if wanted is not None and (type(found) is not str or found != wanted):
            yield f"the {name[0]} axis should be {wanted}, plt.{name}({wanted!r})"
    for name, text in texts.items():
        called = "title" if name == "title" else f"label of the {name[0]} axis"
        yield from _text_problems(called, [ax.get(name), ax.get(f"figure's {name}")], text)
    entries = _items(ax, "legend")
    if legend is True and not entries:
        yield "there is no legend: give each line a label and call plt.legend()"
    for word in () if isinstance(legend, bool) else legend:
        yield from _text_problems("legend", entries, word)


def _text_problems(called: str, found: Iterable[Any], wanted: Text) -> Iterator[str]:
    texts = [text for text in found if type(text) is str and text.strip()]
    if wanted and not texts:
        yield f"there is no {called}"
    elif isinstance(wanted, str) and not any(wanted.casefold() in text.casefold() for text in texts):
        yield f"the {called} should say {wanted!r}"


def _data_problems(
    called: str, one: str, drawn: list[np.ndarray | None], wanted: Points, order: Any = lambda points: points
) -> Iterator[str]:
    """Too few of them, or one that is not among them."""
    needed = wanted if isinstance(wanted, int) else len(wanted or ())
    if len(drawn) < needed:
        yield f"expected at least {needed} {called}, got {len(drawn)}"
    for i, (x, y) in enumerate(() if wanted is None or isinstance(wanted, int) else wanted):
        right = order(np.stack([np.asarray(x, float), np.asarray(y, float)], axis=1))
        if any(d is not None and d.shape == right.shape and _equal(d, right) for d in drawn):
            continue
        lengths = sorted({len(d) for d in drawn if d is not None})
        if len(right) not in lengths:
            found = " or ".join(map(str, lengths)) or "none"
            yield f"{one} {i + 1} of {needed}: expected {len(right)} points, got {found}"
        else:
            yield f"{one} {i + 1} of {needed}: none of those drawn shows what is asked for"


def _equal(a: np.ndarray, b: np.ndarray) -> bool:
    largest = np.max(np.abs(b), axis=0, initial=0.0, where=np.isfinite(b))
    return bool(np.allclose(a, b, rtol=0, atol=DRAWN * largest, equal_nan=True))


def _in_order(points: np.ndarray | None) -> np.ndarray | None:
    """The points sorted, up to rounding: any order is the same cloud."""
    return None if points is None else points[np.lexsort(np.round(points, 6).T)]


def _points(item: Any) -> np.ndarray | None:
    """(points, 2) of a line or cloud; None when its data are no numbers."""
    columns = []
    for name in ("x", "y"):
        values = item.get(name) if type(item) is dict else None
        column = as_numpy(values)[0] if is_array(values) else stacked(values) if type(values) in (list, tuple) else None
        if column is None or column.ndim != 1 or column.dtype.kind not in "biufM":
            return None
        columns.append(column.astype(float))
    return np.stack(columns, axis=1) if len(columns[0]) == len(columns[1]) else None


def _items(holder: Any, name: str) -> list[Any]:
    """A list in what the sandbox sent: a claim, of any form."""
    found = holder.get(name) if type(holder) is dict else None
    return [*found] if type(found) is list or type(found) is tuple else []
