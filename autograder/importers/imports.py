"""The packages that the code of a notebook imports."""

import ast
import re
import sys
from collections.abc import Collection, Iterable

OURS = {"otter", "autograder", "IPython", "ipykernel", "nbgrader"}


def packages_of(sources: Iterable[str], files: Collection[str]) -> list[str]:
    """First parts of the modules that the cells import, without the standard library and the files beside them.

    >>> packages_of(["import numpy as np, os", "%matplotlib inline\\nfrom helper import f"], ["helper.py"])
    ['numpy']
    """
    found: dict[str, None] = {}
    for source in sources:
        code = re.sub(r"^\s*[%!?].*$", "", source, flags=re.M)
        try:
            tree = ast.parse(code)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= dict.fromkeys(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found[node.module.split(".")[0]] = None
    local = {f.split("/")[0].removesuffix(".py") for f in files}
    return [name for name in found if name not in sys.stdlib_module_names | OURS | local]
