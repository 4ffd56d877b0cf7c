"""Wrong versions of the functions in `reference.llm.costs`, with the message that names each mistake."""

from reference.llm.costs import (
    Budget,
    chinchilla_loss,
    compute_optimal,
    kv_cache_bytes,
    training_bytes,
    training_flops,
)
from reference.misconceptions import misconception


@misconception(training_flops, "T8.8/forward_only", "Training costs three forward passes.")
def _forward_only(n_params, n_tokens):
    return 2 * n_params * n_tokens


@misconception(training_flops, "T8.8/backward_once", "The backward pass costs two forward passes.")
def _backward_once(n_params, n_tokens):
    return 4 * n_params * n_tokens


@misconception(training_flops, "T8.8/no_pair", "A weight costs a product and a sum: 2 operations, not 1.")
def _no_pair(n_params, n_tokens):
    return 3 * n_params * n_tokens


@misconception(chinchilla_loss, "T8.8/no_floor", "E is left however large model and data are.")
def _no_floor(N, D, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28):
    return A / N**alpha + B / D**beta


@misconception(chinchilla_loss, "T8.8/exponents_swapped", "α belongs to the parameters, β to the tokens.")
def _exponents_swapped(N, D, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28):
    return E + A / N**beta + B / D**alpha


@misconception(chinchilla_loss, "T8.8/grows", "The terms fall as model and data grow.")
def _grows(N, D, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28):
    return E + A * N**alpha + B * D**beta


@misconception(compute_optimal, "T8.8/exponents_swapped", "N* grows with C^{β/(α+β)}.")
def _optimal_swapped(C, A=406.4, B=410.7, alpha=0.34, beta=0.28):
    G = (alpha * A / (beta * B)) ** (1 / (alpha + beta))
    N = G * (C / 6) ** (alpha / (alpha + beta))
    return Budget(N, C / (6 * N))


@misconception(compute_optimal, "T8.8/no_six", "A budget C buys C/6 products of parameters and tokens.")
def _no_six(C, A=406.4, B=410.7, alpha=0.34, beta=0.28):
    return compute_optimal(6 * C, A, B, alpha, beta)


@misconception(compute_optimal, "T8.8/even_split", "Parameters and tokens do not share the budget evenly.")
def _even_split(C, A=406.4, B=410.7, alpha=0.34, beta=0.28):
    return Budget((C / 6) ** 0.5, (C / 6) ** 0.5)


@misconception(kv_cache_bytes, "T8.8/one_cache", "Keys and values: factor 2.")
def _one_cache(layers, kv_heads, head_dim, tokens, batch=1, bytes=2):  # noqa: A002
    return layers * kv_heads * head_dim * tokens * batch * bytes


@misconception(kv_cache_bytes, "T8.8/one_layer", "Each layer has a cache.")
def _one_layer(layers, kv_heads, head_dim, tokens, batch=1, bytes=2):  # noqa: A002
    return kv_cache_bytes(1, kv_heads, head_dim, tokens, batch, bytes)


@misconception(kv_cache_bytes, "T8.8/batch_forgotten", "Each sequence of the batch has a cache.")
def _batch_forgotten(layers, kv_heads, head_dim, tokens, batch=1, bytes=2):  # noqa: A002
    return kv_cache_bytes(layers, kv_heads, head_dim, tokens, 1, bytes)


@misconception(training_bytes, "T8.8/weights_only", "Gradients and two Adam moments need memory too.")
def _weights_only(n_params, optimiser="adamw", mixed=True):
    return n_params * (2 if mixed else 4)


@misconception(training_bytes, "T8.8/no_master", "Mixed precision keeps a copy of the weights in 32 bits.")
def _no_master(n_params, optimiser="adamw", mixed=True):
    return training_bytes(n_params, optimiser) - (4 * n_params if mixed else 0)


@misconception(training_bytes, "T8.8/one_moment", "AdamW keeps two moments, SGD none.")
def _one_moment(n_params, optimiser="adamw", mixed=True):
    return n_params * 12
