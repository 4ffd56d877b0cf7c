"""Wrong versions of the functions in `reference.attention.modern`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.attention.modern import LAYOUTS, repeat_kv, rms_norm, rope, swiglu
from reference.misconceptions import misconception
from reference.neurons.activations import sigmoid


@misconception(rms_norm, "T7.6/centred", "RMSNorm does not subtract the mean.")
def _centred(x, g, eps=1e-6):
    return rms_norm(x - namespace(x).mean(x, axis=-1, keepdims=True), g, eps)


@misconception(rms_norm, "T7.6/sum_not_mean", "Divide by the root of the mean square, not of the sum.")
def _sum_not_mean(x, g, eps=1e-6):
    xp = namespace(x, g)
    return g * x / xp.sqrt(xp.sum(x * x, axis=-1, keepdims=True) + eps)


@misconception(rms_norm, "T7.6/all_tokens", "Each token has a root mean square of its own.")
def _all_tokens(x, g, eps=1e-6):
    xp = namespace(x, g)
    return g * x / xp.sqrt(xp.mean(x * x) + eps)


@misconception(rope, "T7.6/other_layout", "Look at which entries form a pair.")
def _other_layout(x, positions, base=1e4, layout="interleaved"):
    return rope(x, positions, base, LAYOUTS[1 - LAYOUTS.index(layout)])


@misconception(rope, "T7.6/backwards", "(a, b) turns to (a cos − b sin, a sin + b cos).")
def _backwards(x, positions, base=1e4, layout="interleaved"):
    return rope(x, -positions, base, layout)


@misconception(rope, "T7.6/i_not_2i", "The exponent is −2i/d for the pair i.")
def _rope_i_not_2i(x, positions, base=1e4, layout="interleaved"):
    return rope(x, positions, base**0.5, layout)


@misconception(rope, "T7.6/added", "A rotation turns the pairs; nothing is added.")
def _added(x, positions, base=1e4, layout="interleaved"):
    xp = namespace(x, positions)
    return x + rope(0 * x + 1, positions, base, layout) * xp.astype(positions != 0, x.dtype)[:, None]


@misconception(swiglu, "T7.6/gate_swapped", "silu acts on W1 x; W3 x stays linear.")
def _gate_swapped(x, W1, W3, W2):
    return swiglu(x, W3, W1, W2)


@misconception(swiglu, "T7.6/sigmoid_gate", "silu(z) is z·σ(z), not σ(z).")
def _sigmoid_gate(x, W1, W3, W2):
    return (sigmoid(x @ transpose(W1)) * (x @ transpose(W3))) @ transpose(W2)


@misconception(swiglu, "T7.6/no_gate", "The two products are multiplied with each other.")
def _no_gate(x, W1, W3, W2):
    gate = x @ transpose(W1)
    return (gate * sigmoid(gate) + x @ transpose(W3)) @ transpose(W2)


@misconception(repeat_kv, "T7.6/tiled_heads", "Neighbouring query heads share a key head.")
def _tiled_heads(x, n):
    return namespace(x).concat([x] * n, axis=1)


@misconception(repeat_kv, "T7.6/along_time", "Heads are repeated, not tokens.")
def _along_time(x, n):
    return namespace(x).repeat(x, n, axis=2)


@misconception(repeat_kv, "T7.6/not_repeated", "There must be a key head for each query head.")
def _not_repeated(x, n):
    return x
