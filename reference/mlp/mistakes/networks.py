"""Wrong versions of the functions in `reference.mlp.networks`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.mlp.networks import (
    ColumnsForward,
    CostGrad,
    ThreeLayerCache,
    backprop_step,
    backprop_two_layer,
    gradients_from_deltas,
    logistic_mlp_cost_grad,
    mlp_backward,
    mlp_delta_hidden,
    mlp_delta_output,
    mlp_forward,
    mlp_forward_columns,
    three_layer_backward,
    three_layer_forward,
    two_layer_forward,
)
from reference.neurons.activations import activation_derivative, sigmoid


@misconception(
    mlp_forward, "T3.3/act_on_output", "Every layer has its own activation: your last one has that of the first."
)
def _mlp_act_on_output(X, Ws, bs, acts, return_cache=False):
    return mlp_forward(X, Ws, bs, [*acts[:-1], acts[0]], return_cache)


@misconception(mlp_forward, "T3.3/skip_hidden_act", "Without g between layers the network is one linear map.")
def _mlp_skip(X, Ws, bs, acts, return_cache=False):
    return mlp_forward(X, Ws, bs, ["identity"] * (len(acts) - 1) + [acts[-1]], return_cache)


@misconception(mlp_forward, "T3.3/shared_cache", "Store each layer's own z; you overwrote it.")
def _mlp_shared(X, Ws, bs, acts, return_cache=False):
    out, cache = mlp_forward(X, Ws, bs, acts, True)
    last = [cache.pre_activations[-1]] * len(Ws)
    return (out, cache._replace(pre_activations=last)) if return_cache else out


@misconception(mlp_forward_columns, "T3.3/transpose_a2", "A⁽²⁾ is [hidden, samples]; only A⁽¹⁾ is transposed.")
def _columns_transpose(X, W1, W2):
    right = mlp_forward_columns(X, W1, W2)
    Z3 = W2 @ transpose(right.A2)
    return right._replace(Z3=Z3, A3=sigmoid(Z3))


@misconception(mlp_forward_columns, "T3.3/skip_hidden_act", "Without g between layers the network is one linear map.")
def _columns_skip(X, W1, W2):
    Z2 = W1 @ transpose(X)
    return ColumnsForward(Z2, Z2, W2 @ Z2, sigmoid(W2 @ Z2))


@misconception(mlp_forward_columns, "T3.3/linear_output", "The output layer of this network has a sigmoid, too.")
def _columns_linear_output(X, W1, W2):
    right = mlp_forward_columns(X, W1, W2)
    return right._replace(A3=right.Z3)


@misconception(three_layer_forward, "T3.3/broadcast_bias", "A column bias must broadcast over samples, not over units.")
def _three_broadcast(x, W1, b1, W2, b2, W3, b3, return_cache=False):
    xp = namespace(x)
    flat = [xp.reshape(b, (-1,)) for b in (b1, b2, b3)]
    h1 = sigmoid(W1 @ x + flat[0])
    h2 = sigmoid(W2 @ h1 + flat[1])
    out = W3 @ h2 + flat[2]
    return ((h1, h2, out), ThreeLayerCache(x, W1, W2, W3, h1, h2, out)) if return_cache else (h1, h2, out)


@misconception(three_layer_forward, "T3.3/act_on_output", "The last layer of this network is linear.")
def _three_act_on_output(x, W1, b1, W2, b2, W3, b3, return_cache=False):
    (h1, h2, out), cache = three_layer_forward(x, W1, b1, W2, b2, W3, b3, True)
    out = sigmoid(out)
    return ((h1, h2, out), cache._replace(out=out)) if return_cache else (h1, h2, out)


@misconception(three_layer_forward, "T3.3/skip_hidden_act", "Without g between layers the network is one linear map.")
def _three_skip(x, W1, b1, W2, b2, W3, b3, return_cache=False):
    h1 = W1 @ x + b1
    h2 = W2 @ h1 + b2
    out = W3 @ h2 + b3
    return ((h1, h2, out), ThreeLayerCache(x, W1, W2, W3, h1, h2, out)) if return_cache else (h1, h2, out)


@misconception(two_layer_forward, "T3.3/linear_output", "The output layer of this network has a sigmoid, too.")
def _forward_linear_output(x, Wh, Wo):
    h, _ = two_layer_forward(x, Wh, Wo)
    return h, h @ transpose(Wo)


@misconception(two_layer_forward, "T3.3/skip_hidden_act", "Without g between layers the network is one linear map.")
def _forward_skip(x, Wh, Wo):
    h = x @ transpose(Wh)
    return h, sigmoid(h @ transpose(Wo))


@misconception(mlp_delta_output, "T3.4/sign", "With w − ηδ the delta is (ŷ − y)…; yours climbs the loss.")
def _delta_sign(y_hat, y):
    return -mlp_delta_output(y_hat, y)


@misconception(mlp_delta_output, "T3.4/half", "½ cancels the 2: no factor 2 in δ°.")
def _delta_two(y_hat, y):
    return 2 * mlp_delta_output(y_hat, y)


@misconception(
    mlp_delta_output, "T3.4/no_sigmoid_deriv_output", "Multiply the error by ŷ(1−ŷ), the slope of the output unit."
)
def _delta_no_deriv(y_hat, y):
    return y_hat - y


@misconception(mlp_delta_hidden, "T3.4/no_sigmoid_deriv_hidden", "Multiply by h(1−h).")
def _hidden_no_deriv(delta_o, Wo, h):
    return delta_o @ Wo


@misconception(mlp_delta_hidden, "T3.4/transpose", "δʰ uses Woᵀ: sum over output units.")
def _hidden_transpose(delta_o, Wo, h):
    if Wo.shape[0] != Wo.shape[1]:
        raise ValueError("shapes do not fit")
    return (delta_o @ transpose(Wo)) * h * (1 - h)


@misconception(
    mlp_delta_hidden, "T3.1/deriv_of_output", "h is an activation already: its slope is h(1−h), not σ(h)(1−σ(h))."
)
def _hidden_double(delta_o, Wo, h):
    s = sigmoid(h)
    return (delta_o @ Wo) * s * (1 - s)


def _two_layer(x, y, Wh, Wo, output=mlp_delta_output, hidden=mlp_delta_hidden, scale=1.0):
    """backprop_two_layer with other deltas."""
    h, y_hat = two_layer_forward(x, Wh, Wo)
    delta_o = output(y_hat, y)
    delta_h = hidden(delta_o, Wo, h)
    loss = 0.5 * namespace(y_hat).sum((y_hat - y) ** 2)
    out = {"h": h, "y_hat": y_hat, "loss": loss * scale, "delta_o": delta_o, "delta_h": delta_h}
    return out | {"dWh": scale * transpose(delta_h) @ x, "dWo": scale * transpose(delta_o) @ h}


@misconception(backprop_two_layer, "T3.4/sign", "With w − ηδ the delta is (ŷ − y)…; yours climbs the loss.")
def _two_sign(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, output=_delta_sign)


@misconception(backprop_two_layer, "T3.4/no_sigmoid_deriv_hidden", "Multiply by h(1−h).")
def _two_no_deriv(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, hidden=_hidden_no_deriv)


@misconception(backprop_two_layer, "T3.4/mean", "This loss sums over samples.")
def _two_mean(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, scale=1 / x.shape[0])


@misconception(backprop_two_layer, "T3.4/half", "½ cancels the 2: no factor 2 in δ°.")
def _two_half(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, output=_delta_two)


@misconception(backprop_two_layer, "T3.4/no_half", "This loss has a ½ in front of the sum of squares.")
def _two_no_half(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, scale=2.0)


@misconception(backprop_two_layer, "T3.3/linear_output", "The output layer of this network has a sigmoid, too.")
def _two_linear_output(x, y, Wh, Wo):
    h, y_hat = _forward_linear_output(x, Wh, Wo)
    delta_o = y_hat - y
    delta_h = mlp_delta_hidden(delta_o, Wo, h)
    loss = 0.5 * namespace(y_hat).sum((y_hat - y) ** 2)
    out = {"h": h, "y_hat": y_hat, "loss": loss, "delta_o": delta_o, "delta_h": delta_h}
    return out | {"dWh": transpose(delta_h) @ x, "dWo": transpose(delta_o) @ h}


@misconception(backprop_step, "T3.4/sign", "With w − ηδ the delta is (ŷ − y)…; yours climbs the loss.")
def _step_sign(x, y, Wh, Wo, eta):
    g = backprop_two_layer(x, y, Wh, Wo)
    return Wh + eta * g["dWh"], Wo + eta * g["dWo"]


@misconception(backprop_step, "T3.4/updated_wo", "Use the old output weights for the hidden deltas.")
def _step_updated(x, y, Wh, Wo, eta):
    g = backprop_two_layer(x, y, Wh, Wo)
    new = Wo - eta * g["dWo"]
    delta_h = mlp_delta_hidden(g["delta_o"], new, g["h"])
    return Wh - eta * (transpose(delta_h) @ x), new


@misconception(backprop_step, "T3.4/mean", "This loss sums over samples.")
def _step_mean(x, y, Wh, Wo, eta):
    return backprop_step(x, y, Wh, Wo, eta / x.shape[0])


def _recursion(cache, dL_dy, slope=activation_derivative, weight=None, bias=None, back=None):
    """mlp_backward with one of its four steps replaced."""
    xp = namespace(dL_dy)
    dWs, dbs, d = [], [], dL_dy
    for i in reversed(range(len(cache.Ws))):
        u = slope(cache.acts[i], cache.pre_activations[i]) * d
        a, W = cache.activations[i], cache.Ws[i]
        dWs.insert(0, weight(u, a) if weight else transpose(u) @ a)
        dbs.insert(0, bias(u) if bias else xp.sum(u, axis=0))
        d = back(u, W) if back else u @ W
    return dWs, dbs, d


@misconception(mlp_backward, "T3.5/no_outer", "A weight gradient is an outer product of delta and input.")
def _mlp_no_outer(cache, dL_dy):
    return _recursion(cache, dL_dy, weight=lambda u, a: u * a)


@misconception(mlp_backward, "T3.5/missing_fprime", "Each layer contributes its own f′(z).")
def _mlp_no_fprime(cache, dL_dy):
    return _recursion(cache, dL_dy, slope=lambda name, z: namespace(z).ones_like(z))


@misconception(mlp_backward, "T3.5/w_not_transposed", "Going back through W multiplies by Wᵀ.")
def _mlp_not_transposed(cache, dL_dy):
    return _recursion(cache, dL_dy, back=lambda u, W: u @ transpose(W))


@misconception(mlp_backward, "T3.5/db_missing", "The bias gradient is the delta summed over samples.")
def _mlp_db_missing(cache, dL_dy):
    return _recursion(cache, dL_dy, bias=lambda u: u)


@misconception(mlp_backward, "T3.5/inplace", "Your backward pass changed the cached activations.")
def _mlp_inplace(cache, dL_dy):
    grads = mlp_backward(cache, dL_dy)
    for name, z, a in zip(cache.acts, cache.pre_activations, cache.activations[1:], strict=True):
        a[...] = activation_derivative(name, z)
    return grads


@misconception(logistic_mlp_cost_grad, "T2.7/extra_deriv", "With log loss the factor a(1−a) cancels.")
def _logistic_extra(X, Y, W1, W2, lam=0.0):
    right = logistic_mlp_cost_grad(X, Y, W1, W2, lam)
    _, A2, _, A3 = mlp_forward_columns(X, W1, W2)
    delta_3 = (A3 - Y) * A3 * (1 - A3)
    delta_2 = (transpose(W2) @ delta_3) * A2 * (1 - A2)
    return CostGrad(right.J, delta_2 @ X + lam * W1, delta_3 @ transpose(A2) + lam * W2)


@misconception(logistic_mlp_cost_grad, "T2.7/lam_full", "Here the penalty is λ/2·‖w‖².")
def _logistic_lam_full(X, Y, W1, W2, lam=0.0):
    return logistic_mlp_cost_grad(X, Y, W1, W2, 2 * lam)


@misconception(logistic_mlp_cost_grad, "T2.7/mean", "S3 sums over samples.")
def _logistic_mean(X, Y, W1, W2, lam=0.0):
    penalty = lam / 2 * sum(namespace(W).sum(W * W) for W in (W1, W2))
    J, dW1, dW2 = logistic_mlp_cost_grad(X, Y, W1, W2, lam)
    n = X.shape[0]
    return CostGrad((J - penalty) / n + penalty, (dW1 - lam * W1) / n + lam * W1, (dW2 - lam * W2) / n + lam * W2)


@misconception(three_layer_backward, "T3.5/sigmoid_on_linear_out", "The output is linear here: no ŷ(1−ŷ) factor.")
def _three_sigmoid_out(cache, y):
    out = cache.out
    return three_layer_backward(cache, out - (out - y) * out * (1 - out))


@misconception(three_layer_backward, "T3.5/missing_fprime", "Each layer contributes its own f′(z).")
def _three_no_fprime(cache, y):
    dout = cache.out - y
    dz2 = transpose(cache.W3) @ dout
    return gradients_from_deltas(cache, dout, dz2, transpose(cache.W2) @ dz2)


@misconception(three_layer_backward, "T3.5/w_not_transposed", "Going back through W multiplies by Wᵀ.")
def _three_not_transposed(cache, y):
    dout = cache.out - y
    dz2 = (transpose(cache.W3) @ dout) * cache.h2 * (1 - cache.h2)
    return gradients_from_deltas(cache, dout, dz2, (cache.W2 @ dz2) * cache.h1 * (1 - cache.h1))


@misconception(three_layer_backward, "T3.5/db_missing", "The bias gradient is the delta summed over samples.")
def _three_db_missing(cache, y):
    dout = cache.out - y
    dz2 = (transpose(cache.W3) @ dout) * cache.h2 * (1 - cache.h2)
    dz1 = (transpose(cache.W2) @ dz2) * cache.h1 * (1 - cache.h1)
    return gradients_from_deltas(cache, dout, dz2, dz1) | {"db3": dout, "db2": dz2, "db1": dz1}


@misconception(three_layer_backward, "T3.5/inplace", "Your backward pass changed the cached activations.")
def _three_inplace(cache, y):
    grads = three_layer_backward(cache, y)
    cache.h2[...] = cache.h2 * (1 - cache.h2)
    cache.h1[...] = cache.h1 * (1 - cache.h1)
    return grads
