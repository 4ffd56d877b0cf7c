"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.attention.layers import transformer_decoder_layer, transformer_encoder_layer
from reference.attention.layers import transformer_param_count as reference_count
from reference.misconceptions import misconceptions_of


def reference_encoder(x, params, n_heads, norm_first, mask=None):
    return transformer_encoder_layer(x, params, n_heads, norm_first, mask)


def decode(layer, x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    """A decoder layer of the answer key, without its choice of activation."""
    return layer(x, memory, params, n_heads, norm_first, causal, "relu", memory_mask)


def reference_decoder(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    return decode(transformer_decoder_layer, x, memory, params, n_heads, norm_first, causal, memory_mask)


def memory_normalised(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    """The memory goes through norm2, too, as the queries do in pre-norm."""
    if norm_first:
        off = memory - memory.mean(axis=-1, keepdims=True)
        size = np.sqrt((off**2).mean(axis=-1, keepdims=True) + 1e-5)
        memory = params["norm2.weight"] * off / size + params["norm2.bias"]
    return reference_decoder(x, memory, params, n_heads, norm_first, causal, memory_mask)


ENCODER = misconceptions_of(transformer_encoder_layer)
DECODER = (
    *(m.through(decode) for m in misconceptions_of(transformer_decoder_layer)),
    Misconception("T7.5/memory_normalised", "In pre-norm the memory is not normalised again.", memory_normalised),
    Misconception("T7.5/memory_mask_forgotten", "memory_mask says what may be seen of the memory.",
                  lambda x, memory, params, n_heads, norm_first, causal=True, memory_mask=None: reference_decoder(
                      x, memory, params, n_heads, norm_first, causal)),
)  # fmt: skip


def weights(rng, E, F, t, order="C"):
    shapes = {"in_proj_weight": (3 * E, E), "in_proj_bias": (3 * E,), "out_proj.weight": (E, E), "out_proj.bias": (E,)}
    named = {f"{name}.{end}": s for name in ("self_attn", "multihead_attn") for end, s in shapes.items()}
    named |= {"linear1.weight": (F, E), "linear1.bias": (F,), "linear2.weight": (E, F), "linear2.bias": (E,)}
    named |= {f"norm{i}.{end}": (E,) for i in (1, 2, 3) for end in ("weight", "bias")}
    return {
        name: np.asarray(rng.normal(size=s) / 2 + ("norm" in name), dtype=t, order=order) for name, s in named.items()
    }


def encoders(seed, sizes):
    rng = np.random.default_rng(seed)
    for B, T, E, F, h in sizes:
        for t in ("float64", "float32"):
            yield rng, rng.normal(size=(B, T, E)).astype(t), weights(rng, E, F, t), h


@test_case(
    name="encoder layers",
    points=1,
    hidden=True,
    failure_message="Go through the picture with one token: which part, which norm, what is added where?",
)
def test_hidden_encoder(transformer_encoder_layer):
    made = list(encoders(61, [(2, 3, 4, 6, 2), (3, 4, 6, 5, 3), (1, 2, 4, 16, 1), (2, 3, 4, 6, 2)]))
    cases = [Case(x, params, h, first) for _, x, params, h in made for first in (True, False)]
    rng, x = made[0][:2]
    cases.append(Case(np.asfortranarray(x), weights(rng, 4, 6, "float64", "F"), 2, norm_first=True))
    cases[-1].args[0].flags.writeable = False
    cases += [Case(x, made[0][2], 4, True), Case(x, made[0][2], 1, norm_first=False)]
    agree(
        transformer_encoder_layer,
        reference_encoder,
        cases,
        mutants=ENCODER,
        check_dtype=False,
        name="transformer_encoder_layer",
    )


@test_case(
    name="encoder layers with a mask",
    points=0.5,
    hidden=True,
    failure_message="The mask is for the self-attention: one for all sequences, or one for each.",
)
def test_hidden_mask(transformer_encoder_layer):
    cases = []
    for rng, x, params, h in encoders(62, [(2, 3, 4, 6, 2), (3, 4, 6, 5, 3)]):
        B, T, _ = x.shape
        for shape in ((T, T), (B, T, T)):
            mask = rng.random(shape) < 0.5
            mask[..., 0] = True
            cases += [Case(x, params, h, True, mask), Case(x, params, h, False, mask=mask)]
    blind = np.zeros((3, 3), dtype=bool)
    first = next(encoders(63, [(2, 3, 4, 6, 2)]))
    agree(transformer_encoder_layer, reference_encoder, [*cases, Case(*first[1:], True, blind)], mutants=ENCODER,
          check_dtype=False, name="transformer_encoder_layer")  # fmt: skip


def decoders(seed, sizes):
    for (rng, x, params, h), S in zip(
        encoders(seed, [s[:-1] for s in sizes]), (s[-1] for s in sizes for _ in range(2)), strict=True
    ):
        yield rng, x, rng.normal(size=(x.shape[0], S, x.shape[2])).astype(x.dtype), params, h


@test_case(
    name="decoder layers",
    points=1.5,
    hidden=True,
    failure_message="Three parts, three norms. Who asks in the middle one, and which part is causal?",
)
def test_hidden_decoder(transformer_decoder_layer):
    made = list(decoders(64, [(2, 3, 4, 6, 2, 5), (3, 5, 6, 5, 3, 2), (1, 4, 4, 7, 2, 4), (2, 3, 4, 6, 2, 5)]))
    cases = [Case(x, memory, params, h, first) for _, x, memory, params, h in made for first in (True, False)]
    rng, x, memory = made[0][:3]
    cases.append(Case(np.asfortranarray(x), np.asfortranarray(memory), weights(rng, 4, 6, "float64", "F"), 2, True))
    cases.append(Case(x, memory, made[0][3], 4, norm_first=False))
    agree(
        transformer_decoder_layer,
        reference_decoder,
        cases,
        mutants=DECODER,
        check_dtype=False,
        name="transformer_decoder_layer",
    )


@test_case(
    name="decoder layers with other masks",
    points=0.5,
    hidden=True,
    failure_message="causal is about the decoder's own input, memory_mask about the memory.",
)
def test_hidden_memory(transformer_decoder_layer):
    cases = []
    for rng, x, memory, params, h in decoders(65, [(2, 3, 4, 6, 2, 5), (2, 4, 6, 5, 3, 4)]):
        B, T, S = *x.shape[:2], memory.shape[1]
        for shape in ((T, S), (B, T, S)):
            mask = rng.random(shape) < 0.5
            mask[..., 0] = True
            cases.append(Case(x, memory, params, h, True, memory_mask=mask))
            cases.append(Case(x, memory, params, h, False, False, mask))
        cases += [Case(x, memory, params, h, True, causal=False), Case(x, memory, params, h, True, causal=True)]
        cases.append(Case(x[:, :1], memory[:, :1], params, h, False))
    agree(
        transformer_decoder_layer,
        reference_decoder,
        cases,
        mutants=DECODER,
        check_dtype=False,
        name="transformer_decoder_layer",
    )


@test_case(
    name="counts of other layers",
    points=0.5,
    hidden=True,
    failure_message="Count the numbers in the dict of the picture, matrix by matrix, for d = 1 and ff = 1.",
)
def test_hidden_count(transformer_param_count):
    sizes = [(64,), (8,), (1,), (16, 8), (16, 100), (3, 1)]
    cases = [
        *(Case(*s) for s in sizes),
        *(Case(*s, decoder=True) for s in sizes),
        Case(5, 7, True),
        Case(6, ff=11),
        Case(6, decoder=False),
    ]
    agree(transformer_param_count, reference_count, cases, mutants=misconceptions_of(reference_count))
