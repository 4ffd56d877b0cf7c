"""Who may import whom. A module that is not in the table is an error, too."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "autograder"

MAY_IMPORT = {
    "__init__": set(),
    "errors": set(),
    "results": set(),
    "files": set(),
    "limits": {"results"},
    "course": {"errors", "limits"},
    "bundle": {"errors", "limits"},
    "build": {"bundle", "corpus", "course", "errors", "files", "limits", "results"},
    "memory": set(),
    "mutants": {"bundle", "corpus", "engine", "results", "submissions"},
    "checks": {"errors", "memory", "results"},
    "decoding": {"errors"},
    "submissions": {"decoding", "errors"},
    "intake": {"decoding", "errors", "submissions"},
    "engine": {"bundle", "checks", "corpus", "errors", "files", "limits", "memory", "results", "submissions"},
    "report": {"errors", "files", "results"},
    "batch": {"bundle", "engine", "errors", "files", "intake", "report", "results", "submissions"},
    "corpus": {"errors"},
    "sample": {"corpus", "files"},
    "vacuous": {"corpus"},
    "verify": {"batch", "corpus", "errors", "mutants", "results", "submissions", "vacuous"},
    "doctor": {"engine", "errors", "limits"},
    "console": {"engine", "errors"},
    "lms": {"errors"},
    "handin": {"errors", "lms"},
    "exam": {
        *("batch", "build", "bundle", "checks", "console", "course", "errors", "files", "limits", "report", "results"),
        *("handin", "intake", "lms", "submissions"),
    },
    "cli": None,  # all
    "__main__": {"cli"},
}
STANDALONE = {
    "engine/wire.py": set(),
    "engine/landlock.py": set(),
    "exam/symbolic/expressions.py": set(),
    "exam/questions/forms.py": set(),
    "handin/check_receipt.py": set(),
    "engine/isolation.py": {"landlock"},
    "engine/zygote.py": {"isolation", "student"},
    "engine/student.py": {"counting", "wire"},
    "checks/counting.py": set(),
}


def modules():
    return sorted(p for p in PACKAGE.rglob("*.py") if "templates" not in p.parts)


def imports(path):
    """Top-level names that a file imports, `autograder.x` as "autograder.x"."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "autograder")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_what_the_table_allows(path):
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert part in MAY_IMPORT, f"{part} is not in the table"
    allowed = MAY_IMPORT[part]
    used = {name.split(".")[1] for name in imports(path) if name.startswith("autograder.")}
    known = {n for n in used if n in MAY_IMPORT}
    assert allowed is None or known <= allowed | {part, "__init__"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_tool_never_imports_the_answer_key(path):
    assert "reference" not in {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("name", STANDALONE)
def test_the_untrusted_side_stands_alone(name):
    names = {n.split(".")[0] for n in imports(PACKAGE / name)}
    assert "autograder" not in names
    assert names & {"wire", "isolation", "student", "zygote"} <= STANDALONE[name]
