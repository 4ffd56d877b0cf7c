"""The array namespace of the arguments, and the input checks that every reference function shares.

The only module of the package that may name NumPy or torch: all others write `xp = namespace(x, w)` and `xp.sum(...)`.
"""

from typing import Any

from array_api_compat import array_namespace, is_array_api_obj

Array = Any  # np.ndarray, torch.Tensor or array_api_strict.Array; never mixed in one call


def namespace(*arrays: Array) -> Any:
    """The array API namespace shared by all `arrays` (None is skipped).

    Raises:
        TypeError: an argument is not an array, or the arguments mix libraries.
    """
    present = [a for a in arrays if a is not None]
    for a in present:
        if not is_array_api_obj(a):
            raise TypeError(f"expected an array (NumPy or torch), got {type(a).__name__}")
    return array_namespace(*present)


def as_float(x: Array) -> Array:
    """`x` itself when floating; integers and booleans become the library's default float (G1)."""
    xp = namespace(x)
    if xp.isdtype(x.dtype, "real floating"):
        return x
    if xp.isdtype(x.dtype, ("integral", "bool")):
        return xp.astype(x, xp.asarray(0.0).dtype)
    raise TypeError(f"expected numbers, got dtype {x.dtype}")


def check_shape(name: str, x: Array, symbols: str, *expected: int) -> None:
    """Raises ValueError unless `x.shape == expected`; `symbols` is how the docstring writes it, such as "(N, C)"."""
    if tuple(x.shape) != expected:
        shown = "(" + ", ".join(map(str, expected)) + ("," if len(expected) == 1 else "") + ")"
        raise ValueError(f"{name}: expected shape {symbols} = {shown}, got {tuple(x.shape)}")


def check_ndim(name: str, x: Array, symbols: str, ndim: int) -> None:
    """Raises ValueError unless `x` has `ndim` axes."""
    if x.ndim != ndim:
        raise ValueError(f"{name}: expected {ndim} axes {symbols}, got shape {tuple(x.shape)}")


def check_option(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raises ValueError unless `value` is one of `allowed`."""
    if value not in allowed:
        raise ValueError(f"{name}: expected one of {', '.join(map(repr, allowed))}, got {value!r}")
