"""`%pip install x` and `!pip install x` in a notebook that is being graded: a note of what is there, and on we go."""

import re
import shlex
from importlib import metadata
from importlib.util import find_spec

TOOLS = ("pip", "conda", "mamba", "uv")
COMMAND = re.compile(r"^\s*(?:\S*python[\d.]*\s+-m\s+)?(?P<tool>pip[\d.]*|conda|mamba|uv)\s+(?P<rest>.*)", re.S)
MORE = re.compile(r"[;&|`$\n]|[<>](?![=\d])")  # another command, or a file; not the 2 of numpy>2
WITH_A_VALUE = {"-r", "-c", "-i", "-f", "-e", "-t", "-n", "--index-url", "--extra-index-url", "--find-links", "--name"}
ACTIONS = {"install", "uninstall", "pip", "remove", "add", "update", "upgrade", "create", "sync"}


def asked(command: str) -> str | None:
    """What a line for the operating system's shell asks an installing tool for; None when it does anything else."""
    match = COMMAND.match(command)
    return match["rest"] if match and not MORE.search(match["rest"]) else None


def note(line: str) -> None:
    """Prints what an installation would find here; it never fails, as what is missing may never be used.

    Args:
        line: what follows the tool's name.
    """
    try:
        words = shlex.split(line, comments=True)
    except ValueError:  # a quotation mark alone
        words = line.split()
    print("Nothing is installed while a notebook is graded.")
    if words and words[0] not in ACTIONS:
        return
    skip = False
    for word in words:
        takes_a_value, skip = skip, word in WITH_A_VALUE
        if takes_a_value or word.startswith("-") or word in ACTIONS:
            continue
        name = re.split(r"[<>=!~\[;@ ]", word)[0]
        if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
            print(f"  {name}: {_found(name)}")


def _found(name: str) -> str:
    """The version of a distribution, by the name that people use for it."""
    try:
        return f"{metadata.version(name)} is there"
    except metadata.PackageNotFoundError:
        pass
    try:
        known = find_spec(name.replace("-", "_")) is not None
    except (ImportError, ValueError):
        known = False
    return "is there" if known else "is not there; importing it will fail"
