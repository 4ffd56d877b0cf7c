"""Wrong versions of the functions in `reference.neurons.perceptron`, with the message that names each mistake."""

from reference._array import as_float, as_floats, namespace
from reference.misconceptions import misconception
from reference.neurons.perceptron import (
    GATES,
    PerceptronResult,
    _history,
    _least_margin,
    _length,
    _radius,
    _train,
    heaviside,
    k_of_m_gate,
    mcp_gate,
    mcp_neuron,
    net_input,
    perceptron_fit,
    perceptron_mistake_bound,
    perceptron_predict,
    perceptron_update,
)

STRICT = "With the rule net ≥ 0 a net of exactly 0 fires."
BIAS_SIGN = "A threshold t is a bias of −t."
NO_BIAS = "You forgot the bias input; the boundary then passes through the origin."
PM_OUTPUT = "The McCulloch–Pitts unit outputs 0 or 1, not ±1."
RETURNS_NET = "Return the thresholded value, not the net input."
PM_HALF = "With labels ±1 an error is ±2, so the step is 2ηx."
STRICT_MIX = "A net input of exactly 0 is decided the other way: with ≥ it fires, with > it does not."


def _other(threshold):
    return "gt" if threshold == "ge" else "ge"


# -- T1.3: threshold neurons and gates


@misconception(net_input, "T1.3/no_bias", NO_BIAS)
def _net_no_bias(x, w, b):
    return net_input(x, w, 0.0)


@misconception(net_input, "T1.3/bias_sign", BIAS_SIGN)
def _net_bias_sign(x, w, b):
    return net_input(x, w, -b)


@misconception(net_input, "T1.3/thresholded", "Return the net input; the threshold comes after it.")
def _net_thresholded(x, w, b):
    return heaviside(net_input(x, w, b))


@misconception(heaviside, "T1.3/strict", STRICT)
def _step_strict(net, threshold="ge"):
    return heaviside(net, _other(threshold))


@misconception(heaviside, "T1.3/pm_output", PM_OUTPUT)
def _step_pm(net, threshold="ge"):
    return 2 * heaviside(net, threshold) - 1


@misconception(heaviside, "T1.3/returns_net", RETURNS_NET)
def _step_net(net, threshold="ge"):
    return as_float(net)


@misconception(heaviside, "T1.3/fires_below", "The unit fires when its net input reaches the threshold, not below it.")
def _step_below(net, threshold="ge"):
    return 1 - heaviside(net, threshold)


@misconception(mcp_gate, "T1.3/strict", STRICT)
def _gate_strict(name, threshold=None):
    w, b = mcp_gate(name, threshold)
    return w, b + 1 if threshold == "ge" else b - 0.5


@misconception(mcp_gate, "T1.3/bias_sign", BIAS_SIGN)
def _gate_bias_sign(name, threshold=None):
    w, b = mcp_gate(name, threshold)
    return w, -b


@misconception(mcp_gate, "T1.3/no_bias", NO_BIAS)
def _gate_no_bias(name, threshold=None):
    return mcp_gate(name, threshold)[0], 0.0


@misconception(mcp_gate, "T1.3/and_or", "OR fires for one active input, AND for all of them.")
def _gate_and_or(name, threshold=None):
    return mcp_gate(dict(zip(GATES, ("or", "and", "not", "nor", "nand"), strict=True))[name], threshold)


@misconception(k_of_m_gate, "T1.3/strict", STRICT)
def _k_strict(m, k, threshold):
    return k_of_m_gate(m, k, _other(threshold))


@misconception(k_of_m_gate, "T1.3/bias_sign", BIAS_SIGN)
def _k_bias_sign(m, k, threshold):
    w, b = k_of_m_gate(m, k, threshold)
    return w, -b


@misconception(k_of_m_gate, "T1.3/all_of_m", "k active inputs suffice, not all m.")
def _k_all(m, k, threshold):
    return k_of_m_gate(m, m, threshold)


@misconception(mcp_neuron, "T1.3/strict", STRICT)
def _mcp_strict(x, w, b, threshold="ge"):
    return heaviside(net_input(x, w, b), _other(threshold))


@misconception(mcp_neuron, "T1.3/bias_sign", BIAS_SIGN)
def _mcp_bias_sign(x, w, b, threshold="ge"):
    return heaviside(net_input(x, w, -b), threshold)


@misconception(mcp_neuron, "T1.3/no_bias", NO_BIAS)
def _mcp_no_bias(x, w, b, threshold="ge"):
    return heaviside(net_input(x, w, 0.0), threshold)


@misconception(mcp_neuron, "T1.3/pm_output", PM_OUTPUT)
def _mcp_pm_output(x, w, b, threshold="ge"):
    return 2 * mcp_neuron(x, w, b, threshold) - 1


