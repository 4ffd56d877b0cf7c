"""Wrong versions of the functions in `reference.llm.finetuning`, with the message that names each mistake."""

import math

from reference._array import namespace, transpose
from reference.linear.softmax import softmax
from reference.llm.finetuning import (
    ACTS,
    Quantized,
    adapter_forward,
    bitfit_mask,
    lora_forward,
    lora_merge,
    lora_param_count,
    nf4_quantize,
    prefix_attention,
    prompt_tuning_concat,
    quantize_absmax_int8,
)
from reference.misconceptions import misconception


@misconception(lora_forward, "T8.7/no_scaling", "Scale by α/r.")
def _no_scaling(x, W0, A, B, alpha):
    return lora_forward(x, W0, A, B, A.shape[0])


@misconception(lora_forward, "T8.7/alpha_alone", "Divide α by the rank r.")
def _alpha_alone(x, W0, A, B, alpha):
    return lora_forward(x, W0, A, B, alpha * A.shape[0])


@misconception(lora_forward, "T8.7/update_alone", "The frozen weights stay a part of the layer.")
def _update_alone(x, W0, A, B, alpha):
    return lora_forward(x, 0 * W0, A, B, alpha)


@misconception(lora_merge, "T8.7/no_scaling", "Scale by α/r.")
def _merge_no_scaling(W0, A, B, alpha):
    return lora_merge(W0, A, B, A.shape[0])


@misconception(lora_merge, "T8.7/BA_order", "ΔW = B·A.")
def _BA_order(W0, A, B, alpha):
    return W0 + alpha / A.shape[0] * transpose(B @ A) if W0.shape[0] == W0.shape[1] else W0 + alpha * (B @ A)


@misconception(lora_merge, "T8.7/subtracted", "The update is added to the frozen weights.")
def _subtracted(W0, A, B, alpha):
    return lora_merge(W0, A, B, -alpha)


@misconception(lora_param_count, "T8.7/params_dk", "Count r(d+k).")
def _params_dk(d, k, r):
    return r * d * k


@misconception(lora_param_count, "T8.7/one_factor", "Both factors are trained: A and B.")
def _one_factor(d, k, r):
    return r * k


@misconception(lora_param_count, "T8.7/train_base", "The base weights are frozen.")
def _train_base(d, k, r):
    return d * k + r * (d + k)


@misconception(adapter_forward, "T8.7/no_residual", "The adapter is added to its input.")
def _no_residual(h, Wd, bd, Wu, bu, act="relu"):
    return adapter_forward(h, Wd, bd, Wu, bu, act) - h


@misconception(adapter_forward, "T8.7/act_last", "The activation is between the two projections.")
def _act_last(h, Wd, bd, Wu, bu, act="relu"):
    return h + ACTS[act]((h @ transpose(Wd) + bd) @ transpose(Wu) + bu)


@misconception(adapter_forward, "T8.7/linear", "There is an activation between the two projections.")
def _linear(h, Wd, bd, Wu, bu, act="relu"):
    return h + (h @ transpose(Wd) + bd) @ transpose(Wu) + bu


@misconception(prefix_attention, "T8.7/two_softmaxes", "One softmax runs over the prefix and the input together.")
def _two_softmaxes(q, K, V, Pk, Pv):
    root = math.sqrt(q.shape[1])
    return softmax(q @ transpose(K) / root) @ V + softmax(q @ transpose(Pk) / root) @ Pv


@misconception(prefix_attention, "T8.7/prefix_ignored", "The prefix is attended to, too.")
def _prefix_ignored(q, K, V, Pk, Pv):
    return softmax(q @ transpose(K) / math.sqrt(q.shape[1])) @ V


@misconception(prefix_attention, "T8.7/keys_as_values", "A prefix has keys and values of its own.")
def _keys_as_values(q, K, V, Pk, Pv):
    return prefix_attention(q, K, V, Pk, Pk[:, : Pv.shape[1]] + 0 * Pv)


@misconception(prompt_tuning_concat, "T8.7/prompt_last", "The prompt comes before the input.")
def _prompt_last(prompt, x):
    xp = namespace(x)
    both = prompt_tuning_concat(prompt, x)
    return xp.concat([both[:, prompt.shape[0] :, :], both[:, : prompt.shape[0], :]], axis=1)


@misconception(prompt_tuning_concat, "T8.7/added", "The prompt's vectors stand before the input's; nothing is added.")
def _added(prompt, x):
    return x + namespace(x).mean(prompt, axis=0)


@misconception(prompt_tuning_concat, "T8.7/first_only", "Each sequence of the batch gets the prompt.")
def _first_only(prompt, x):
    xp = namespace(x)
    both = prompt_tuning_concat(prompt, x)
    return xp.concat([both[:1, :, :], prompt_tuning_concat(0 * prompt, x)[1:, :, :]], axis=0)


@misconception(bitfit_mask, "T8.7/train_base", "Only biases are trained; all else is frozen.")
def _train_all(names):
    return dict.fromkeys(names, True)


@misconception(bitfit_mask, "T8.7/inverted", "True means trained: the biases.")
def _inverted(names):
    return {name: not bias for name, bias in bitfit_mask(names).items()}


@misconception(bitfit_mask, "T8.7/anywhere", "The parameter is a bias, not a module whose name holds the word.")
def _anywhere(names):
    return {name: "bias" in name for name in names}


@misconception(quantize_absmax_int8, "T8.7/scale_128", "127 keeps the range symmetric.")
def _scale_128(x):
    xp = namespace(x)
    scale = xp.max(xp.abs(x)) / 128
    return Quantized(xp.astype(xp.clip(xp.round(x / scale), -128, 127), xp.int8), scale)


@misconception(quantize_absmax_int8, "T8.7/truncated", "Round to the nearest whole number.")
def _truncated(x):
    xp = namespace(x)
    scale = quantize_absmax_int8(x).scale
    return Quantized(xp.astype(xp.trunc(x / scale), xp.int8), scale)


@misconception(quantize_absmax_int8, "T8.7/maximum_signed", "The largest *absolute* value sets the scale.")
def _maximum_signed(x):
    xp = namespace(x)
    scale = xp.max(x) / 127
    return Quantized(xp.astype(xp.clip(xp.round(x / scale), -127, 127), xp.int8), scale)


@misconception(nf4_quantize, "T8.7/one_scale", "Each block has a scale of its own.")
def _one_scale(x, block):
    right = nf4_quantize(x, x.shape[0])
    return Quantized(right.q, namespace(x).repeat(right.scale, x.shape[0] // block))


@misconception(nf4_quantize, "T8.7/even_levels", "NF4's levels are quantiles of a normal law, not evenly spaced.")
def _even_levels(x, block):
    xp, right = namespace(x), nf4_quantize(x, block)
    rows = xp.reshape(x, (-1, block)) / right.scale[:, None]
    return Quantized(xp.astype(xp.reshape(xp.round((rows + 1) * 7.5), x.shape), xp.int8), right.scale)


@misconception(nf4_quantize, "T8.7/rounded_down", "Take the nearest level.")
def _rounded_down(x, block):
    xp, right = namespace(x), nf4_quantize(x, block)
    return Quantized(xp.where(right.q > 0, right.q - 1, right.q), right.scale)
