"""Threshold neurons and the perceptron's learning rule.

Sources: `001_93c4fdc1f7522504.txt` (McCulloch–Pitts unit, perceptron), `000_5c6663de3292b89f.txt` (perceptron learning
with threshold ≥ and {0,1} labels: the defaults here), `002_3f85b5039545d858.txt` (strict threshold). The decks disagree
on threshold and labels, so both are arguments: `threshold="ge"` fires at net ≥ 0, `"gt"` at net > 0.
"""

from typing import NamedTuple

from reference._array import Array, as_float, check_ndim, check_option, check_shape, namespace
from reference._misconceptions import misconception

THRESHOLDS = ("ge", "gt")
LABELS = ("01", "pm1")
GATES = ("and", "or", "not", "nand", "nor")


def net_input(x: Array, w: Array, b: float | Array) -> Array:
    r"""$net = \sum_i w_i x_i + b$.

    Args:
        x: (N, D) float. w: (D,) float. b: float.

    Returns:
        (N,) float.

    Source: `001_93c4fdc1f7522504.txt`, McCulloch–Pitts neuron.

    >>> import numpy as np
    >>> net_input(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -2.0).tolist()
    [-1.0, 0.0]
    """
    x, w = as_float(x), as_float(w)
    check_ndim("x", x, "(N, D)", 2)
    check_shape("w", w, "(D,)", x.shape[1])
    return x @ w + b


def heaviside(net: Array, threshold: str = "ge") -> Array:
    r"""$1$ where the net input reaches the threshold, else $0$; `"ge"`: net ≥ 0, `"gt"`: net > 0.

    Source: `001_93c4fdc1f7522504.txt` (ge), `002_3f85b5039545d858.txt` (gt).
    """
    check_option("threshold", threshold, THRESHOLDS)
    net = as_float(net)
    xp = namespace(net)
    return xp.astype(net >= 0 if threshold == "ge" else net > 0, net.dtype)


def mcp_neuron(x: Array, w: Array, b: float | Array, threshold: str = "ge") -> Array:
    """McCulloch–Pitts neuron: `heaviside(net_input(x, w, b))`, values in {0, 1}, shape (N,).

    Source: `001_93c4fdc1f7522504.txt`, McCulloch–Pitts neuron.
    """
    return heaviside(net_input(x, w, b), threshold)


def mcp_gate(name: str, threshold: str | None = None) -> tuple[list[float], float]:
    """Weights and bias of a logic gate: the lecture's integers for "ge", half-integers (safe under both) otherwise.

    Args:
        name: and, or, not, nand, nor.
        threshold: "ge", "gt" or None.
    """
    check_option("name", name, GATES)
    w, b = {
        "and": ([1.0, 1.0], -2.0),
        "or": ([1.0, 1.0], -1.0),
        "not": ([-1.0], 0.0),
        "nand": ([-1.0, -1.0], 1.0),
        "nor": ([-1.0, -1.0], 0.0),
    }[name]
    if threshold == "ge":
        return w, b
    if threshold is not None:
        check_option("threshold", threshold, THRESHOLDS)
    return w, b + 0.5


def k_of_m_gate(m: int, k: int, threshold: str) -> tuple[list[float], float]:
    """Unit weights and the integer bias that fire when at least `k` of `m` inputs are on: −k (ge), 1−k (gt)."""
    check_option("threshold", threshold, THRESHOLDS)
    if not 1 <= k <= m:
        raise ValueError(f"k: expected 1 ≤ k ≤ m = {m}, got {k}")
    return [1.0] * m, float(-k if threshold == "ge" else 1 - k)


def perceptron_predict(X: Array, w: Array, b: float | Array, threshold: str = "ge", labels: str = "01") -> Array:
    r"""$\hat y = step(w \cdot x + b)$ for each row, as labels {0, 1} or {−1, +1}.

    Args:
        X: (N, D) float. w: (D,) float. b: float.

    Returns:
        (N,) float.

    Source: `000_5c6663de3292b89f.txt`, perceptron.
    """
    check_option("labels", labels, LABELS)
    fires = heaviside(net_input(X, w, b), threshold)
    return fires if labels == "01" else 2 * fires - 1


def perceptron_update(
    w: Array, b: float, x: Array, y: float, eta: float = 1.0, threshold: str = "ge", labels: str = "01"
) -> tuple[Array, float]:
    r"""One step on one sample: $w \leftarrow w + \eta (y - \hat y) x$, $b \leftarrow b + \eta (y - \hat y)$.

    Args:
        w: (D,) float. x: (D,) float. y: a label of the set.

    Returns:
        new (w, b); the arguments are left alone.

    Source: `000_5c6663de3292b89f.txt`, perceptron learning.
    """
    xp = namespace(w, x)
    check_shape("x", x, "(D,)", w.shape[0])
    check_option("labels", labels, LABELS)
    _check_label(float(y), labels)
    if not eta > 0:
        raise ValueError(f"eta: expected a number above 0, got {eta}")
    y_hat = perceptron_predict(xp.reshape(x, (1, -1)), w, b, threshold, labels)[0]
    error = float(y) - float(y_hat)
    return w + eta * error * x, b + eta * error


