"""Pairs of timings, side by side, and the table they make."""

import statistics
import time


def timed(function, *args):
    """(seconds, result) of one call."""
    began = time.perf_counter()
    result = function(*args)
    return time.perf_counter() - began, result


def row(name, ours, peer, target):
    """A line of a table: medians in ms, and the median of the ratios of the pairs."""
    ratio = statistics.median(p / o for o, p in zip(ours, peer, strict=True))
    a, b = statistics.median(ours) * 1e3, statistics.median(peer) * 1e3
    return f"| {name} | {a:.4g} ms | {b:.4g} ms | {ratio:.3g} | {target} |"


def show(title, peer, rows):
    """Prints a Markdown table."""
    print(f"\n\n### {title}\n\n| | ours | {peer} | {peer} / ours | target |\n|---|---:|---:|---:|---|")
    print("\n".join(rows))
