r"""L1 penalty, max-norm, smoothed labels, mix-up and augmented images: more ways to keep a network from overfitting.

What is drawn at random (λ of the mix, permutation, flips, corners) is an argument. All of it belongs to training only.

Sources: `004_c46ddd2f6285f478.txt` ("next: regularization"); Szegedy et al. 2016 (label smoothing), Zhang et al. 2018
(mix-up), Srivastava et al. 2014 (max-norm).
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
)
from reference.linear.hinge import one_hot
from reference.linear.softmax import log_softmax


class Mixed(NamedTuple):
    """Mixed inputs and targets, shaped like those that were given."""

    X: Array
    Y: Array


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name}: expected a number in 0…1, got {value}")


def _check_integers(name: str, x: Array) -> None:
    if not namespace(x).isdtype(x.dtype, "integral"):
        raise TypeError(f"{name}: expected integers, got dtype {x.dtype}")


def l1_penalty(Ws: list[Array], lam: float) -> Array:
    r"""$\lambda \sum_l \sum |w|$; biases are not passed.

    Args:
        Ws: weight arrays of any shape. lam: λ ≥ 0.

    Returns:
        a scalar.

    Raises:
        ValueError: no weights, λ < 0.

    Source: `004_c46ddd2f6285f478.txt`, next: regularization.
    """
    check_at_least(0, lam=lam)
    if not Ws:
        raise ValueError("Ws: expected at least one weight array, got none")
    return lam * sum(namespace(W).sum(namespace(W).abs(W)) for W in as_floats(*Ws))


def l1_subgradient(W: Array, lam: float) -> Array:
    r"""$\lambda\,\mathrm{sign}(w)$, 0 at 0; any shape.

    Raises:
        ValueError: λ < 0.

    Source: `004_c46ddd2f6285f478.txt`, next: regularization.
    """
    check_at_least(0, lam=lam)
    W = as_float(W)
    return lam * namespace(W).sign(W)


def max_norm(W: Array, c: float) -> Array:
    r"""Each row that is longer than c, shortened to length c; its direction stays.

    Args:
        W: (H, D) float, the weights of a neuron in a row. c: ≥ 0.

    Returns:
        (H, D) float.

    Raises:
        ValueError: other than two axes, c < 0.

    Source: `004_c46ddd2f6285f478.txt`, next: regularization; Srivastava et al. 2014.

    >>> import numpy as np
    >>> max_norm(np.array([[3.0, 4.0], [0.3, 0.4]]), 2).tolist()
    [[1.2000000000000002, 1.6], [0.3, 0.4]]
    """
    check_at_least(0, c=c)
    W = as_float(W)
    check_ndim("W", W, "(H, D)", 2)
    xp = namespace(W)
    length = xp.sqrt(xp.sum(W * W, axis=1, keepdims=True))
    long = length > c
    return xp.where(long, W * (c / xp.where(long, length, xp.ones_like(length))), W)


def smooth_labels(y: Array, C: int, eps: float) -> Array:
    r"""$(1-\epsilon)\,\mathrm{onehot}(y) + \epsilon / C$: ε is shared by all classes, the true one too.

    Args:
        y: (N,) int in 0…C−1. C: number of classes. eps: ε in 0…1.

    Returns:
        (N, C) in the library's default float; rows sum to 1.

    Raises:
        TypeError: labels that are not integers.
        ValueError: labels outside 0…C−1, no sample, an eps outside 0…1.

    Source: Szegedy et al. 2016, as `torch.nn.CrossEntropyLoss(label_smoothing=eps)`.
    """
    _check_share("eps", eps)
    check_at_least(1, C=C)
    xp = namespace(y)
    check_ndim("y", y, "(N,)", 1)
    hot = as_float(one_hot(xp.zeros((y.shape[0], C), device=getattr(y, "device", None)), y))
    return (1 - eps) * hot + eps / C


def soft_cross_entropy(logits: Array, targets: Array) -> Array:
    r"""$-\sum_k t_k \log p_k$ with $p = softmax(z)$, averaged over samples; targets are probabilities.

    Args:
        logits: (N, C) float. targets: (N, C) float.

    Returns:
        a scalar in nats.

    Raises:
        ValueError: shapes that differ, no sample.

    Source: `004_c46ddd2f6285f478.txt`, softmax and loss function, for targets that are no single class.
    """
    logits, targets = as_floats(logits, targets)
    check_ndim("logits", logits, "(N, C)", 2)
    check_shape("targets", targets, "(N, C)", *logits.shape)
    return -namespace(logits).sum(targets * log_softmax(logits)) / logits.shape[0]


def mixup(X: Array, Y: Array, lam: float, perm: Array) -> Mixed:
    r"""$\lambda a + (1-\lambda) a_{perm}$, for inputs and targets with the same λ.

    Args:
        X: (N, …) float. Y: (N, C) float, one-hot or smoothed. lam: λ in 0…1. perm: (N,) int, each of 0…N−1 once.

    Returns:
        (X, Y), shaped like those given.

    Raises:
        TypeError: a perm that does not hold integers.
        ValueError: shapes that do not fit, a lam outside 0…1, a perm that is no permutation, no sample.

    Source: Zhang et al. 2018.
    """
    _check_share("lam", lam)
    X, Y = as_floats(X, Y)
    xp = namespace(X, perm)
    check_samples("X", X)
    n = X.shape[0]
    check_ndim("Y", Y, "(N, C)", 2)
    check_shape("Y", Y, "(N, C)", n, Y.shape[1])
    check_shape("perm", perm, "(N,)", n)
    _check_integers("perm", perm)
    if sorted(int(perm[i]) for i in range(n)) != list(range(n)):
        raise ValueError(f"perm: expected each index from 0 to {n - 1} once")
    return Mixed(*(lam * a + (1 - lam) * xp.take(a, perm, axis=0) for a in (X, Y)))


def flip_images(X: Array, flip: Array) -> Array:
    """The mirror image, left and right exchanged, of the images that are marked.

    Args:
        X: (N, C, H, W) float. flip: (N,) bool.

    Returns:
        (N, C, H, W) float.

    Raises:
        TypeError: marks that are not booleans.
        ValueError: shapes that do not fit.

    Source: `004_c46ddd2f6285f478.txt`, next: regularization.
    """
    X = as_float(X)
    xp = namespace(X, flip)
    check_ndim("X", X, "(N, C, H, W)", 4)
    check_shape("flip", flip, "(N,)", X.shape[0])
    if not xp.isdtype(flip.dtype, "bool"):
        raise TypeError(f"flip: expected booleans, got dtype {flip.dtype}")
    return xp.where(flip[:, None, None, None], xp.flip(X, axis=3), X)


def crop_images(X: Array, top: Array, left: Array, size: int, pad: int) -> Array:
    """A window of size × size out of each image with `pad` zeros around; (top, left) is its corner, pad included.

    Args:
        X: (N, C, H, W) float. top: (N,) int in 0…H+2·pad−size. left: (N,) int in 0…W+2·pad−size.
        size: 1 or more. pad: 0 or more.

    Returns:
        (N, C, size, size) float.

    Raises:
        TypeError: corners that are not integers.
        ValueError: shapes that do not fit, a window that is not inside, no image.

    Source: `004_c46ddd2f6285f478.txt`, next: regularization; He et al. 2016 (pad 4, size 32).
    """
    X = as_float(X)
    xp = namespace(X, top, left)
    check_ndim("X", X, "(N, C, H, W)", 4)
    check_samples("X", X)
    check_at_least(1, size=size)
    check_at_least(0, pad=pad)
    corners = []
    for name, corner, length in (("top", top, X.shape[2]), ("left", left, X.shape[3])):
        check_shape(name, corner, "(N,)", X.shape[0])
        _check_integers(name, corner)
        corners.append([int(corner[i]) for i in range(X.shape[0])])
        room = length + 2 * pad - size
        if min(corners[-1]) < 0 or max(corners[-1]) > room:
            raise ValueError(f"{name}: expected corners in 0…{room}, got {min(corners[-1])}…{max(corners[-1])}")
    X = _padded(X, pad)
    return xp.stack([X[n, :, i : i + size, j : j + size] for n, (i, j) in enumerate(zip(*corners, strict=True))])


def _padded(X: Array, pad: int) -> Array:
    """Zeros around each image."""
    xp = namespace(X)
    for axis in (2, 3) if pad else ():
        shape = tuple(pad if a == axis else n for a, n in enumerate(X.shape))
        zeros = xp.zeros(shape, dtype=X.dtype, device=getattr(X, "device", None))
        X = xp.concat([zeros, X, zeros], axis=axis)
    return X