def _check_label(y: float, labels: str) -> None:
    allowed = (0.0, 1.0) if labels == "01" else (-1.0, 1.0)
    if y not in allowed:
        raise ValueError(f"y: expected labels {allowed[0]:g} and {allowed[1]:g}, got {y:g}")


class PerceptronResult(NamedTuple):
    """What training gives; `history` has a row (b, w₁, …, w_D) after each update."""

    w: Array
    b: float
    epochs: int
    updates: int
    history: Array
    converged: bool


def perceptron_fit(
    X: Array,
    y: Array,
    eta: float = 1.0,
    max_epochs: int = 100,
    order: list[int] | None = None,
    threshold: str = "ge",
    labels: str = "01",
    w0: Array | None = None,
    b0: float = 0.0,
) -> PerceptronResult:
    """Perceptron learning: sample after sample, until an epoch has no update or `max_epochs` have passed.

    Args:
        X: (N, D) float. y: (N,) labels. order: the order of samples in each epoch, (N,) int.
        w0: start weights, zeros when None.

    Source: `000_5c6663de3292b89f.txt`, perceptron learning.
    """
    return _train(perceptron_update, X, y, eta, max_epochs, order, threshold, labels, w0, b0)


def _train(update, X, y, eta, max_epochs, order, threshold, labels, w0, b0) -> PerceptronResult:
    """Training with any update rule of `perceptron_update`'s signature."""
    X = as_float(X)
    xp = namespace(X)
    check_ndim("X", X, "(N, D)", 2)
    check_shape("y", y, "(N,)", X.shape[0])
    if X.shape[0] == 0:
        raise ValueError("X: expected at least one sample, got none")
    if order is not None and sorted(int(i) for i in order) != list(range(X.shape[0])):
        raise ValueError(f"order: expected each index from 0 to {X.shape[0] - 1} once, got {list(order)}")
    start = xp.zeros_like(X[0, :]) if w0 is None else xp.astype(w0, X.dtype)
    w, b, rows, epoch, clean = start, float(b0), [], 0, False
    while epoch < max_epochs and not clean:
        epoch, clean = epoch + 1, True
        for i in range(X.shape[0]) if order is None else order:
            w_new, b_new = update(w, b, X[i, :], float(y[i]), eta, threshold, labels)
            if float(xp.max(xp.abs(w_new - w))) > 0 or b_new != b:
                w, b, clean = w_new, b_new, False
                rows.append(xp.concat([xp.zeros_like(w[:1]) + b, w]))
    return PerceptronResult(w, b, epoch, len(rows), _history(rows, X), clean)


def _history(rows: list[Array], X: Array) -> Array:
    """The rows as (updates, D + 1)."""
    xp = namespace(X)
    return xp.stack(rows) if rows else xp.concat([X, X[:, :1]], axis=1)[:0, :]


def perceptron_mistake_bound(X: Array, y: Array, w_star: Array, b_star: float) -> float:
    r"""$(R/\gamma)^2$ with $R = \max\|(1, x)\|$ and $\gamma$ the normalised margin of a separating $(w^*, b^*)$.

    Args:
        X: (N, D) float. y: (N,) in {0, 1} or {−1, 1}.

    Source: `001_93c4fdc1f7522504.txt`, perceptron convergence.
    """
    xp = namespace(X)
    sign = xp.where(y > 0, xp.ones_like(X[:, 0]), -xp.ones_like(X[:, 0]))
    norm = (float(xp.sum(w_star * w_star)) + b_star**2) ** 0.5
    margin = float(xp.min(sign * net_input(X, w_star, b_star))) / norm
    if margin <= 0:
        raise ValueError("w_star, b_star: expected a separating boundary, got one with a sample on the wrong side")
    return float(xp.max(1 + xp.sum(X * X, axis=1))) / margin**2


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(mcp_neuron, "T1.3/strict", "With the rule net ≥ 0 a net of exactly 0 fires.", "convention")
def _mcp_strict(x, w, b, threshold="ge"):
    return heaviside(net_input(x, w, b), "gt" if threshold == "ge" else "ge")


@misconception(mcp_neuron, "T1.3/bias_sign", "A threshold t is a bias of −t.")
def _mcp_bias_sign(x, w, b, threshold="ge"):
    return heaviside(net_input(x, w, -b), threshold)


