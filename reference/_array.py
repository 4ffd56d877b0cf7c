"""The array namespace of the arguments, and the input checks that every reference function shares.

The only module of the package that may name NumPy or torch: all others write `xp = namespace(x, w)` and `xp.sum(...)`.
"""

from typing import Any

from array_api_compat import array_namespace, is_array_api_obj
from array_api_compat import numpy as plain  # the library of results that no argument decides

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


def as_floats(*arrays: Array | None) -> list[Array]:
    """Each array as floating, None kept: floats take the widest dtype among them, integers also the default's (G1).

    Without this torch refuses a product of float64 data and float32 or integer weights.

    Raises:
        TypeError: arrays of two libraries, or of no numbers.
    """
    xp = namespace(*arrays)
    floats = [a.dtype for a in arrays if a is not None and xp.isdtype(a.dtype, "real floating")]
    whole = xp.result_type(xp.asarray(0.0).dtype, *floats)
    widest = xp.result_type(*floats) if floats else whole
    return [a if a is None else xp.astype(as_float(a), widest if a.dtype in floats else whole) for a in arrays]


def as_arrays(*values: float | Array) -> list[Array]:
    """Each value as a floating array: numbers take library, dtype and device of the first array, else NumPy's float64.

    Raises:
        TypeError: arrays of two libraries, or something that is no number.
    """
    arrays = [as_float(v) for v in values if not isinstance(v, int | float)]
    xp = namespace(*arrays) if arrays else plain
    dtype, device = (arrays[0].dtype, getattr(arrays[0], "device", None)) if arrays else (plain.float64, None)
    return [
        xp.asarray(float(v), dtype=dtype, device=device) if isinstance(v, int | float) else as_float(v) for v in values
    ]


def like(y: Array, x: Array) -> Array:
    """`y` as floating beside the floating `x`: integers and booleans take the dtype of x, floats stay (G1)."""
    xp = namespace(x, y)
    return xp.astype(y, x.dtype) if xp.isdtype(y.dtype, ("integral", "bool")) else as_float(y)


def transpose(x: Array) -> Array:
    """The transpose of a matrix."""
    return namespace(x).permute_dims(x, (1, 0))


def check_shape(name: str, x: Array, symbols: str, *expected: int) -> None:
    """Raises ValueError unless `x.shape == expected`; `symbols` is how the docstring writes it, such as "(N, C)"."""
    if tuple(x.shape) != expected:
        shown = "(" + ", ".join(map(str, expected)) + ("," if len(expected) == 1 else "") + ")"
        raise ValueError(f"{name}: expected shape {symbols} = {shown}, got {tuple(x.shape)}")


def check_ndim(name: str, x: Array, symbols: str, ndim: int) -> None:
    """Raises ValueError unless `x` has `ndim` axes."""
    if x.ndim != ndim:
        raise ValueError(f"{name}: expected {ndim} axes {symbols}, got shape {tuple(x.shape)}")


def check_samples(name: str, x: Array, axis: int = 0) -> None:
    """Raises ValueError when `x` is an empty batch: `axis` counts the samples."""
    if x.shape[axis] == 0:
        raise ValueError(f"{name}: expected at least one sample, got shape {tuple(x.shape)}")


def check_at_least(least: float, **numbers: float) -> None:
    """Raises ValueError unless each number is at least `least`; NaN is not."""
    for name, value in numbers.items():
        if not value >= least:
            raise ValueError(f"{name}: expected a number of at least {least}, got {value}")


def check_option(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raises ValueError unless `value` is one of `allowed`."""
    if value not in allowed:
        raise ValueError(f"{name}: expected one of {', '.join(map(repr, allowed))}, got {value!r}")


def check_entries(name: str, x: Array, *allowed: int) -> None:
    """Raises ValueError unless each entry of `x` is one of `allowed`; NaN is not."""
    xp = namespace(x)
    known = xp.zeros(x.shape, dtype=xp.bool, device=getattr(x, "device", None))
    for value in allowed:
        known = known | (x == value)
    if not bool(xp.all(known)):
        first = float(xp.reshape(x, (-1,))[int(xp.argmax(xp.astype(xp.reshape(~known, (-1,)), xp.int64)))])
        raise ValueError(f"{name}: expected entries {' or '.join(map(str, allowed))}, got {first:g}")


def stop_gradient(x: Array) -> Array:
    """`x` as a constant: no derivative passes it. Only torch has any to stop."""
    return x.detach() if hasattr(x, "detach") else x


def uniforms(rng: Any, shape: tuple[int, ...], like: Array) -> Array:
    """Uniform draws in [0, 1) from a NumPy or torch generator, with library, dtype and device of `like`."""
    xp, device = namespace(like), getattr(like, "device", None)
    if hasattr(rng, "random"):
        return xp.asarray(rng.random(shape), dtype=like.dtype, device=device)
    return xp.rand(shape, generator=rng, dtype=like.dtype, device=rng.device).to(device)


def torch_nn() -> Any:
    """`torch.nn`, for what builds modules; imported when asked for, since all else runs on NumPy alone."""
    from torch import nn

    return nn


def torch_module() -> Any:
    """`torch` itself, for what trains modules; imported when asked for, since all else runs on NumPy alone."""
    import torch

    return torch
