"""What an environment holds: the lines of a requirements.txt, those of a zip's environment.yml, the course's packages.

All of it comes from the bundle, none from a student.
"""

import re
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Any

import msgspec
import yaml

from autograder.bundle import ENVIRONMENT_YML, REQUIREMENTS, Bundle
from autograder.distributions import DISTRIBUTIONS, canonical, distribution, tops
from autograder.errors import BundleError

ENGINE = {"msgspec": ">=0.19", "ipython": ">=8.12", "matplotlib": ">=3.8", "matplotlib-inline": "", "traitlets": ""}
MODULES = ("msgspec", "IPython", "matplotlib", "matplotlib_inline", "traitlets")  # of these, for the sandbox's side
OWN = r"(?:-r|--requirement)[ =]*(?:\./)?requirements\.txt$"  # in an environment.yml: the zip's own, which is read
NOT_NEEDED = ("otter-grader", "python", "pip", "nb-conda-kernels")  # the sandbox has a stand-in; the others are tools


class Line(msgspec.Struct, frozen=True):
    """One requirement, and where it stands."""

    text: str
    place: str  # "requirements.txt, line 3"

    @property
    def name(self) -> str:
        """The distribution that it names; nothing for an option or an address."""
        match = re.match(r"([A-Za-z0-9][\w.-]*)\s*(?:\[|[<>=!~;@ ]|$)", self.text)
        return canonical(match[1]) if match else ""


class Wanted(msgspec.Struct, frozen=True):
    """What is installed.

    Args:
        lines: must be there.
        tried: conda's own packages that have the same name on PyPI.
        left: what the lists name and nobody installs: other packages of conda, whose names may be anybody's on PyPI,
            and options of pip.
        wheels: the folder that all comes from; "": as pip's or uv's own settings say.
    """

    lines: tuple[Line, ...]
    tried: tuple[Line, ...] = ()
    left: tuple[str, ...] = ()
    wheels: str = ""

    def names(self) -> set[str]:
        return {line.name for line in (*self.lines, *self.tried)}

    def engine(self, pinned: bool) -> list[str]:
        """What the sandbox's side imports: in the judge's versions, or any that work; less what the lines name."""
        left = {name: bound for name, bound in ENGINE.items() if name not in self.names()}
        return [f"{n}=={metadata.version(n)}" if pinned else f"{n}{bound}" for n, bound in left.items()]


def wanted(bundle: Bundle) -> Wanted:
    """What a bundle asks for.

    Raises:
        BundleError: a requirements.txt that is no text, an environment.yml that is none; an option of pip in the
            requirements of `[environment]`, which a stock zip goes without.
    """
    own = list(_lines(REQUIREMENTS, bundle.environment_files.get(REQUIREMENTS, b"")))
    conda: list[Line] = []
    if ENVIRONMENT_YML in bundle.environment_files:
        pip, conda = _of_conda(bundle.environment_files[ENVIRONMENT_YML])
        own += [line for line in pip if not re.match(OWN, line.text)]
    options = [line for line in own if line.text.startswith("-")]
    if options and bundle.environment is not None:
        raise BundleError(
            f"{bundle.name}: {options[0].place}: expected a package, found the option {options[0].text!r}; indexes go "
            "into pip's or uv's own settings (PIP_EXTRA_INDEX_URL, UV_INDEX), wheels into [environment] wheels"
        )
    lines = [line for line in own if line.name not in NOT_NEEDED and line not in options]
    known = {line.name for line in lines}
    lines += [Line(distribution(top), "packages") for top in tops(bundle.packages) if distribution(top) not in known]
    known = {line.name for line in lines}
    rest = [line for line in conda if line.name not in (*NOT_NEEDED, *known)]
    tried = tuple(line for line in rest if line.name in DISTRIBUTIONS.values())
    left = tuple(line.text for line in (*options, *rest) if line not in tried)
    return Wanted(tuple(lines), tried, left, bundle.environment.wheels if bundle.environment else "")


def _lines(file: str, data: bytes) -> Iterable[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BundleError(f"{file}: expected UTF-8 text") from None
    for number, line in enumerate(text.splitlines(), 1):
        if stripped := re.sub(r"(^|\s)#.*", "", line).strip():
            yield Line(stripped, f"{file}, line {number}")


def _of_conda(data: bytes) -> tuple[list[Line], list[Line]]:
    """The pip part of an environment.yml, and conda's own packages as pip would write them."""
    try:
        found: Any = yaml.safe_load(data)
    except (yaml.YAMLError, ValueError, RecursionError) as e:
        raise BundleError(f"{ENVIRONMENT_YML}: {' '.join(str(e).split())}") from None
    items = found.get("dependencies") if isinstance(found, Mapping) else None
    if not isinstance(items, list | None):
        raise BundleError(f"{ENVIRONMENT_YML}: dependencies: expected a list, found {type(items).__name__}")
    pip: list[Line] = []
    conda: list[Line] = []
    for item in items or ():
        if isinstance(item, Mapping):
            listed = item.get("pip") or []
            if not isinstance(listed, list):
                raise BundleError(f"{ENVIRONMENT_YML}: pip: expected a list, found {type(listed).__name__}")
            pip += [Line(" ".join(str(line).split()), f"{ENVIRONMENT_YML}, pip") for line in listed]
        else:
            conda.append(Line(_as_pip(" ".join(str(item).split())), ENVIRONMENT_YML))
    return pip, conda


def _as_pip(spec: str) -> str:
    """How pip writes a requirement of conda.

    >>> [_as_pip(s) for s in ("conda-forge::numpy=1.26", "pandas>=2,<3", "pytorch", "scipy 1.11.4 py311_0")]
    ['numpy==1.26.*', 'pandas>=2,<3', 'torch', 'scipy==1.11.4.*']
    """
    spec = spec.split("::")[-1].strip()
    match = re.fullmatch(r"([\w.-]+?)\s*(?:[= ]=?\s*([\w.]+\*?)(?:[= ].*)?)?", spec)
    name, version = (match[1], match[2]) if match else (spec, None)
    name = re.sub(r"^pytorch\b", "torch", name)
    return f"{name}=={version.rstrip('.*')}.*" if version else name
