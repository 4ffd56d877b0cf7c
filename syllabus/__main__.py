"""python -m syllabus: the course's site in dist/course."""

import argparse
import datetime as dt
import sys
import time
from pathlib import Path

from autograder.errors import AutograderError
from syllabus.site import build_site


def day(text):
    """The day of an option."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day such as 2026-09-30, got {text!r}") from None


def main():
    """Builds the site, and says where it is; 2 when the course has an error."""
    parser = argparse.ArgumentParser(prog="python -m syllabus", description="Builds the course's site: dist/course/.")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="the folder of builds (dist)")
    parser.add_argument("--first", type=day, help="the day of the first lecture, such as 2026-09-30")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        site = build_site(options.out, options.first)
    except AutograderError as e:
        print(e, file=sys.stderr)
        return 2
    pages = len([*site.glob("*.html")])
    print(f"{site / 'index.html'}: {pages} page{'s' if pages != 1 else ''} in {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