@misconception(mcp_neuron, "T1.3/no_bias", "You forgot the bias input; the boundary then passes through the origin.")
def _mcp_no_bias(x, w, b, threshold="ge"):
    return heaviside(net_input(x, w, 0.0), threshold)


@misconception(mcp_neuron, "T1.3/pm_output", "The McCulloch–Pitts unit outputs 0 or 1, not ±1.", "convention")
def _mcp_pm_output(x, w, b, threshold="ge"):
    return 2 * mcp_neuron(x, w, b, threshold) - 1


@misconception(mcp_neuron, "T1.3/returns_net", "Return the thresholded value, not the net input.", "slip")
def _mcp_returns_net(x, w, b, threshold="ge"):
    return net_input(x, w, b)


@misconception(perceptron_predict, "T1.4/strict_mix", "You trained with > and predicted with ≥ (or the reverse).")
def _predict_strict_mix(X, w, b, threshold="ge", labels="01"):
    return perceptron_predict(X, w, b, "gt" if threshold == "ge" else "ge", labels)


@misconception(
    perceptron_predict, "T1.3/no_bias", "You forgot the bias input; the boundary then passes through the origin."
)
def _predict_no_bias(X, w, b, threshold="ge", labels="01"):
    return perceptron_predict(X, w, 0.0, threshold, labels)


@misconception(
    perceptron_predict, "T1.4/labels", "Look at which labels were asked for: {0, 1} or {−1, +1}.", "convention"
)
def _predict_other_labels(X, w, b, threshold="ge", labels="01"):
    return perceptron_predict(X, w, b, threshold, "pm1" if labels == "01" else "01")


def _error(w, b, x, y, threshold, labels):
    xp = namespace(w, x)
    return float(y) - float(perceptron_predict(xp.reshape(x, (1, -1)), w, b, threshold, labels)[0])


@misconception(perceptron_update, "T1.4/sign", "The step is η·(target − output)·x; yours moves away from the target.")
def _update_sign(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    error = _error(w, b, x, y, threshold, labels)
    return w - eta * error * x, b - eta * error


@misconception(perceptron_update, "T1.4/no_bias_update", "The bias learns too: add η(y−ŷ).")
def _update_no_bias(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    return perceptron_update(w, b, x, y, eta, threshold, labels)[0], b


@misconception(perceptron_update, "T1.4/pm_half", "With labels ±1 an error is ±2, so the step is 2ηx.", "convention")
def _update_pm_half(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    return perceptron_update(w, b, x, y, eta / 2 if labels == "pm1" else eta, threshold, labels)


@misconception(perceptron_update, "T1.4/strict_mix", "You trained with > and predicted with ≥ (or the reverse).")
def _update_strict_mix(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    return perceptron_update(w, b, x, y, eta, "gt" if threshold == "ge" else "ge", labels)


@misconception(
    perceptron_update, "T1.4/update_always", "A correctly classified sample must leave the weights unchanged."
)
def _update_always(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    target = float(y) if labels == "pm1" else 2 * float(y) - 1
    return w + eta * target * x, b + eta * target


def _fit_mutant(update):
    def fit(X, y, eta=1.0, max_epochs=100, order=None, threshold="ge", labels="01", w0=None, b0=0.0):
        return _train(update, X, y, eta, max_epochs, order, threshold, labels, w0, b0)

    return fit


for _key, _text, _rule in (
    ("T1.4/sign", "The step is η·(target − output)·x; yours moves away from the target.", _update_sign),
    ("T1.4/no_bias_update", "The bias learns too: add η(y−ŷ).", _update_no_bias),
    ("T1.4/update_always", "A correctly classified sample must leave the weights unchanged.", _update_always),
):
    misconception(perceptron_fit, _key, _text)(_fit_mutant(_rule))


@misconception(perceptron_fit, "T1.4/batch_update", "The perceptron updates after each sample, then recomputes ŷ.")
def _fit_batch(X, y, eta=1.0, max_epochs=100, order=None, threshold="ge", labels="01", w0=None, b0=0.0):
    xp = namespace(X)
    w, b, rows, epoch, clean = (xp.zeros_like(X[0, :]) if w0 is None else w0), float(b0), [], 0, False
    while epoch < max_epochs and not clean:
        epoch, clean = epoch + 1, True
        errors = xp.astype(y, X.dtype) - perceptron_predict(X, w, b, threshold, labels)
        if float(xp.max(xp.abs(errors))) > 0:
            w, b, clean = w + eta * (errors @ X), b + eta * float(xp.sum(errors)), False
            rows.append(xp.concat([xp.zeros_like(w[:1]) + b, w]))
    return PerceptronResult(w, b, epoch, len(rows), _history(rows, X), clean)
