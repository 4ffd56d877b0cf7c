r"""Reverse-mode automatic differentiation: values that remember how they were made, and hand gradients back.

Each operation notes its arguments and, for each, how a gradient goes from the result to it. `Value.backward` visits
every value once, after all that use it, so that its gradient is complete before it is handed on.

Sources: `001_93c4fdc1f7522504.txt` (a network is not a black box), `004_c46ddd2f6285f478.txt` (the chain rule for
every weight).
"""

from collections.abc import Callable
from typing import NamedTuple, Self

from reference._array import Array, as_arrays, as_floats, check_shape, namespace
from reference.neurons.activations import relu


class MatmulGradients(NamedTuple):
    """What a product hands back to its factors, shaped like them."""

    dA: Array
    dB: Array


class Value:
    """An array (or number) with its gradient: `+ - * / ** @`, exp, log, tanh, relu, sum; shapes broadcast.

    Args:
        data: (…) float array, or a number (NumPy's float64). Numbers beside a value take its library and dtype.

    Attributes:
        data: the array. grad: its gradient, zeros until `backward` comes by; the gradients of several calls add up.
        parents: pairs (value, gradient of the result → gradient before broadcasting is undone).

    Raises:
        TypeError: no array and no number, arrays of two libraries, an exponent that is no number.

    Source: `004_c46ddd2f6285f478.txt`, backpropagation; `001_93c4fdc1f7522504.txt`.

    >>> a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    >>> L = (a * b + c) * a
    >>> L.backward()
    >>> [float(v) for v in (L.data, a.grad, b.grad, c.grad)]
    [8.0, -2.0, 4.0, 2.0]
    """

    __array_ufunc__ = None  # NumPy leaves array + value to __radd__

    def __init__(self, data: float | Array, parents: tuple = ()) -> None:
        (self.data,) = as_arrays(data)
        self.grad = namespace(self.data).zeros_like(self.data)
        self.parents: tuple[tuple[Value, Callable[[Array], Array]], ...] = parents

    def _made(self, data: Array, *parents: tuple) -> Self:
        return type(self)(data, parents)

    def _beside(self, other: "float | Array | Value") -> "Value":
        return other if isinstance(other, Value) else type(self)(as_arrays(self.data, other)[1])

    def __add__(self, other: "float | Array | Value") -> Self:
        other = self._beside(other)
        return self._made(self.data + other.data, (self, lambda g: g), (other, lambda g: g))

    def __mul__(self, other: "float | Array | Value") -> Self:
        other = self._beside(other)
        return self._made(self.data * other.data, (self, lambda g: g * other.data), (other, lambda g: g * self.data))

    def __pow__(self, n: float) -> Self:
        if not isinstance(n, int | float):
            raise TypeError(f"exponent: expected a number, got {type(n).__name__}")
        slope = n * self.data ** (n - 1) if n else namespace(self.data).zeros_like(self.data)
        return self._made(self.data**n, (self, lambda g: g * slope))

    def __neg__(self) -> Self:
        return self._made(-self.data, (self, lambda g: -g))

    def __sub__(self, other: "float | Array | Value") -> Self:
        return self + -self._beside(other)

    def __truediv__(self, other: "float | Array | Value") -> Self:
        return self * self._beside(other) ** -1

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: float | Array) -> "Value":
        return self._beside(other) - self

    def __rtruediv__(self, other: float | Array) -> "Value":
        return self._beside(other) / self

    def __matmul__(self, other: "Array | Value") -> Self:
        other = self._beside(other)

        def back(i: int) -> Callable[[Array], Array]:
            return lambda g: matmul_backward(self.data, other.data, g)[i]

        return self._made(self.data @ other.data, (self, back(0)), (other, back(1)))

    def exp(self) -> Self:
        """e to the power of the value."""
        y = namespace(self.data).exp(self.data)
        return self._made(y, (self, lambda g: g * y))

    def log(self) -> Self:
        """The natural logarithm."""
        return self._made(namespace(self.data).log(self.data), (self, lambda g: g / self.data))

    def tanh(self) -> Self:
        """The hyperbolic tangent."""
        y = namespace(self.data).tanh(self.data)
        return self._made(y, (self, lambda g: g * (1 - y * y)))

    def relu(self) -> Self:
        """max(0, value), with slope 0 at 0."""
        zero = namespace(self.data).zeros_like
        return self._made(relu(self.data), (self, lambda g: namespace(g).where(self.data > 0, g, zero(g))))

    def sum(self) -> Self:
        """The sum of all entries."""
        return self._made(namespace(self.data).sum(self.data), (self, lambda g: g + namespace(g).zeros_like(self.data)))

    def backward(self) -> None:
        """∂self/∂v added to the `grad` of every value v that went into this one; gradients of values between are set.

        Raises:
            ValueError: this is not a single number.
        """
        check_shape("backward: data", self.data, "of a scalar", *())
        order = topological_order(self)
        for v in order:
            if v.parents:
                v.grad = namespace(v.data).zeros_like(v.data)
        self.grad = self.grad + 1
        for v in order:
            for parent, back in v.parents:
                parent.grad = parent.grad + unbroadcast(back(v.grad), tuple(parent.data.shape))


