"""Text from students on its way to a page: visible, harmless, bounded. Escaping itself is Jinja's."""

import re
import unicodedata
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])


def visible(text: object, cap: int = 20_000) -> str:
    """`text` without control characters and direction overrides, at most `cap` characters."""
    plain = str(text)[:cap].translate(_BIDI)
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", plain)
    shown = "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") else "�" for c in plain)
    return shown + (" …" if len(str(text)) > cap else "")


def number(x: float) -> str:
    """Points as people write them: 2, 2.5, 0.33."""
    return f"{round(x, 2):g}"


@cache
def templates() -> Environment:
    """The page templates: every value is escaped."""
    env = Environment(
        loader=PackageLoader("autograder.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters["visible"] = visible
    env.filters["points"] = number
    return env


def render(name: str, **values: Any) -> str:
    """The page `name` with `values`."""
    return templates().get_template(name).render(**values)
