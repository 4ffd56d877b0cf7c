r"""The deep belief network: $p(v, h^1, h^2) = p(v \mid h^1)\,p_{RBM}(h^1, h^2)$.

The top pair of layers is undirected, all below are directed downwards. Layers are trained one after the other from the
bottom: a machine is frozen once trained and passes its probabilities up.

Sources: `001_93c4fdc1f7522504.txt` (catalogue; milestone of 2006); Hinton, Osindero and Teh 2006.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    uniforms,
)
from reference.energy.rbm import (
    Rbm,
    drawn,
    rbm_cd_gradient,
    rbm_energy,
    rbm_log_partition,
    rbm_p_h_given_v,
    rbm_p_v_given_h,
)
from reference.generative.autoregressive import bernoulli_log_prob

SMALL = 0.01  # weights start uniform in ±0.01: equal ones would stay equal

Layers = Sequence[tuple[Array, Array, Array]]  # (W, b, c) from the bottom up


class DbnDraws(NamedTuple):
    """Where the top machine starts, and all uniforms in [0, 1)."""

    start: Array  # (N, V_top) 0 or 1: its lower layer
    hidden: Sequence[Array]  # (N, H_top) for each Gibbs step
    visible: Sequence[Array]  # (N, V_top) for each Gibbs step
    down: Sequence[Array]  # (N, V) for each layer below, from the top to the bottom


def _machines(layers: Layers) -> list[Rbm]:
    if not layers:
        raise ValueError("layers: expected at least one machine, got none")
    for i, (low, high) in enumerate(zip(layers, layers[1:], strict=False)):
        if low[0].shape[1] != high[0].shape[0]:
            sizes = f"{low[0].shape[1]} hidden and {high[0].shape[0]} visible units"
            raise ValueError(f"layers[{i + 1}]: expected as many visible units as layers[{i}] has hidden, got {sizes}")
    return [Rbm(*layer) for layer in layers]


def dbn_upward(v: Array, layers: Layers) -> list[Array]:
    """p(h = 1) of each layer in turn, each given the probabilities of the one below.

    Args:
        v: (N, V) float in [0, 1]. layers: (W, b, c) of each machine, from the bottom up.

    Returns:
        for each machine (N, H) float.

    Raises:
        ValueError: shapes that do not fit, no layer.

    Source: `001_93c4fdc1f7522504.txt`, deep belief networks; Hinton et al. 2006.
    """
    above: list[Array] = []
    for machine in _machines(layers):
        above.append(rbm_p_h_given_v(above[-1] if above else v, *machine))
    return above


def train_rbm(V: Array, hidden: int, epochs: int, lr: float, rng: Any) -> Rbm:
    """A machine after `epochs` steps of CD-1 on the whole batch, from small random weights and biases of 0.

    Draws in this order: (V, H) uniforms for the weights; an epoch (N, H) for hidden and (N, V) for visible units.
    """
    D = V.shape[1]
    zero = namespace(V).zeros(D + hidden, dtype=V.dtype, device=getattr(V, "device", None))
    machine = Rbm(SMALL * (2 * uniforms(rng, (D, hidden), V) - 1), zero[:D], zero[D:])
    for _ in range(epochs):
        u_h, u_v = uniforms(rng, (V.shape[0], hidden), V), uniforms(rng, tuple(V.shape), V)
        step = rbm_cd_gradient(V, [u_h], [u_v], *machine)
        machine = Rbm(*(p + lr * g for p, g in zip(machine, step, strict=True)))
    return machine


def dbn_pretrain(V: Array, sizes: Sequence[int], epochs: int, lr: float, rng: Any) -> list[Rbm]:
    """Greedy training: a machine on the data, the next on its probabilities, and so on.

    Args:
        V: (N, D) float in [0, 1]. sizes: hidden units of each machine, from the bottom up. epochs: of each, 0 or more.
        lr: step size, at least 0. rng: `np.random.Generator`, or `torch.Generator` for torch's arrays.

    Returns:
        (W, b, c) of each machine, from the bottom up.

    Raises:
        ValueError: other axes, an empty batch, no size, a size below 1, negative epochs or step size.

    Source: `001_93c4fdc1f7522504.txt`, deep belief networks; Hinton et al. 2006.
    """
    check_at_least(0, epochs=epochs, lr=lr)
    check_at_least(1, layers=len(sizes), **{f"sizes[{i}]": size for i, size in enumerate(sizes)})
    V = as_float(V)
    check_ndim("V", V, "(N, D)", 2)
    check_samples("V", V)
    layers: list[Rbm] = []
    for size in sizes:
        layers.append(train_rbm(V, size, epochs, lr, rng))
        V = rbm_p_h_given_v(V, *layers[-1])
    return layers


def dbn_log_joint(v: Array, h1: Array, h2: Array, layers: Layers) -> Array:
    r"""$\log p(v \mid h^1) - E(h^1, h^2) - \log Z$, energy and Z those of the top machine alone.

    Args:
        v: (N, V), h1: (N, H1), h2: (N, H2), entries 0 or 1. layers: two machines; the smaller layer of the top one of
            at most 20 units, for Z is enumerated.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit, not two machines.

    Source: `001_93c4fdc1f7522504.txt`, deep belief networks; Hinton et al. 2006.
    """
    if len(layers) != 2:
        raise ValueError(f"layers: expected two machines, got {len(layers)}")
    low, top = _machines(layers)
    v, h1, h2 = as_floats(v, h1, h2)
    check_ndim("v", v, "(N, V)", 2)
    check_shape("v", v, "(N, V)", v.shape[0], low.W.shape[0])
    check_shape("h1", h1, "(N, H1)", v.shape[0], low.W.shape[1])
    logits = h1 @ namespace(v).matrix_transpose(low.W) + low.b
    given = namespace(v).sum(bernoulli_log_prob(v, logits), axis=1)
    return given - rbm_energy(h1, h2, *top) - rbm_log_partition(*top)


def dbn_generate(layers: Layers, gibbs_steps: int, draws: DbnDraws) -> Array:
    """Gibbs sampling in the top machine, then one pass down, every unit drawn: on where its uniform is below p.

    A step of the top machine draws its hidden layer, then its visible one.

    Args:
        layers: (W, b, c) of each machine, from the bottom up. gibbs_steps: 0 or more. draws: start and uniforms.

    Returns:
        (N, V) float, 0 or 1.

    Raises:
        ValueError: shapes that do not fit, no layer, not as many uniforms as steps and layers.

    Source: `001_93c4fdc1f7522504.txt`, deep belief networks; Hinton et al. 2006.
    """
    check_at_least(0, gibbs_steps=gibbs_steps)
    *below, top = _machines(layers)
    wanted = {"hidden": gibbs_steps, "visible": gibbs_steps, "down": len(below)}
    for name, number in wanted.items():
        if len(getattr(draws, name)) != number:
            raise ValueError(f"draws.{name}: expected {number} arrays of uniforms, got {len(getattr(draws, name))}")
    x = as_float(draws.start)
    for u_h, u_v in zip(draws.hidden, draws.visible, strict=True):
        x = _drawn(rbm_p_v_given_h(_drawn(rbm_p_h_given_v(x, *top), u_h), *top), u_v)
    for machine, u in zip(reversed(below), draws.down, strict=True):
        x = _drawn(rbm_p_v_given_h(x, *machine), u)
    return x


def _drawn(p: Array, u: Array) -> Array:
    check_shape("uniforms", u, "(N, units)", *p.shape)
    return drawn(p, u)
