"""Wrong versions of the functions in `reference.mlp.dense`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.mlp.dense import dense, dense_columns, n_parameters, neuron


@misconception(neuron, "T3.2/bias_in_sum", "w₀ is added once, not once per input.")
def _neuron_bias_in_sum(x, w, w0, g):
    return neuron(x, w, x.shape[0] * w0, g)


@misconception(neuron, "T3.2/no_activation", "Apply g to the sum.")
def _neuron_no_activation(x, w, w0, g):
    return neuron(x, w, w0, "identity")


@misconception(neuron, "T3.2/sign_w2", "The weight of x₂ is −2.")
def _neuron_sign_w2(x, w, w0, g):
    xp = namespace(x, w)
    return neuron(x, xp.concat([w[:1], -w[1:2], w[2:]]), w0, g)


@misconception(dense, "T3.2/layout", 'For "in_out" W is (D, H), a column a unit: use X·W. Is `layout` looked at?')
def _dense_layout(X, W, b, g="identity", layout="out_in"):
    return dense(X, W, b, g, "out_in")


@misconception(dense, "T3.2/layout_out_in", 'For "out_in" W is (H, D), a row a unit: use X·Wᵀ, not X·W.')
def _dense_layout_out_in(X, W, b, g="identity", layout="out_in"):
    return dense(X, W, b, g, "in_out")


@misconception(
    dense, "T3.2/layouts_swapped", 'The two layouts are swapped: "out_in" is X·Wᵀ (W a row a unit), "in_out" is X·W.'
)
def _dense_layouts_swapped(X, W, b, g="identity", layout="out_in"):
    return dense(X, W, b, g, "in_out" if layout == "out_in" else "out_in")


@misconception(dense, "T3.2/bias_in_sum", "w₀ is added once, not once per input.")
def _dense_bias_in_sum(X, W, b, g="identity", layout="out_in"):
    return dense(X, W, X.shape[1] * b, g, layout)


@misconception(dense, "T3.2/no_activation", "Apply g to the sum.")
def _dense_no_activation(X, W, b, g="identity", layout="out_in"):
    return dense(X, W, b, "identity", layout)


@misconception(dense_columns, "T3.3/broadcast_bias", "A column bias must broadcast over samples, not over units.")
def _columns_broadcast(A, W, b=None):
    return dense_columns(A, W) + (0 if b is None else b)


@misconception(dense_columns, "T3.2/bias_in_sum", "w₀ is added once, not once per input.")
def _columns_bias_in_sum(A, W, b=None):
    return dense_columns(A, W, None if b is None else A.shape[0] * b)


@misconception(dense_columns, "T3.2/rows", "Here samples are columns: the result is [units, samples].")
def _columns_rows(A, W, b=None):
    return transpose(dense_columns(A, W, b))


@misconception(n_parameters, "T3.2/param_no_bias", "Each unit also has a bias.")
def _count_no_bias(sizes, bias=True):
    return n_parameters(sizes, False)


@misconception(n_parameters, "T3.2/param_bias_anyway", "Without biases a layer has n_in·n_out parameters.")
def _count_bias_anyway(sizes, bias=True):
    return n_parameters(sizes, True)


@misconception(n_parameters, "T3.2/param_layer_bias", "Each unit has its own bias, not each layer one.")
def _count_layer_bias(sizes, bias=True):
    return n_parameters(sizes, False) + (len(sizes) - 1 if bias else 0)


@misconception(n_parameters, "T3.2/param_input_bias", "A bias belongs to the unit that receives: (n_in + 1)·n_out.")
def _count_input_bias(sizes, bias=True):
    return n_parameters(list(sizes)[::-1], bias)
