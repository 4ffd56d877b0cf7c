"""One promise of all functions: integers beside float64 data neither raise in torch nor cost its precision (G1)."""

import numpy as np
import pytest

from reference.cnn import blocks, boxes, conv, deform, inspection, neocognitron, pool
from reference.energy import boltzmann, diffusion, hopfield, rbm
from reference.generative import flows, vae, vq
from reference.linear import basis, metrics, model_selection, neighbours, regression, softmax
from reference.mlp import approximation, autodiff
from reference.neurons import adaline, hebb, perceptron
from reference.rnn import seq2seq, word_vectors
from reference.selfsup import byol, moco, triplet, vicreg
from reference.training import (
    adaptive,
    diagnostics,
    initialisation,
    more_regularisers,
    norms,
    optimizers,
    regularisers,
)

# name → (function, float64 arguments, integer arguments); arguments are shapes or values
IMAGE, FILTERS = (2, 3, 5, 4), (2, 3, 2, 2)
DATA, TARGETS, WEIGHTS = (4, 3), [0, 1, 1, 0], [1, -2, 0]
CALLS = {
    "adaline_fit": (lambda X, y, w: adaline.adaline_fit(X, y, 0.1, 2, w0=w), [DATA], [TARGETS, WEIGHTS]),
    "adaline_gradient": (lambda X, y, w: adaline.adaline_gradient(X, y, w, 1), [DATA], [TARGETS, WEIGHTS]),
    "eval_relu_net": (lambda x, k, c: approximation.eval_relu_net(x, k, c, 1), [(5,)], [[0, 1], [2, -1]]),
    "rbf_features": (lambda x, c: basis.rbf_features(x, c, 1.5), [(5,)], [[0, 1, 2]]),
    "fit_linear_basis": (basis.fit_linear_basis, [(4, 2)], [TARGETS]),
    "batch_norm2d": (blocks.batch_norm2d, [IMAGE], [[1, 2, 3], [0, 1, 0]]),
    "conv2d": (conv.conv2d, [IMAGE], [FILTERS, [1, 2]]),
    "conv2d_backward": (conv.conv2d_backward, [IMAGE], [FILTERS, (2, 2, 4, 3)]),
    "conv_transpose2d": (conv.conv_transpose2d, [IMAGE], [(3, 2, 2, 2), [1, 2]]),
    "causal_conv1d": (lambda x, w: conv.causal_conv1d(x, w, 2), [(2, 3, 5)], [(2, 3, 2)]),
    "deform_conv2d": (lambda x, w, o: deform.deform_conv2d(x, o, w), [IMAGE], [FILTERS, (2, 8, 4, 3)]),
    "update_ratio": (diagnostics.update_ratio, [(3,)], [WEIGHTS]),
    "hebb_fit": (lambda X, y: hebb.hebb_fit(X, y, 0.5), [DATA], [TARGETS]),
    "oja_update": (lambda x, w: hebb.oja_update(w, x, 0.1), [(3,)], [WEIGHTS]),
    "standardize": (initialisation.standardize, [DATA], [[1, 2, 3], [1, 2, 1]]),
    "bias_variance": (lambda p, f: model_selection.bias_variance(p, f, 1.0), [DATA], [WEIGHTS]),
    "s_cell": (lambda u, a, c: neocognitron.s_cell(u * u, a, 2, c, 2), [(3,)], [[1, 0, 2], [1, 1, 0]]),
    "perceptron_fit": (lambda X, y, w: perceptron.perceptron_fit(X, y, 0.3, 3, w0=w).w, [DATA], [TARGETS, WEIGHTS]),
    "gd_step": (lambda t, g: optimizers.gd_step(t, g, 0.1), [(3,)], [WEIGHTS]),
    "momentum_step": (lambda t, d, g: optimizers.momentum_step(t, d, g, 0.1, 0.9), [(3,)], [WEIGHTS, WEIGHTS]),
    "max_pool2d_backward": (lambda x, d: pool.max_pool2d_backward(x, d, 2, 2), [IMAGE], [(2, 3, 2, 2)]),
    "lq_grad": (regression.lq_grad, [(2, 2)], [[[0, 1], [1, 0]]]),
    "weight_decay_step": (lambda t, g: regularisers.weight_decay_step(t, g, 0.1, 0.2, True), [(3,)], [WEIGHTS]),
    "logistic_cost": (lambda X, y, w: softmax.logistic_cost(X, y, w, 0.5, 0.1), [DATA], [TARGETS, WEIGHTS]),
    "logistic_gradient": (lambda X, y, w: softmax.logistic_gradient(X, y, w, 0.5, 0.1), [DATA], [TARGETS, WEIGHTS]),
    "box_iou": (lambda a, b: boxes.box_iou(a * 0, b), [(2, 4)], [[[0, 0, 2, 3], [1, 0, 2, 2]]]),
    "fgsm": (lambda x, g: inspection.fgsm(x, g, 0.1, -2, 2), [DATA], [DATA]),
    "grad_cam": (inspection.grad_cam, [(2, 3, 4)], [(2, 3, 4)]),
    "calibration_error": (lambda c, y: metrics.expected_calibration_error(c * 0 + 0.3, y, 3), [(4,)], [TARGETS]),
    "pairwise_sq_dists": (neighbours.pairwise_sq_dists, [DATA], [(2, 3)]),
    "matmul_backward": (autodiff.matmul_backward, [DATA], [(3, 2), (4, 2)]),
    "luong_step": (lambda h, m, W: seq2seq.luong_step(h, m, W, W[0, :2] * 0 + 2), [(2, 3)], [(2, 2, 3), (3, 3)]),
    "sgns_loss_grad": (word_vectors.sgns_loss_grad, [(3,)], [WEIGHTS, (2, 3)]),
    "adagrad_step": (lambda t, s, g: adaptive.adagrad_step(t, s, g, 0.1), [(3,)], [[1, 4, 0], WEIGHTS]),
    "rmsprop_step": (lambda t, s, g: adaptive.rmsprop_step(t, s, g, 0.1, 0.9), [(3,)], [[1, 4, 0], WEIGHTS]),
    "adamw_step": (
        lambda t, m, v, g: adaptive.adamw_step(t, m, v, g, 1, 0.1, 0.1),
        [(3,)],
        [WEIGHTS, [1, 4, 0], WEIGHTS],
    ),
    "soft_cross_entropy": (more_regularisers.soft_cross_entropy, [DATA], [DATA]),
    "batch_norm_backward": (norms.batch_norm_backward, [DATA], [WEIGHTS, DATA]),
    "vae_elbo": (lambda x, m: vae.vae_elbo(x * 0 + 0.25, x, m, m), [DATA], [(4, 2)]),
    "planar_flow": (lambda z, w: flows.planar_flow(z, w, w, 0.5), [DATA], [WEIGHTS]),
    "vector_quantize": (lambda z, E: vq.vector_quantize(z, E).z_q, [DATA], [(2, 3)]),
    "hopfield_energy": (lambda W, s: hopfield.hopfield_energy(W, s * 2 - 1), [(4, 4)], [TARGETS]),
    "bm_conditional": (lambda b, s: boltzmann.bm_conditional(s, 1, b[:, None] * b * 0, b), [(4,)], [TARGETS]),
    "rbm_free_energy": (rbm.rbm_free_energy, [DATA], [(3, 2), WEIGHTS, [1, -1]]),
    "q_sample": (lambda x, e: diffusion.q_sample(x, 1, e, x[0, :2] * 0 + 0.1), [DATA], [DATA]),
    "triplet_loss_grad": (lambda a, p: triplet.triplet_loss_grad(a, p, a, 1.0), [DATA], [DATA]),
    "moco_loss": (lambda q, k: moco.moco_loss(q, k, k), [DATA], [DATA]),
    "byol_loss": (byol.byol_loss, [DATA], [DATA]),
    "vicreg_loss": (vicreg.vicreg_loss, [DATA], [DATA]),
    "group_norm": (lambda x, g, b: norms.group_norm(x, 3, g, b), [IMAGE], [[1, 2, 3], [0, 1, 0]]),
}


def values(xp, result):
    return [xp.to_numpy(r) for part in (result if isinstance(result, tuple) else (result,)) for r in flat(part)]


def flat(part):
    return part if isinstance(part, tuple) else (part,)


@pytest.mark.parametrize("name", CALLS)
def test_integers_join_the_precision_of_the_data(xp, name):
    function, floating, whole = CALLS[name]
    rng = np.random.default_rng(0)
    data = [xp.asarray(rng.normal(size=shape)) for shape in floating]
    integers = [rng.integers(-3, 4, size=w) if isinstance(w, tuple) else np.array(w) for w in whole]
    got = values(xp, function(*data, *map(xp.ints, integers)))
    expected = values(xp, function(*data, *map(xp.asarray, integers)))
    for ours, theirs in zip(got, expected, strict=True):
        assert ours.dtype == np.float64
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)
