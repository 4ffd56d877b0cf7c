"""What is the judge's own wherever it stands in a test: well-known modules, their classes and functions."""

import importlib
import sys
import types
from collections.abc import Collection
from typing import Any

from autograder.engine.wire.codec import is_data_class
from autograder.engine.wire.limits import NotDataError

# Names that mean a module wherever they stand: always the judge's own copy, whatever the notebook binds to them.
WELL_KNOWN = {
    "np": "numpy", "numpy": "numpy", "torch": "torch", "math": "math", "pd": "pandas", "pandas": "pandas",
    "plt": "matplotlib.pyplot", "matplotlib": "matplotlib", "scipy": "scipy", "sklearn": "sklearn", "sns": "seaborn",
    "itertools": "itertools", "functools": "functools", "inspect": "inspect", "os": "os", "sys": "sys",
}  # fmt: skip
# Names that a notebook may also give to a variable: the judge's module only where the test writes `name.attribute`.
AMBIGUOUS = {
    "nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim", "random": "random", "sp": "scipy",
    "stats": "scipy.stats", "re": "re", "string": "string", "time": "time", "datetime": "datetime", "copy": "copy",
    "types": "types", "operator": "operator", "hashlib": "hashlib", "io": "io", "typing": "typing",
    "la": "numpy.linalg", "collections": "collections", "json": "json", "statistics": "statistics",
    "warnings": "warnings",
}  # fmt: skip
TRUSTED_MODULES = {*WELL_KNOWN.values(), *AMBIGUOUS.values(), "numpy.random", "numpy.testing"}
TRUSTED_ROOTS = {name.split(".")[0] for name in TRUSTED_MODULES}
CLASS_ROOTS = TRUSTED_ROOTS | {"builtins", "abc", "contextlib", "enum", "pathlib", "zipfile"}
CLASS_ROOTS |= {"PIL", "networkx", "sympy", "datascience"}  # what a test imports itself, to ask for `isinstance`
# Classes of the interpreter that no module names; not MethodType: `inspect` would look into it.
NAMELESS = {
    f"builtins.{cls.__qualname__}": cls
    for cls in (*vars(types).values(), type({}.keys()), type({}.values()), type({}.items()))
    if isinstance(cls, type) and cls.__module__ == "builtins" and cls is not types.MethodType
}


NAMES_OF_NAMELESS = {cls: name for name, cls in vars(types).items() if cls in NAMELESS.values()}


class UnsendableError(NotDataError):
    """A test hands student code what cannot be sent: the test is at fault, whatever the answer is."""


def known_class(name: Any, modules: Collection[str] = ()) -> type | None:
    """The judge's own class called `name` ("torch.nn.modules.module.Module"), if it is well known and loaded.

    Args:
        modules: of the course, which lie beside the notebook and the tests.
    """
    module, _, qualname = name.rpartition(".") if type(name) is str else ("", "", "")
    root = module.split(".")[0]
    if root not in CLASS_ROOTS and root not in modules:
        return None
    found = NAMELESS.get(name) or getattr(sys.modules.get(module), "__dict__", {}).get(qualname)
    return found if isinstance(found, type) and found is not object else None


def own_class(name: Any) -> type | None:
    """The judge's own class for a student's object that is the class called `name`: of data, of the interpreter, of
    exceptions. Making an instance of it does nothing but make a value."""
    found = object if name == "builtins.object" else known_class(name)
    if found is None or not (name.startswith("builtins.") or is_data_class(found) or issubclass(found, BaseException)):
        return None
    return found


def importable(x: Any) -> list[Any] | None:
    """The node of a public module, class or function of a well-known package: the sandbox imports its own."""
    if isinstance(x, type) and x in NAMES_OF_NAMELESS:
        return ["g", "types", NAMES_OF_NAMELESS[x]]
    module = x.__name__ if isinstance(x, types.ModuleType) else getattr(x, "__module__", None) or "numpy"
    name = "" if isinstance(x, types.ModuleType) else getattr(x, "__qualname__", None) or x.__name__
    if module.split(".")[0] not in TRUSTED_ROOTS | {"builtins"}:
        return None
    if name and getattr(sys.modules.get(module), name, None) is not x:
        return None
    return ["g", module, name]


def trusted_module(name: Any) -> Any:
    """The judge's copy of a well-known module, or None."""
    if type(name) is not str or name.split(".")[0] not in TRUSTED_ROOTS:
        return None
    if name in sys.modules:
        return sys.modules[name]
    if name not in TRUSTED_MODULES:
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
