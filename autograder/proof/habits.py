"""Functions that go wrong as a whole: an argument that is never looked at, a result that is kept from call to call.

Hidden tests tend to overlook these: every case has the same `delta`, no shape comes twice, no array is transposed. A
habit is a few lines after the cell of the answer, which put another function in the place of one in it:

* *first result for equal shapes*: a cache, or a buffer that is not cleared between calls;
* *first p*: the parameter `p` keeps the value of the first call (an array: the one of that shape), so a value that all
  cases share may as well be written into the code;
* *default p*: whatever is given for `p`, the default counts;
* *any array in C order*: arrays are read as they lie in memory, as with `ravel` and strides.
"""

import ast
from collections.abc import Iterator

# Runs in the student's place, after the official answer of the cell; what it uses is its own.
TOOLS = """
def _habit(habit, name, parameter=None):
    import copy, functools, inspect

    function, seen = globals()[name], {}
    signature = inspect.signature(function)

    def kind(x):
        if hasattr(x, "shape") and hasattr(x, "dtype") and len(x.shape):
            return tuple(x.shape), str(x.dtype)
        if isinstance(x, (list, tuple)):
            return type(x).__name__, *map(kind, x)
        if isinstance(x, dict):
            return "dict", *((str(key), kind(value)) for key, value in x.items())
        return "nothing" if x is None else "value"

    def arrays(x):
        return isinstance(x, (list, tuple, dict)) or len(getattr(x, "shape", ())) > 0

    def exactly(x):
        if arrays(x):
            return str(kind(x))
        return "function" if callable(x) else repr(x)

    def in_order(x):
        if hasattr(x, "ravel") and hasattr(x, "flags") and not x.flags.c_contiguous:
            return x.ravel("K").reshape(x.shape)
        return [in_order(part) for part in x] if type(x) in (list, tuple) else x

    @functools.wraps(function)
    def changed(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        given = bound.arguments
        if habit == "default":
            given.pop(parameter, None)
        elif habit == "stuck" and parameter in given:
            given[parameter] = seen.setdefault(kind(given[parameter]), copy.deepcopy(given[parameter]))
        elif habit == "memory":
            for key in given:
                given[key] = in_order(given[key])
        key = str([(name, exactly(x)) for name, x in given.items()] if any(map(arrays, given.values())) else "")
        if habit == "kept" and key in seen:
            return seen[key]
        result = function(*bound.args, **bound.kwargs)
        if habit == "kept":
            seen[key] = copy.deepcopy(result)
        return result

    globals()[name] = changed


"""


def habits_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names of habits, and what is to be written after the cell."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    for function in functions:
        name, arguments = function.name, function.args
        if not (parameters := _parameters(arguments)):
            continue
        yield f"{name}: first result for equal shapes", f'{TOOLS}_habit("kept", "{name}")\n'
        for parameter in parameters:
            yield f"{name}: first {parameter}", f'{TOOLS}_habit("stuck", "{name}", "{parameter}")\n'
        for parameter in _with_default(arguments):
            yield f"{name}: default {parameter}", f'{TOOLS}_habit("default", "{name}", "{parameter}")\n'
    if names := [function.name for function in functions if _parameters(function.args)]:
        yield "any array in C order", TOOLS + "".join(f'_habit("memory", "{name}")\n' for name in names)


def _parameters(arguments: ast.arguments) -> list[str]:
    rest = [arguments.kwarg] if arguments.kwarg else []
    return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest)]


def _with_default(arguments: ast.arguments) -> list[str]:
    ordered = [*arguments.posonlyargs, *arguments.args]
    last = ordered[len(ordered) - len(arguments.defaults) :]
    named = [a for a, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if default is not None]
    return [a.arg for a in (*last, *named)]
