"""The wheel of this package as it runs here, and the pinned list of what it needs."""

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from autograder.bundle import write_bundle
from autograder.distributions import canonical
from autograder.errors import UsageError

DISTRIBUTION = "judged-notebooks"
PACKAGE = Path(__file__).parent.parent
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
WHEEL = "Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def own_wheel() -> tuple[str, bytes]:
    """File name and bytes of a wheel of this package; the same sources give the same bytes.

    Raises:
        UsageError: this package is not installed (it runs from a folder), so nothing says what it needs.
    """
    found = _installed(DISTRIBUTION)
    if found is None:
        raise UsageError(f"{DISTRIBUTION} is not installed here, only its sources run; `pip install -e .`")
    stem = f"{DISTRIBUTION.replace('-', '_')}-{found.version}"
    files = {
        f"autograder/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = {"METADATA": found.read_text("METADATA") or "", "WHEEL": WHEEL}
    info["entry_points.txt"] = found.read_text("entry_points.txt") or ""
    files |= {f"{stem}.dist-info/{name}": text.encode() for name, text in info.items()}
    record = f"{stem}.dist-info/RECORD"
    files[record] = "".join([*(_line(name, data) for name, data in files.items()), f"{record},,\n"]).encode()
    out = io.BytesIO()
    write_bundle(out, files)
    return f"{stem}-py3-none-any.whl", out.getvalue()


def _line(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def pinned(modules: Iterable[str]) -> tuple[list[str], list[str]]:
    """Lines of a requirements.txt for Linux: what this package and `modules` need, in the versions that are here.

    Returns:
        The lines, and those of them without a version, because they are not installed here.
    """
    waiting = [Requirement(name) for name in sorted({DISTRIBUTION, *modules}, key=canonical)]
    known: dict[tuple[str, str], None] = {}  # of each extra, once
    lines: dict[str, str] = {}
    while waiting:
        wanted = waiting.pop()
        name = canonical(wanted.name)
        found = _installed(name)
        lines[name] = f"{name}=={found.version.split('+')[0]}" if found else f"{name}{wanted.specifier}"
        for extra in ("", *sorted(wanted.extras)):
            if found and (name, extra) not in known:
                known[name, extra] = None
                waiting += _needed(found, extra)
    del lines[DISTRIBUTION]
    ordered = [lines[name] for name in sorted(lines)]
    return ordered, [line for line in ordered if "==" not in line]


def _needed(found: metadata.Distribution, extra: str) -> Iterator[Requirement]:
    """What a distribution asks for on Linux, with one of its extras."""
    for text in found.requires or ():
        wanted = Requirement(text)
        applies = not extra if wanted.marker is None else wanted.marker.evaluate({**LINUX, "extra": extra})
        if applies:
            yield wanted


def _installed(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
