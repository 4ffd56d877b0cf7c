r"""Looking into a network: which pixels matter (saliency), where a class is seen (Grad-CAM), how little fools it.

The gradients are arguments: they come from the network's backward pass.

Sources: `004_c46ddd2f6285f478.txt` (vision applications); Simonyan et al. 2014 (saliency), Selvaraju et al. 2017
(Grad-CAM), Goodfellow et al. 2015 (FGSM), Madry et al. 2018 (PGD).
"""

from reference._array import (
    Array,
    as_arrays,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
)
from reference.neurons.activations import relu


def saliency(grad: Array) -> Array:
    r"""$\max_c |\partial s / \partial x_{chw}|$: how strongly a pixel can move the score, whatever the sign.

    Args:
        grad: (C, H, W) float, the gradient of a class's score by the image.

    Returns:
        (H, W) float, ≥ 0.

    Raises:
        ValueError: other than three axes, no channel.

    Source: `004_c46ddd2f6285f478.txt`, vision applications; Simonyan et al. 2014.

    >>> import numpy as np
    >>> saliency(np.array([[[1.0, 0.5]], [[-2.0, 0.25]]])).tolist()
    [[2.0, 0.5]]
    """
    grad = as_float(grad)
    check_ndim("grad", grad, "(C, H, W)", 3)
    check_samples("grad", grad)
    xp = namespace(grad)
    return xp.max(xp.abs(grad), axis=0)


def _weighted(acts: Array, grads: Array) -> Array:
    """Σ_k ᾱ_k A_k: (H, W)."""
    acts, grads = as_floats(acts, grads)
    check_ndim("acts", acts, "(K, H, W)", 3)
    check_shape("grads", grads, "(K, H, W)", *acts.shape)
    if 0 in acts.shape:
        raise ValueError(f"acts: expected at least one map with a place, got shape {tuple(acts.shape)}")
    xp = namespace(acts)
    return xp.sum(xp.mean(grads, axis=(1, 2), keepdims=True) * acts, axis=0)


def grad_cam(acts: Array, grads: Array) -> Array:
    r"""$\mathrm{relu}(\sum_k \bar\alpha_k A_k)$, $\bar\alpha_k$ the mean over space of the gradient by the map $A_k$.

    Args:
        acts: (K, H, W) float, the maps of a convolution. grads: (K, H, W), the gradient of a class's score by them.

    Returns:
        (H, W) float, ≥ 0.

    Raises:
        ValueError: shapes that differ, no map, no place.

    Source: `004_c46ddd2f6285f478.txt`, vision applications; Selvaraju et al. 2017.
    """
    return relu(_weighted(acts, grads))


def _checked(x: Array, low: float, high: float, sizes: dict[str, float], **arrays: Array) -> list[Array]:
    check_at_least(0, **sizes)
    check_at_least(low, high=high)
    for name, array in arrays.items():
        check_shape(name, array, "the shape of x", *x.shape)
    return as_floats(x, *arrays.values())


def _within(x: Array, low: float | Array, high: float | Array) -> Array:
    x, low, high = as_arrays(x, low, high)
    return namespace(x).minimum(namespace(x).maximum(x, low), high)


def fgsm(x: Array, grad: Array, eps: float, low: float, high: float) -> Array:
    r"""$x + \epsilon\,\mathrm{sign}(\nabla_x L)$, clipped to the range of the data: the loss climbs.

    Args:
        x: (…) float, the input. grad: (…) float, ∇ₓ of the loss at the true class. eps: ε ≥ 0.
        low, high: range of the data, such as 0 and 1.

    Returns:
        (…) float, in low…high.

    Raises:
        ValueError: shapes that differ, a negative eps, a high below low.

    Source: `004_c46ddd2f6285f478.txt`, vision applications; Goodfellow et al. 2015.
    """
    x, grad = _checked(x, low, high, {"eps": eps}, grad=grad)
    return _within(x + eps * namespace(x).sign(grad), low, high)


def pgd_step(x_adv: Array, x0: Array, grad: Array, alpha: float, eps: float, low: float, high: float) -> Array:
    r"""A step $\alpha\,\mathrm{sign}(\nabla_x L)$ from x_adv, back to $|x - x_0| \le \epsilon$, then to the range.

    Args:
        x_adv, x0, grad: (…) float: where the attack is, where it began, ∇ₓ of the loss at x_adv.
        alpha: α ≥ 0. eps: ε ≥ 0. low, high: range of the data.

    Returns:
        (…) float, in low…high.

    Raises:
        ValueError: shapes that differ, a negative alpha or eps, a high below low.

    Source: `004_c46ddd2f6285f478.txt`, vision applications; Madry et al. 2018.
    """
    x_adv, x0, grad = _checked(x_adv, low, high, {"alpha": alpha, "eps": eps}, x0=x0, grad=grad)
    moved = x_adv + alpha * namespace(x_adv).sign(grad)
    return _within(_within(moved, x0 - eps, x0 + eps), low, high)
