"""The figures of a notebook as plain data, for tests of plots."""

import sys
from typing import Any

MAX_AXES, MAX_ARTISTS = 64, 500


class Figures:
    """Remembers the last figure of pyplot that was closed: a notebook closes figures at the end of their cell."""

    closed: Any = None

    @classmethod
    def watch(cls) -> None:
        """Wraps the two functions of matplotlib that close figures."""
        helpers: Any = sys.modules.get("matplotlib._pylab_helpers")
        for name in ("destroy", "destroy_all") if helpers else ():
            setattr(helpers.Gcf, name, cls.keeping(getattr(helpers.Gcf, name)))

    @classmethod
    def keeping(cls, close: Any) -> Any:
        def wrapped(*args: Any) -> Any:
            manager = sys.modules["matplotlib._pylab_helpers"].Gcf.get_active()
            if manager is not None:
                cls.closed = manager.canvas.figure
            return close(*args)

        return wrapped

    @classmethod
    def current(cls) -> dict[str, Any]:
        """The active figure, or the one closed last, as plain data."""
        helpers = sys.modules.get("matplotlib._pylab_helpers")
        manager = helpers.Gcf.get_active() if helpers else None
        figure = cls.closed if manager is None else manager.canvas.figure
        if figure is None:
            return {"title": "", "axes": []}
        return {"title": figure.get_suptitle(), "axes": [_axes_data(ax) for ax in figure.axes[:MAX_AXES]]}


def _plain(array: Any) -> Any:
    """Matplotlib's masked arrays without their masks."""
    return sys.modules["numpy"].asarray(array)


def _axes_data(ax: Any) -> dict[str, Any]:
    """What a test may want to know of one pair of axes."""
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer

    scatters: list[Any] = [c for c in ax.collections if isinstance(c, PathCollection)]
    bars = [c for c in ax.containers if isinstance(c, BarContainer)]
    return {
        "title": ax.get_title(), "xlabel": ax.get_xlabel(), "ylabel": ax.get_ylabel(),
        "xlim": tuple(map(float, ax.get_xlim())), "ylim": tuple(map(float, ax.get_ylim())),
        "xscale": ax.get_xscale(), "yscale": ax.get_yscale(),
        "xticklabels": [t.get_text() for t in ax.get_xticklabels()[:MAX_ARTISTS]],
        "yticklabels": [t.get_text() for t in ax.get_yticklabels()[:MAX_ARTISTS]],
        "legend": [t.get_text() for t in ax.get_legend().get_texts()[:MAX_ARTISTS]] if ax.get_legend() else [],
        "texts": [t.get_text() for t in ax.texts[:MAX_ARTISTS]],
        "lines": [
            {"label": line.get_label(), "x": line.get_xdata(orig=False), "y": line.get_ydata(orig=False)}
            for line in ax.lines[:MAX_ARTISTS]
        ],
        "scatters": [
            {"label": c.get_label(), **dict(zip("xy", _plain(c.get_offsets()).T, strict=True))}
            for c in scatters[:MAX_ARTISTS]
        ],
        "bars": [
            {
                "label": c.get_label(),
                **{k: [float(getattr(p, f"get_{k}")()) for p in c.patches] for k in ("x", "y", "width", "height")},
            }
            for c in bars[:MAX_ARTISTS]
        ],
        "images": [_plain(image.get_array()) for image in ax.images[:MAX_ARTISTS]],
    }  # fmt: skip
