"""Wrong versions of the functions in `reference.cnn.neocognitron`, with the message that names each mistake."""

from reference._array import namespace
from reference.cnn.neocognitron import (
    INHIBITIONS,
    _c_windows,
    _cell_inputs,
    _correlate,
    _kappa,
    _layer_inputs,
    _psi,
    _relu,
    _s,
    c_layer,
    s_cell,
    s_layer,
)
from reference.misconceptions import misconception


def _s_cell_with(respond):
    def cell(u, a, b, c, r, inhibition="r/(1+r)"):
        u, a, c = _cell_inputs(u, a, b, c)
        xp = namespace(u)
        sums = (xp.sum(w * x) for w, x in ((a, u), (c, u * u), (c, u)))
        return respond(*sums, b, r, inhibition)

    return cell


def _s_layer_with(respond):
    def layer(u, a, b, c, r, inhibition="r/(1+r)"):
        u, a, b, c = _layer_inputs(u, a, b, c)
        return respond(_correlate(u, a), _correlate(u * u, c), _correlate(u, c), b, r, inhibition)

    return layer


def _no_rectify(e, squares, plain, b, r, inhibition):
    return r * ((1 + e) / (1 + _kappa(r, inhibition) * b * squares**0.5) - 1)


def _linear_inhibition(e, squares, plain, b, r, inhibition):
    return _s(e, _kappa(r, inhibition) * b * plain, r)


def _subtractive(e, squares, plain, b, r, inhibition):
    return r * _relu(e - _kappa(r, inhibition) * b * squares**0.5)


def _other_kappa(e, squares, plain, b, r, inhibition):
    other = INHIBITIONS[1 - INHIBITIONS.index(inhibition)]
    return _s(e, _kappa(r, other) * b * squares**0.5, r)


for _key, _text, _respond in (
    ("no_rectify", "The S response is rectified after subtracting 1.", _no_rectify),
    ("linear_inhibition", "The inhibitory cell is a root of weighted squares.", _linear_inhibition),
    ("subtractive", "Inhibition divides (shunts), it is not subtracted.", _subtractive),
    ("other_kappa", "Look at which factor the question gives: r/(1+r) or 2r/(1+r).", _other_kappa),
):
    misconception(s_cell, f"T5.7/{_key}", _text)(_s_cell_with(_respond))
    misconception(s_layer, f"T5.7/{_key}", _text)(_s_layer_with(_respond))


@misconception(c_layer, "T5.7/c_detects", "C-cells pool over position; S-cells detect features.")
def _c_over_planes(s, d, stride):
    xp = namespace(s)
    total = sum(w * x for w, x in _c_windows(s, d, stride))
    return _psi(xp.broadcast_to(xp.sum(total, axis=0, keepdims=True), total.shape))


@misconception(c_layer, "T5.7/no_saturation", "The C response saturates: x/(1+x) stays below 1.")
def _c_linear(s, d, stride):
    return _relu(sum(w * x for w, x in _c_windows(s, d, stride)))


@misconception(c_layer, "T5.7/max_pool", "The C-cell takes a weighted sum of its window, not the maximum.")
def _c_max(s, d, stride):
    xp = namespace(s)
    return _psi(xp.max(xp.stack([w * x for w, x in _c_windows(s, d, stride)]), axis=0))
