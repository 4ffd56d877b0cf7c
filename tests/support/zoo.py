"""The zoo: stock-style tests of many kinds, each with a right notebook, a wrong one and a blank one.

`tests/zoo/<theme>/` holds `nb.py` and `wrong.py` (cells between `# %%`), `tests/` (what `otter generate` takes) and perhaps
`files/`. On the right notebook every question earns everything; the wrong one is the right one with the cell of `wrong.py`
behind it, the blank one answers everything with `...`. What these two earn is what `otter run` gives (`make parity`).
"""

import ast
import importlib.util
from pathlib import Path

from tests.support.grading import make_notebook, make_zip

FOLDER = Path(__file__).parents[1] / "zoo"
THEMES = sorted(p.name for p in FOLDER.iterdir() if (p / "nb.py").exists())
NEEDS = {
    **dict.fromkeys(("tensors", "training", "deep"), "torch"),
    **dict.fromkeys(("frames", "files", "names", "habits", "prompts"), "pandas"),
    **{"learning": "sklearn", "graphs_images": "networkx", "tables": "datascience"},
}


def missing(theme: str) -> str:
    """The package that a theme needs and that is not installed; nothing when all is there."""
    package = NEEDS.get(theme, "")
    return package if package and importlib.util.find_spec(package) is None else ""


def cells(path: Path) -> list[str]:
    """The cells of a notebook that is written as a script."""
    return [cell.strip() for cell in path.read_text().split("# %%")]


def blank(source: str) -> str:
    """Every name that a script defines, answered with `...`; its imports."""
    tree = ast.parse(source)
    imports = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.name: None for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            names |= {n.id: None for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return "\n".join([*imports, *(f"{name} = ..." for name in names)])


def zoo(theme: str, folder: Path) -> tuple[Path, dict[str, Path]]:
    """The zip of a theme and its three notebooks, written into `folder`."""
    home = FOLDER / theme
    tests = {p.stem: p.read_text() for p in sorted((home / "tests").glob("*.py"))}
    files = {p.name: p.read_bytes() for p in (home / "files").glob("*")}
    zip_path = make_zip(folder / f"{theme}.zip", tests, files=files)
    right, wrong = cells(home / "nb.py"), cells(home / "wrong.py")
    variants = {"right": right, "wrong": right + wrong, "blank": [blank("\n".join(right))]}
    return zip_path, {n: make_notebook(folder / f"{theme}-{n}.ipynb", c) for n, c in variants.items()}
