"""The words and formulas of the pages: units/*.md, docstrings of the answer key; formulas as MathML."""

import functools
import inspect
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from autograder.report.prose import prose

UNITS = Path(__file__).parent / "units"
MATHML = "http://www.w3.org/1998/Math/MathML"
WORD = re.compile(r"[A-Za-z]{2,}")
ARG = re.compile(r"\\arg\\?(min|max)(?![a-z])")
SECTION = re.compile(r"^(Args|Returns|Raises|Source)\b:?", re.M)
ATOMS = ("mi", "mn", "msub", "msup", "msubsup", "mfrac")
CLOSING = (")", "]", "}", "⟩", "‖", "|", "!", "′")
APART = "2em"  # \\qquad
PLAIN = (int, float, str, bool, tuple, type(None))


def markdown(text):
    """Markdown of the course as HTML; a function's name in a formula stands apart from what follows it.

    >>> "<mi>max</mi><mo" in markdown("$\\\\max(0, x)$"), 'log</mi><mspace' in markdown(r"$\\\\log x$")
    (True, True)
    """
    html = str(prose(ARG.sub(r"\\text{arg\1}", text)))  # which the converter does not know
    return Markup(re.sub(r"<math.*?</math>", lambda found: _spaced(found[0]), html, flags=re.S))


def _spaced(math):
    """MathML as our pages want it."""
    ET.register_namespace("", MATHML)
    return "".join(ET.tostring(part, encoding="unicode") for part in _parts(_with_room(ET.fromstring(math))))


def _parts(tree):
    """A formula, or one for each of several that a wide space parts: on a phone they stand below each other."""
    row = tree[0]
    found = [[]]
    for node in row:
        if node.tag == f"{{{MATHML}}}mspace" and node.get("width") == APART:
            if found[-1] and found[-1][-1].text == ",":
                found[-1].pop()
            found.append([])
        else:
            found[-1].append(node)
    if len(found) == 1:
        return [tree]
    parts = []
    for nodes in found:
        part = ET.Element(tree.tag, tree.attrib)
        ET.SubElement(part, row.tag).extend(nodes)
        parts.append(part)
    return parts


def _with_room(tree):
    """A word in a formula as one identifier (an operator has room on both sides), and room before its argument."""
    for parent in tree.iter():
        before = None
        for node in parent:
            if node.tag == f"{{{MATHML}}}mo":
                _mend(node, before)
            elif node.text == "~":  # \\sim
                node.tag, node.text = f"{{{MATHML}}}mo", "∼"
            before = node
    for parent in [*tree.iter()]:
        if parent.tag not in (f"{{{MATHML}}}mrow", f"{{{MATHML}}}mtd", f"{{{MATHML}}}math"):
            continue
        children = [*parent]
        for at in range(len(children) - 2, -1, -1):
            node, after = children[at], children[at + 1]
            kind = after.tag.rpartition("}")[2]
            argument = _is_word(node) and kind in ATOMS
            factor = _is_word(after) and (node.tag.rpartition("}")[2] in ATOMS or node.text in CLOSING)
            if argument or factor:
                parent.insert(at + 1, ET.Element(f"{{{MATHML}}}mspace", width="0.167em"))
    return tree


def _mend(operator, before):
    """What the converter says of an operator and a browser would set oddly; `before` stands to its left."""
    text = operator.text or ""
    if WORD.fullmatch(text):
        operator.tag = f"{{{MATHML}}}mi"
    elif text in ("‖", "|"):  # as high as the text, not as the line
        operator.attrib = {"stretchy": "false", "lspace": "0", "rspace": "0"} | operator.attrib
    elif text in ("―", "¯"):  # \\overline, \\bar: these do not stretch
        operator.text = "‾"
        operator.attrib = {"stretchy": "true"}
    elif text in ("−", "+") and before is not None and before.tag == f"{{{MATHML}}}mo" and before.text not in CLOSING:
        operator.set("form", "prefix")  # a sign


def _is_word(node):
    """Whether a node is a function's name, with or without something below or above it."""
    kind = node.tag.rpartition("}")[2]
    if kind in ("msub", "munder", "msup", "mover"):
        return _is_word(node[0])
    return kind in ("mi", "mtext") and WORD.fullmatch(node.text or "") is not None


@functools.cache
def lessons():
    """Topic → what units/*.md say of it, as HTML.

    Raises:
        ValueError: a topic that comes twice.
    """
    found = {}
    for path in sorted(UNITS.glob("*.md")):
        parts = re.split(r"^## (T\d+\.\d+)\n", path.read_text(encoding="utf-8"), flags=re.M)
        for key, text in zip(parts[1::2], parts[2::2], strict=True):
            if key in found:
                raise ValueError(f"{path}: {key}: expected once, found again")
            found[key] = markdown(text)
    return found


class Described(NamedTuple):
    """A function of the answer key as students may see it: how it is called and what it promises, no code."""

    name: str
    call: str
    promise: Markup
    args: Markup
    returns: Markup


def described(label, function):
    """What a docstring says to students: examples, sources and errors are left out.

    Args:
        label: linear/hinge.multiclass_hinge
    """
    name = label.rpartition(".")[2]
    doc = re.split(r"^>>> ", inspect.getdoc(function) or "", maxsplit=1, flags=re.M)[0]
    parts = SECTION.split(doc)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    texts = (parts[0], sections.get("Args", ""), sections.get("Returns", ""))
    return Described(name, f"{name}{_signature(function)}", *(markdown(_flowing(text)) for text in texts))


def _flowing(text):
    """Paragraphs of one line each: a line that begins with + is no list."""
    return "\n\n".join(" ".join(p.split()) for p in re.split(r"\n\s*\n", text))


def _signature(function):
    """`(scores, y, delta=1.0)`: names and plain defaults."""
    shown = []
    for name, parameter in inspect.signature(function).parameters.items():
        stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        default = parameter.default
        if default is parameter.empty:
            shown.append(f"{stars}{name}")
        else:
            shown.append(f"{name}={default!r}" if isinstance(default, PLAIN) else f"{name}=…")
    return f"({', '.join(shown)})"
