"""TOML files as structs; every problem is a `CourseError` that names the file, the key, what was expected and found."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from autograder.errors import CourseError

T = TypeVar("T")


def read_toml(path: Path, kind: type[T]) -> T:
    """The file at `path` as a struct.

    Raises:
        CourseError: not TOML, an unknown key, a wrong type or a value out of range.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise CourseError(f"{path}: cannot be read: {e}") from None
    try:
        return msgspec.toml.decode(text, type=kind)
    except msgspec.ValidationError as e:
        message = _complete(str(e), tomllib.loads(text), kind)
        raise CourseError(f"{path}: {message}{_near_key(message, kind)}") from None
    except msgspec.DecodeError as e:
        raise CourseError(f"{path}: not valid TOML: {e}") from None


def _complete(message: str, data: dict[str, Any], kind: Any) -> str:
    """msgspec's message with what it leaves out: the key in a table, the values that are allowed, the value found."""
    is_struct = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    for field in msgspec.structs.fields(kind) if is_struct else ():
        if f"`$.{field.name}[...]" in message and get_origin(field.type) is dict:
            for key, value in data[field.name].items():
                try:
                    msgspec.convert(value, get_args(field.type)[1])
                except msgspec.ValidationError:
                    return message.replace("[...]", f".{key}", 1)
        if message.startswith("Invalid enum value") and message.endswith(f"`$.{field.name}`"):
            return f"{message}; expected one of {', '.join(get_args(field.type))}"
    if message.startswith("Expected") and ", got" not in message:  # a value out of range
        value = data
        for key in re.findall(r"[^.\[\]]+", message.split("`$.")[1].rstrip("`")):
            value = value[int(key)] if isinstance(value, list) else value[key]
        return f"{message}, got {value!r}"
    return message


def _near_key(message: str, kind: Any) -> str:
    """A suggestion for a misspelt key."""
    if "unknown field" not in message:
        return ""
    near = difflib.get_close_matches(message.split("`")[1], _keys(kind), 1)
    if near:
        return f"; did you mean `{near[0]}`?"
    return "" if " - at " in message else f"; known keys: {', '.join(kind.__struct_fields__)}"


def _keys(kind: Any) -> set[str]:
    """All keys of a struct and of those inside it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        inner = [_keys(f.type) for f in msgspec.structs.fields(kind)]
        return {*kind.__struct_fields__, *(key for keys in inner for key in keys)}
    return {key for part in get_args(kind) for key in _keys(part)}
