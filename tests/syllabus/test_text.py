"""Words and formulas of the site: every topic has some, and browsers can set them."""

import re
import xml.etree.ElementTree as ET

import pytest

from syllabus import curriculum, text
from syllabus.text import described, lessons, markdown


def mathml(tex):
    return re.search(r"<math.*</math>", markdown(f"${tex}$"))[0].replace(
        ' xmlns="http://www.w3.org/1998/Math/MathML"', ""
    )


def test_every_topic_has_words_and_one_to_three_formulas():
    assert lessons().keys() == curriculum.topics().keys()
    sources = "\n".join(p.read_text() for p in text.UNITS.glob("*.md"))
    for key, part in zip(*[iter(re.split(r"^## (T\S+)\n", sources, flags=re.M)[1:])] * 2, strict=True):
        assert 1 <= part.count("$$") / 2 <= 3, key
        assert len(re.sub(r"\$\$.*?\$\$", "", part, flags=re.S).split()) >= 6, key


def test_every_formula_is_set():
    for key, html in lessons().items():
        assert "\\" not in html, key  # a command that the converter does not know, or TeX as it was written
        assert "$" not in html, key
        for math in re.findall(r"<math.*?</math>", html):
            assert "merror" not in math
            ET.fromstring(math)


def test_a_name_of_a_function_stands_apart_from_its_argument_and_not_from_a_bracket():
    assert "<mi>log</mi><mspace" in mathml(r"\log x")
    assert "<mi>max</mi><mo" in mathml(r"\max(0, x)")
    assert '<mspace width="0.167em" /><msub><mi>max</mi>' in mathml(r"P(s)\max_a q")


def test_a_minus_after_a_sign_is_a_sign_and_between_terms_is_none():
    assert 'form="prefix"' in mathml("a = -b")
    assert 'form="prefix"' not in mathml("(a) - b")


def test_norms_are_as_high_as_the_text_unless_the_author_stretches_them():
    assert 'stretchy="false"' in mathml(r"\lVert x\rVert")
    assert 'stretchy="false"' not in mathml(r"\left\lVert x\right\rVert")


def test_a_wide_space_parts_a_formula_in_two_and_the_comma_before_it_goes():
    html = markdown(r"$$a = 1, \qquad b = 2$$")
    assert html.count("<math ") == 2
    assert "<mo>,</mo>" not in html


def test_a_bar_is_one_that_stretches():
    assert "‾" in mathml(r"\overline{\log p}")
    assert "‾" in mathml(r"\bar x")


@pytest.mark.parametrize("tex", [r"\arg\min_k x_k", r"\argmin_k x_k"])
def test_argmin_is_one_word(tex):
    assert "argmin" in mathml(tex)


def example(x, y=2, *, fn=len, **more):
    r"""$x^2$, plus
    - nothing.

    Args:
        x: (N,) float.

    Returns:
        (N,) float.

    Raises:
        ValueError: never.

    Source: a lecture.

    >>> example(3)
    9
    """


def test_of_a_function_students_see_call_promise_arguments_and_result():
    said = described("unit/topic.example", example)
    assert said.call == "example(x, y=2, fn=…, **more)"
    assert said.promise.startswith("<p>")
    assert "plus - nothing" in said.promise  # no list
    assert said.args == "<p>x: (N,) float.</p>\n"
    assert said.returns == "<p>(N,) float.</p>\n"
    assert not any(word in "".join(said) for word in ("ValueError", "lecture", "&gt;&gt;&gt;", "Source"))


def test_a_topic_that_comes_twice_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("## T1.1\n\nOnce.\n\n## T1.1\n\nTwice.\n")
    monkeypatch.setattr(text, "UNITS", tmp_path)
    with pytest.raises(ValueError, match="T1.1: expected once"):
        text.lessons.__wrapped__()
