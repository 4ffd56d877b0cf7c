"""What comments and docstrings point at can be found in this repository: topics, rules, lectures, pages."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CURRICULUM = (ROOT / "docs/curriculum.md").read_text()
SOURCES = (ROOT / "docs/sources.md").read_text()
KNOWN = {
    r"\bT\d+\.\d+\b": set(re.findall(r"^### (T\d+\.\d+) ", CURRICULUM, re.M)),
    r"\bG\d+\b": set(re.findall(r"^\| (G\d+) \|", CURRICULUM, re.M)),
    r"\bS\d\b": set(re.findall(r"^\| (S\d) \|", SOURCES, re.M)),
    r"\b\d{3}_[0-9a-f]{16}\.txt": set(re.findall(r"`(\d{3}_[0-9a-f]{16}\.txt)`", SOURCES)),
    r"\bdocs/[\w-]+\.md": {f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")},
    r"(?i)\bdesign(?:'s)? section\b": set(),  # its rules are in docs/, DECISIONS.md and tests/test_architecture.py
}
FOLDERS = ("autograder", "reference", "assignments", "syllabus", "tests")
FILES = [p for f in FOLDERS for p in sorted((ROOT / f).rglob("*.py"))]


def prose(source):
    """The comments and docstrings of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a question whose code is a template
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def unresolved(texts):
    """The pointers of these texts that lead nowhere."""
    return [
        p for text in texts for pattern, known in KNOWN.items() for p in re.findall(pattern, text) if p not in known
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_pointer_in_a_comment_or_docstring_resolves(folder):
    files = [p for p in FILES if p.relative_to(ROOT).parts[0] == folder]
    assert {str(p): lost for p in files if (lost := unresolved(prose(p.read_text())))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "as T3.40 says",
        "(G12)",
        "S7 takes the mean",
        "see docs/no-such-page.md",
        "999_93c4fdc1f7522504.txt",
        "Design section 4",
    ],
)
def test_a_pointer_that_leads_nowhere_is_found(text):
    assert len(unresolved(prose(f'"""{text}."""'))) == len(unresolved(prose(f"x = 1  # {text}"))) == 1
