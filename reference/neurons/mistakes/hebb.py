"""Wrong versions of the functions in `reference.neurons.hebb`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.neurons.hebb import _checked_patterns, hebb_fit, hebb_update, oja_update

_ERROR_TERM = "Hebb's rule has no target: Δw = ηxy."
_MINUS = "Units active together strengthen their link: the sign is +."
_OVERWRITE = "Accumulate over patterns; do not keep only the last one."


@misconception(hebb_update, "T1.8/error_term", _ERROR_TERM)
def _hebb_error_term(w, x, y, eta):
    return hebb_update(w, x, y - w @ x, eta)


@misconception(hebb_update, "T1.8/minus", _MINUS)
def _hebb_minus(w, x, y, eta):
    return hebb_update(w, x, -y, eta)


@misconception(hebb_update, "T1.8/overwrite", _OVERWRITE)
def _hebb_overwrite(w, x, y, eta):
    return hebb_update(0 * w, x, y, eta)


def _one_by_one(update):
    """`hebb_fit` as a loop over patterns with another update rule."""

    def fit(X, Y, eta):
        X, Y = _checked_patterns(X, Y, eta)
        w = namespace(X).zeros_like(X[0, :])
        for i in range(X.shape[0]):
            w = update(w, X[i, :], Y[i], eta)
        return w

    return fit


misconception(hebb_fit, "T1.8/error_term", _ERROR_TERM)(_one_by_one(_hebb_error_term))
misconception(hebb_fit, "T1.8/minus", _MINUS)(_one_by_one(_hebb_minus))
misconception(hebb_fit, "T1.8/overwrite", _OVERWRITE)(_one_by_one(_hebb_overwrite))


@misconception(oja_update, "T1.8/oja_decay", "Oja subtracts y²w, not yw.")
def _oja_decay(w, x, eta):
    y = w @ x
    return w + eta * y * (x - w)


@misconception(oja_update, "T1.8/minus", _MINUS)
def _oja_minus(w, x, eta):
    y = w @ x
    return w - eta * y * (x - y * w)


@misconception(oja_update, "T1.8/overwrite", "Return the new w, not only what is added to it.")
def _oja_overwrite(w, x, eta):
    return oja_update(w, x, eta) - w
