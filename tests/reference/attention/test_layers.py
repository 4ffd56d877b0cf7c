"""Layer norm and the layers of a transformer against torch's modules, with the worked numbers."""

import numpy as np
import pytest

from reference.attention import layers
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

B, T, S, E, FF = 2, 3, 5, 6, 7


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def module(kind, norm_first, act="relu"):
    torch.manual_seed(0)
    made = getattr(torch.nn, f"Transformer{kind}Layer")(
        E, 2, FF, dropout=0.0, activation=act, batch_first=True, norm_first=norm_first, dtype=torch.float64
    )
    with torch.no_grad():
        for p in made.parameters():  # biases start at 0, norms at 1: who forgets them would not be seen
            p += 0.1 * torch.randn_like(p)
    return made.eval()


def params(xp, made, dtype="float64"):
    return {name: xp.asarray(w.detach().numpy(), dtype=dtype) for name, w in made.state_dict().items()}


def tensors(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs.detach().numpy(), rtol=1e-8, atol=1e-10)


def test_the_worked_norm(xp):
    out = layers.layer_norm(xp.asarray([1.0, 2, 3, 6]), xp.asarray(np.ones(4)), xp.asarray(np.zeros(4)))
    np.testing.assert_allclose(xp.to_numpy(out), [-1.069043, -0.534522, 0, 1.603565], atol=1e-6)


@pytest.mark.parametrize("shape", [(E,), (T, E), (B, T, E), (B, 0, E)])
def test_the_norm_is_torchs(xp, shape):
    x, gamma, beta = draw(xp, shape, (E,), (E,))
    theirs = torch.nn.functional.layer_norm(*tensors(xp, x), (E,), *tensors(xp, gamma, beta))
    close(xp, layers.layer_norm(x, gamma, beta), theirs)


def test_equal_features_give_beta(xp):
    gamma, beta = draw(xp, (E,), (E,))
    np.testing.assert_allclose(
        xp.to_numpy(layers.layer_norm(xp.asarray(np.full((2, E), 1e3)), gamma, beta)),
        np.tile(xp.to_numpy(beta), (2, 1)),
    )


@pytest.mark.parametrize("norm_first", [True, False])
@pytest.mark.parametrize("act", ["relu", "gelu"])
def test_the_encoder_layer_is_torchs(xp, norm_first, act):
    made = module("Encoder", norm_first, act)
    (x,) = draw(xp, (B, T, E))
    keep = np.tril(np.ones((T, T), dtype=bool))
    for mask in (None, keep):
        theirs = made(*tensors(xp, x), src_mask=None if mask is None else torch.tensor(~mask))
        ours = layers.transformer_encoder_layer(
            x, params(xp, made), 2, norm_first, None if mask is None else xp.asarray(mask, dtype="bool"), act
        )
        close(xp, ours, theirs)


@pytest.mark.parametrize("norm_first", [True, False])
@pytest.mark.parametrize("causal", [True, False])
def test_the_decoder_layer_is_torchs(xp, norm_first, causal):
    made = module("Decoder", norm_first)
    x, memory = draw(xp, (B, T, E), (B, S, E))
    keep = np.random.default_rng(1).random((T, S)) < 0.7
    keep[:, 0] = True
    theirs = made(
        *tensors(xp, x, memory),
        tgt_mask=torch.triu(torch.ones(T, T, dtype=torch.bool), 1) if causal else None,
        memory_mask=torch.tensor(~keep),
    )
    ours = layers.transformer_decoder_layer(
        x, memory, params(xp, made), 2, norm_first, causal, memory_mask=xp.asarray(keep, dtype="bool")
    )
    close(xp, ours, theirs)


def test_what_comes_later_does_not_change_a_causal_decoder(xp):
    made = params(xp, module("Decoder", True))
    x, memory = draw(xp, (B, T, E), (B, S, E))
    later = xp.asarray(np.arange(T).reshape(1, T, 1) == T - 1)
    one, two = (layers.transformer_decoder_layer(z, memory, made, 2, True) for z in (x, x + 9 * later))
    np.testing.assert_array_equal(xp.to_numpy(one)[:, :-1], xp.to_numpy(two)[:, :-1])


@pytest.mark.parametrize(("kind", "decoder"), [("Encoder", False), ("Decoder", True)])
def test_counts_are_torchs(kind, decoder):
    made = module(kind, True)
    assert layers.transformer_param_count(E, FF, decoder) == sum(p.numel() for p in made.parameters())


def test_the_worked_counts():
    assert layers.transformer_param_count(512) == 12 * 512**2 + 13 * 512 == 3_152_384
    assert layers.transformer_param_count(512, decoder=True) == 16 * 512**2 + 19 * 512 == 4_204_032


def test_float32_stays_float32_and_a_thousand_finite(xp):
    made = module("Encoder", False)
    (x,) = draw(xp, (B, T, E), dtype="float32")
    out = layers.transformer_encoder_layer(1e3 * x, params(xp, made, "float32"), 2, False)
    assert out.dtype == x.dtype
    assert np.isfinite(xp.to_numpy(out)).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, g: layers.layer_norm(x, g[:2], g), r"gamma: expected shape \(E,\) = \(6,\), got \(2,\)"),
        (lambda x, g: layers.layer_norm(x, g, g, -1.0), "eps: expected a number of at least 0, got -1.0"),
        (lambda x, g: layers.layer_norm(x[:, :, :0], g[:0], g[:0]), "x: expected features on the last axis"),
        (lambda x, g: layers.feed_forward(x, x[0, :, :5], g, g, g), "x: expected 5 features on the last axis"),
        (lambda x, g: layers.feed_forward(x, x[0, :, :], g, g, g, "tanh"), "act: expected one of 'relu', 'gelu'"),
        (lambda x, g: layers.transformer_param_count(0), "d: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, T, E), (E,)))


NP = Backend("numpy")
X, MEMORY = draw(NP, (B, T, E), (B, S, E))
MASK = np.tril(np.ones((T, T), dtype=bool))
ENCODER, DECODER = params(NP, module("Encoder", True)), params(NP, module("Decoder", True))
CASES = {
    "layer_norm": [(X, *draw(NP, (E,), (E,)), 0.1)],
    "feed_forward": [(X, *draw(NP, (FF, E), (FF,), (E, FF), (E,)))],
    "transformer_encoder_layer": [(X, ENCODER, 2, True, MASK), (X, ENCODER, 2, False, MASK)],
    "transformer_decoder_layer": [(X, MEMORY, DECODER, 2, True), (X, MEMORY, DECODER, 2, False)],
    "transformer_param_count": [(8,), (8, 12, True)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(layers, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(layers)
    assert {m.function for m in mine} == set(CASES)
    listed = "pre_post ln_axis unbiased cross_q no_residual mask_memory"
    assert {f"T7.5/{key}" for key in listed.split()} <= {m.key for m in mine}
