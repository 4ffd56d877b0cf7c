# %% [raw]
# # BEGIN QUESTION
# name: attention_errors
# type: text
# points: 6
# title: Find the error (transformers)
# topics: [T7.2, T7.3, T7.4, T7.5]
# lines: 6
# %% tags=["variant"]
CASES = {
    "mask": (
        "They train a language model of {n} layers to predict the next of {T} tokens. Its self-attention has no mask.",
        "The training loss is {tiny} after an hour; the texts that it writes are nonsense.",
        "Each position sees the token that it should predict. Mask what comes later (causal mask), in training as in use.",
    ),
    "zero": (
        "To mask padding they set its scores to 0 before the softmax.",
        "The outputs of a short sentence change when it is padded to {T} tokens.",
        "A score of 0 is e⁰ = 1 in the softmax, so padding keeps weight. Set masked scores to −∞.",
    ),
    "scale": (
        "They widen the heads of their transformer from {d} to {wide} dimensions and leave out the factor 1/√d.",
        "Nearly all attention weights are 0 or 1, and the loss hardly moves.",
        "Scores have a variance of about d, softmax saturates and its gradients vanish. Divide by √d.",
    ),
    "positions": (
        "Their translation model of {n} layers adds no positional encoding: \"attention sees all tokens anyway\".",
        "\"dog bites man\" and \"man bites dog\" get the same set of encodings; {high} % of the errors are wrong word orders.",
        "Self-attention without positions is permutation-equivariant. Add positional encodings (or rotate queries and keys).",
    ),
    "reshape": (
        "In their multi-head attention with {h} heads they split with `x.reshape(B, h, T, E // h)`, without moving an axis.",
        "Shapes fit and it trains, but {low} % worse than with one head; the output of a token depends on padding.",
        "The bare reshape mixes features of several tokens in a head. Reshape to (B, T, h, E/h), then move the head axis to the front.",
    ),
    "memory": (
        "In their translation model with {n} decoder layers they also give the causal mask to the attention over the encoder's memory.",
        "Translations of long sentences begin badly and get better to their end.",
        "The first words of the target see only the first words of the source. Only the decoder's self-attention is causal; the memory is known as a whole.",
    ),
    "norm": (
        "They normalise with batch norm instead of layer norm in a transformer that writes text token by token, with batches of one sentence.",
        "In training the loss is fine, in use the outputs differ wildly; with {T} sentences at once they are good again.",
        "Statistics of the batch (and its padding) differ between training and use. Layer norm uses each token's own features.",
    ),
}


def variant(rng):
    low, d = int(rng.integers(5, 30)), int(rng.choice([8, 16, 32]))
    values = {
        "n": int(rng.integers(4, 13)), "T": int(rng.integers(4, 65)) * 8, "tiny": float(rng.choice([0.01, 0.02, 0.03, 0.05])),
        "d": d, "wide": d * int(rng.choice([4, 8, 16])), "h": int(rng.choice([4, 8, 12, 16])), "low": low, "high": 40 + low,
    }  # fmt: skip
    case = str(rng.choice(list(CASES)))
    told, seen, _ = (text.format(**values) for text in CASES[case])
    return {"case": case, "told": told, "seen": seen}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