@misconception(mcp_neuron, "T1.3/returns_net", RETURNS_NET)
def _mcp_returns_net(x, w, b, threshold="ge"):
    return net_input(x, w, b)


# -- T1.4: the perceptron


@misconception(perceptron_predict, "T1.4/strict_mix", STRICT_MIX)
def _predict_strict_mix(X, w, b, threshold="ge", labels="01"):
    return perceptron_predict(X, w, b, _other(threshold), labels)


@misconception(perceptron_predict, "T1.3/no_bias", NO_BIAS)
def _predict_no_bias(X, w, b, threshold="ge", labels="01"):
    return perceptron_predict(X, w, 0.0, threshold, labels)


@misconception(perceptron_predict, "T1.4/labels", "Look at which labels were asked for: {0, 1} or {−1, +1}.")
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


@misconception(perceptron_update, "T1.4/pm_half", PM_HALF)
def _update_pm_half(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    return perceptron_update(w, b, x, y, eta / 2 if labels == "pm1" else eta, threshold, labels)


@misconception(perceptron_update, "T1.4/strict_mix", STRICT_MIX)
def _update_strict_mix(w, b, x, y, eta=1.0, threshold="ge", labels="01"):
    return perceptron_update(w, b, x, y, eta, _other(threshold), labels)


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
    ("sign", "The step is η·(target − output)·x; yours moves away from the target.", _update_sign),
    ("update_always", "A correctly classified sample must leave the weights unchanged.", _update_always),
    ("pm_half", PM_HALF, _update_pm_half),
    ("strict_mix", STRICT_MIX, _update_strict_mix),
):
    misconception(perceptron_fit, f"T1.4/{_key}", _text)(_fit_mutant(_rule))


@misconception(perceptron_fit, "T1.4/no_bias_update", "The bias learns too: add η(y−ŷ).")
def _fit_no_bias(X, y, eta=1.0, max_epochs=100, order=None, threshold="ge", labels="01", w0=None, b0=0.0):
    missed = 0  # an error counts, also where x = 0 leaves w as it is

    def update(w, b, x, target, rate, threshold, labels):
        nonlocal missed
        _, moved = perceptron_update(w, b0, x, target, rate, threshold, labels)
        missed += moved != b0
        return perceptron_update(w, b0, x, target, rate, threshold, labels)[0], missed

    w, _, epochs, updates, history, clean = _train(update, X, y, eta, max_epochs, order, threshold, labels, w0, 0)
    return PerceptronResult(w, float(b0), epochs, updates, history, clean)


@misconception(perceptron_fit, "T1.4/batch_update", "The perceptron updates after each sample, then recomputes ŷ.")
def _fit_batch(X, y, eta=1.0, max_epochs=100, order=None, threshold="ge", labels="01", w0=None, b0=0.0):
    xp = namespace(X)
    w, b, rows, epoch, clean = (xp.zeros_like(X[0, :]) if w0 is None else w0), float(b0), [], 0, False
    while epoch < max_epochs and not clean:
        rate = eta(epoch) if callable(eta) else eta
        epoch, clean = epoch + 1, True
        errors = xp.astype(y, X.dtype) - perceptron_predict(X, w, b, threshold, labels)
        if float(xp.max(xp.abs(errors))) > 0:
            w, b, clean = w + rate * (errors @ X), b + rate * float(xp.sum(errors)), False
            rows.append(xp.concat([xp.zeros_like(w[:1]) + b, w]))
    return PerceptronResult(w, b, epoch, len(rows), _history(rows, X), clean)


@misconception(perceptron_mistake_bound, "T1.4/not_squared", "The bound is the square of R/γ.")
def _bound_root(X, y, w_star, b_star):
    return perceptron_mistake_bound(X, y, w_star, b_star) ** 0.5


@misconception(perceptron_mistake_bound, "T1.4/margin_not_normalised", "Divide the margin by the length of (w, b).")
def _bound_not_normalised(X, y, w_star, b_star):
    return perceptron_mistake_bound(X, y, w_star, b_star) / _length(*as_floats(w_star), b_star) ** 2


@misconception(perceptron_mistake_bound, "T1.4/mean_margin", "The sample closest to the boundary sets the margin.")
def _bound_mean_margin(X, y, w_star, b_star):
    X, w_star = as_floats(X, w_star)
    xp = namespace(X)
    mean = float(xp.mean(xp.abs(net_input(X, w_star, b_star)))) / _length(w_star, b_star)
    return (_radius(X) / mean) ** 2


@misconception(
    perceptron_mistake_bound, "T1.4/no_bias_in_radius", "The bias is a weight of a constant input 1: R = max‖(1, x)‖."
)
def _bound_no_bias(X, y, w_star, b_star):
    X, w_star = as_floats(X, w_star)
    margin = _least_margin(X, y, w_star, b_star) / _length(w_star, b_star)
    return (_radius(X) ** 2 - 1) / margin**2