def topological_order(root: Value) -> list[Value]:
    """All that `root` was made from, root first: each value once, and after every value that uses it.

    Source: `004_c46ddd2f6285f478.txt`, backpropagation.
    """
    done, order, stack = set(), [], [(root, False)]
    while stack:  # no recursion: a loop of 2,000 steps makes a graph as deep
        v, finished = stack.pop()
        if finished:
            order.append(v)
        elif id(v) not in done:
            done.add(id(v))
            stack += [(v, True), *((parent, False) for parent, _ in reversed(v.parents))]
    return order[::-1]


def unbroadcast(grad: Array, shape: tuple[int, ...]) -> Array:
    """The gradient before broadcasting: summed over the axes that were added and those that were stretched.

    Args:
        grad: (…) float, of the result. shape: of the argument, broadcastable to that of grad.

    Returns:
        float of shape `shape`.

    Raises:
        ValueError: a shape that does not broadcast to that of grad.

    Source: `004_c46ddd2f6285f478.txt`, chain rule for every weight: a weight used n times collects n gradients.

    >>> import numpy as np
    >>> unbroadcast(np.ones((2, 3)), (3,)).tolist()
    [2.0, 2.0, 2.0]
    """
    (grad,) = as_floats(grad)
    xp, shape = namespace(grad), tuple(shape)
    added = grad.ndim - len(shape)
    if added < 0 or any(n not in (1, m) for n, m in zip(shape, grad.shape[added:], strict=True)):
        raise ValueError(f"shape: expected one that broadcasts to {tuple(grad.shape)}, got {shape}")
    stretched = [i + added for i, n in enumerate(shape) if n == 1]
    axes = (*range(added), *stretched)
    return xp.reshape(xp.sum(grad, axis=axes), shape) if axes else grad


def matmul_backward(A: Array, B: Array, dC: Array) -> MatmulGradients:
    r"""For $C = AB$: $dA = dC\,B^\top$ and $dB = A^\top dC$; axes before the last two broadcast.

    Args:
        A: (…, n, k) float. B: (…, k, m) float. dC: (…, n, m) float, ∂L/∂C.

    Returns:
        (dA, dB), shaped like A and B.

    Raises:
        ValueError: shapes that do not fit.

    Source: `004_c46ddd2f6285f478.txt`, chain rule for every weight.
    """
    A, B, dC = as_floats(A, B, dC)
    if A.ndim < 2 or B.ndim < 2 or A.shape[-1] != B.shape[-2]:
        raise ValueError(f"A, B: expected shapes (…, n, k) and (…, k, m), got {tuple(A.shape)} and {tuple(B.shape)}")
    xp = namespace(A)
    check_shape("dC", dC, "(…, n, m)", *(A @ B).shape)
    dA, dB = dC @ xp.matrix_transpose(B), xp.matrix_transpose(A) @ dC
    return MatmulGradients(unbroadcast(dA, A.shape), unbroadcast(dB, B.shape))
