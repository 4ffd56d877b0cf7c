"""The Jinja environment of all pages: autoescape for every template, every value cleaned before it is escaped."""

import base64
import functools
import hashlib
import re
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from autograder.report import text

TEMPLATES = files("autograder.report") / "templates"


def _finalize(value: Any) -> Any:
    """Runs on every {{ expression }}, before autoescape."""
    if isinstance(value, Markup):
        return value
    return text.clean(value) if isinstance(value, str) else value


def inline(value: str) -> Markup:
    """Escaped text whose `back-quoted` parts are code."""
    parts = re.split(r"`([^`\n]+)`", text.clean(value))
    return Markup("").join(
        Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts)
    )


@functools.cache
def environment() -> jinja2.Environment:
    """The environment, made once a process."""
    env = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (TEMPLATES / name).read_text(encoding="utf-8")),
        autoescape=True,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "clip": text.clip,
        "count": text.count,
        "duration": text.duration,
        "href": text.href,
        "inline": inline,
        "num": text.number,
        "one_line": text.one_line,
        "percent": text.percent,
    }
    return env


def script(name: str) -> tuple[Markup, str]:
    """A script to inline, and the Content-Security-Policy source that allows it and no other."""
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = hashlib.sha256(source.encode()).digest()
    return Markup(source), f"'sha256-{base64.b64encode(digest).decode()}'"  # noqa: S704 - our own file


def render(template: str, **values: Any) -> str:
    """A page from one of our templates."""
    return environment().get_template(template).render(values)
