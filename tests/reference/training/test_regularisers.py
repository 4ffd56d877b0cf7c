"""Dropout against torch and all masks, early stopping against its definition, weight decay against torch.optim."""

import itertools

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.training import optimizers
from reference.training import regularisers as reg

torch = pytest.importorskip("torch")
hypothesis = pytest.importorskip("hypothesis")
st = hypothesis.strategies

MASK = np.array([c == "1" for c in "10110110"])
MODES = ["inverted", "original"]


def draw(seed, shape=(2, 3, 5)):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape), rng.random(shape) < 0.6


def mask_of(xp, data):
    return xp.asarray(data, dtype="bool")


# -- worked numbers ----------------------------------------------------------------------------------------------------


def test_the_worked_mask_doubles_the_survivors(xp):
    got = reg.dropout(xp.asarray(np.ones(8)), mask_of(xp, MASK), 0.5, "inverted", train=True)
    assert xp.to_numpy(got).tolist() == [2, 0, 2, 2, 0, 2, 2, 0]


def test_the_worked_original_form_halves_all_units_in_the_test(xp):
    got = reg.dropout(xp.asarray(np.ones(8)), mask_of(xp, MASK), 0.5, "original", train=False)
    assert xp.to_numpy(got).tolist() == [0.5] * 8


def test_the_original_form_only_masks_and_the_inverted_test_does_nothing(xp):
    x, m = xp.asarray(np.ones(8)), mask_of(xp, MASK)
    assert xp.to_numpy(reg.dropout(x, m, 0.5, "original", train=True)).tolist() == MASK.astype(float).tolist()
    assert xp.to_numpy(reg.dropout(x, m, 0.5, "inverted", train=False)).tolist() == [1] * 8


# -- dropout -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [0.25, 0.5, 0.8])
def test_inverted_dropout_and_its_gradient_are_torchs(xp, p):
    x, _ = draw(1)
    leaf = torch.tensor(x, requires_grad=True)
    torch.manual_seed(7)
    out = torch.nn.Dropout(p)(leaf)
    mask, (dout, _) = (out != 0).numpy(), draw(2)
    out.backward(torch.tensor(dout))
    got = reg.dropout(xp.asarray(x), mask_of(xp, mask), p, train=True)
    back = reg.dropout_backward(xp.asarray(dout), mask_of(xp, mask), p)
    np.testing.assert_allclose(xp.to_numpy(got), out.detach().numpy(), rtol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(back), leaf.grad.numpy(), rtol=1e-12)


def test_survivors_of_a_quarter_dropped_grow_by_a_third(xp):
    got = reg.dropout(xp.asarray([3.0, 3.0]), mask_of(xp, [True, False]), 0.25, train=True)
    np.testing.assert_allclose(xp.to_numpy(got), [4, 0], rtol=1e-12)


def test_no_unit_is_dropped_in_torchs_evaluation(xp):
    x, mask = draw(3)
    expected = torch.nn.Dropout(0.4).eval()(torch.tensor(x)).numpy()
    got = reg.dropout(xp.asarray(x), mask_of(xp, mask), 0.4, train=False)
    np.testing.assert_array_equal(xp.to_numpy(got), expected)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.9])
def test_the_mean_over_all_masks_in_training_is_the_value_in_the_test(xp, mode, p):
    x, total = xp.asarray([1.0, -2.0, 0.5]), 0
    for keep in itertools.product([True, False], repeat=3):
        chance = np.prod([1 - p if k else p for k in keep])
        total = total + chance * reg.dropout(x, mask_of(xp, keep), p, mode, train=True)
    test = reg.dropout(x, mask_of(xp, [True, False, True]), p, mode, train=False)
    np.testing.assert_allclose(xp.to_numpy(total), xp.to_numpy(test), rtol=1e-12)


@pytest.mark.parametrize("mode", MODES)
def test_the_backward_pass_is_the_derivative_of_the_forward_pass(xp, mode):
    x, mask = draw(4)
    dout, _ = draw(5)
    leaf = torch.tensor(x, requires_grad=True)
    reg.dropout(leaf, torch.tensor(mask), 0.3, mode, train=True).backward(torch.tensor(dout))
    got = reg.dropout_backward(xp.asarray(dout), mask_of(xp, mask), 0.3, mode)
    np.testing.assert_allclose(xp.to_numpy(got), leaf.grad.numpy(), rtol=1e-12)


# -- early stopping ----------------------------------------------------------------------------------------------------


def by_definition(val, patience, min_delta):
    """(best, stop) from the definition: an epoch is a record if it is below the record before by more than min_delta."""
    records = [0]
    for t, v in enumerate(val):
        if v < val[records[-1]] - min_delta:
            records.append(t)
    for best, after in zip(records, [*records[1:], len(val) + patience], strict=True):
        if best + patience < after:  # no record in the epochs best + 1 … best + patience
            return best, min(best + patience, len(val) - 1)
    raise AssertionError("the last record has no successor")


@pytest.mark.parametrize(
    ("val", "patience", "min_delta", "expected"),
    [
        ([5, 4, 3, 3.5, 3.2, 1], 2, 0.0, (2, 4)),  # the 1 is never seen
        ([5, 4, 3, 3.5, 3.2, 1], 3, 0.0, (5, 5)),
        ([5, 4, 4, 4, 3], 2, 0.0, (1, 3)),  # equal is no improvement
        ([5, 4.9, 4.8, 4.7], 2, 0.15, (2, 3)),  # 4.8 is the first one that counts
        ([5, 4.5, 4], 2, 0.5, (2, 2)),  # a fall of exactly min_delta does not count; 4 against 5 does
        ([1, 2, 3, 4], 1, 0.0, (0, 1)),
        ([3, 2, 1], 1, 0.0, (2, 2)),  # patience never runs out
        ([2, float("nan"), float("nan"), 1], 2, 0.0, (0, 2)),
        ([7], 4, 0.0, (0, 0)),
    ],
)
def test_early_stopping_of_small_curves(xp, val, patience, min_delta, expected):
    assert reg.early_stopping(xp.asarray(val), patience, min_delta) == expected


@hypothesis.given(
    val=st.lists(st.integers(0, 9), min_size=1, max_size=20),
    patience=st.integers(1, 6),
    min_delta=st.sampled_from([0, 1, 2]),
)
def test_early_stopping_follows_its_definition(val, patience, min_delta):
    got = reg.early_stopping(np.array(val, dtype=float), patience, min_delta)
    assert got == by_definition(val, patience, min_delta)
    assert 0 <= got.stop_epoch - got.best_epoch <= patience
    if min_delta == 0:
        seen = val[: got.stop_epoch + 1]
        assert got.best_epoch == seen.index(min(seen))


# -- weight decay ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decoupled", [True, False])
def test_a_plain_step_with_decay_is_torch_sgd_in_both_forms(xp, decoupled):
    theta, grad = draw(6)[0], draw(7)[0]
    p = torch.nn.Parameter(torch.tensor(theta))
    p.grad = torch.tensor(grad)
    torch.optim.SGD([p], lr=0.1, weight_decay=0.3).step()
    got = reg.weight_decay_step(xp.asarray(theta), xp.asarray(grad), 0.1, 0.3, decoupled)
    np.testing.assert_allclose(xp.to_numpy(got), p.detach().numpy(), rtol=1e-9, atol=1e-12)


def by_torch(kind, theta0, grads, **settings):
    theta = torch.nn.Parameter(torch.tensor(theta0))
    optimizer = kind([theta], **settings)
    for grad in grads:
        theta.grad = torch.tensor(grad)
        optimizer.step()
    return theta.detach().numpy()


def test_the_decoupled_form_on_adams_direction_is_torch_adamw(xp):
    lr, wd, theta0, grads = 0.05, 0.2, draw(8)[0], [draw(s)[0] for s in range(9, 14)]
    theta, m, v = xp.asarray(theta0), xp.asarray(0 * theta0), xp.asarray(0 * theta0)
    for t, grad in enumerate(map(xp.asarray, grads), start=1):
        proposed, m, v = optimizers.adam_step(theta, m, v, grad, t, lr, bias_correction=True)
        theta = reg.weight_decay_step(theta, (theta - proposed) / lr, lr, wd, decoupled=True)
    expected = by_torch(torch.optim.AdamW, theta0, grads, lr=lr, weight_decay=wd)
    np.testing.assert_allclose(xp.to_numpy(theta), expected, rtol=1e-9, atol=1e-12)


def test_decay_inside_adams_gradient_is_torch_adam_and_not_adamw():
    lr, wd, theta0, grads = 0.05, 0.2, draw(8)[0], [draw(s)[0] for s in range(9, 14)]
    theta, m, v = theta0, 0 * theta0, 0 * theta0
    for t, grad in enumerate(grads, start=1):
        coupled = theta - reg.weight_decay_step(theta, grad, 1.0, wd, decoupled=False)  # g + wd·θ
        theta, m, v = optimizers.adam_step(theta, m, v, coupled, t, lr, bias_correction=True)
    settings = {"lr": lr, "weight_decay": wd}
    np.testing.assert_allclose(theta, by_torch(torch.optim.Adam, theta0, grads, **settings), rtol=1e-9, atol=1e-12)
    assert np.abs(theta - by_torch(torch.optim.AdamW, theta0, grads, **settings)).max() > 0.01


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_and_device_stay(xp, dtype):
    data, keep = draw(20)
    x, mask = xp.asarray(data, dtype), mask_of(xp, keep)
    got = [reg.dropout(x, mask, 0.3, mode, train=train) for mode in MODES for train in (True, False)]
    got += [reg.dropout_backward(x, mask, 0.3, mode) for mode in MODES]
    got += [reg.weight_decay_step(x, x, 0.1, 0.2, decoupled) for decoupled in (True, False)]
    assert {a.dtype for a in got} == {x.dtype}
    assert {str(a.device) for a in got} == {str(x.device)}


def test_inputs_are_never_modified(xp):
    data, keep = draw(21)
    x, mask = xp.asarray(data.copy()), mask_of(xp, keep.copy())
    for mode in MODES:
        reg.dropout(x, mask, 0.3, mode, train=True)
        reg.dropout_backward(x, mask, 0.3, mode)
    reg.weight_decay_step(x, x, 0.1, 0.2, True)
    reg.early_stopping(x[0, 0, :], 2)
    np.testing.assert_array_equal(xp.to_numpy(x), data)
    np.testing.assert_array_equal(xp.to_numpy(mask), keep)


def test_integers_become_floats(xp):
    got = reg.dropout(xp.ints([3, 6]), mask_of(xp, [True, False]), 0.25, train=True)
    assert xp.to_numpy(got).dtype.kind == "f"
    assert xp.to_numpy(got).tolist() == [4, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, m: reg.dropout(x, m, 1.0, train=True), r"p_drop: expected a probability.*\[0, 1\), got 1.0"),
        (lambda x, m: reg.dropout(x, m, -0.1, train=True), "p_drop: expected"),
        (lambda x, m: reg.dropout(x, m, 0.5, "keep", train=True), "mode: expected one of 'inverted', 'original'"),
        (lambda x, m: reg.dropout(x, m[:1], 0.5, train=False), r"mask: expected shape the shape of x = \(3,\), got"),
        (lambda x, m: reg.dropout_backward(x, m[:1], 0.5), "mask: expected shape the shape of dout"),
        (lambda x, m: reg.early_stopping(x, 0), "patience: expected a number of at least 1"),
        (lambda x, m: reg.early_stopping(x, 1, -0.5), "min_delta: expected a number of at least 0"),
        (lambda x, m: reg.early_stopping(x[:0], 1), "val: expected at least one epoch"),
        (lambda x, m: reg.early_stopping(x[:, None], 1), r"val: expected 1 axes \(T,\)"),
        (lambda x, m: reg.weight_decay_step(x, x[:, None], 0.1, 0.1, True), "grad: expected shape the shape of theta"),
        (lambda x, m: reg.weight_decay_step(x, x, -0.1, 0.1, True), "lr: expected a number of at least 0"),
        (lambda x, m: reg.weight_decay_step(x, x, 0.1, -0.1, True), "wd: expected a number of at least 0"),
    ],
)
def test_bad_input_is_refused_with_name_expected_and_got(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([1.0, 2.0, 3.0]), mask_of(xp, [True, False, True]))


def test_a_mask_of_numbers_is_refused(xp):
    with pytest.raises(TypeError, match="mask: expected booleans"):
        reg.dropout(xp.asarray([1.0]), xp.asarray([1.0]), 0.5, train=True)


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        reg.dropout(np.ones(2), torch.ones(2, dtype=torch.bool), 0.5, train=True)


# -- misconceptions ----------------------------------------------------------------------------------------------------

X = np.arange(1.0, 9.0)
CURVES = [
    (np.array(curve), patience, delta)
    for curve, patience, delta in [
        ([5, 4, 4.5, 3, 3.5, 2, 2.5, 2.6, 2.7, 1.0], 3, 0.0),
        ([5, 4, 4, 4, 3], 2, 0.0),
        ([5, 4.9, 4.8, 4.7, 4.6], 2, 0.3),
    ]
]


def dropping(mode, train):
    # at p = ½ of the published fixture p and 1 − p are the same: hence p = ¼, too
    return lambda f: [f(X, MASK, p, mode, train=train) for p in (0.5, 0.25)]


def dropping_back(mode):
    return lambda f: [f(X, MASK, p, mode) for p in (0.5, 0.25)]


def stopping(f):
    return [f(*args) for args in CURVES]


def decaying(f):
    return [f(X, X[::-1], 0.1, 0.3, decoupled) for decoupled in (True, False)]


ALL = [m.key for m in misconceptions_of(reg.dropout)]
CASES = {
    "inverted, train": (
        reg.dropout,
        dropping("inverted", True),
        ["T4.6/scale_by_p", "T4.6/no_rescale", "T4.6/mask_drops"],
    ),
    "inverted, test": (reg.dropout, dropping("inverted", False), ["T4.6/test_drop"]),
    "original, train": (reg.dropout, dropping("original", True), ["T4.6/mask_drops"]),
    "original, test": (
        reg.dropout,
        dropping("original", False),
        ["T4.6/scale_by_p", "T4.6/test_drop", "T4.6/no_rescale"],
    ),
    "backward": (reg.dropout_backward, dropping_back("inverted"), []),
    "backward, original": (reg.dropout_backward, dropping_back("original"), ["T4.6/mask_backward"]),
    "early stopping": (reg.early_stopping, stopping, []),
    "weight decay": (reg.weight_decay_step, decaying, []),
}


@pytest.mark.parametrize(("function", "drive", "keys"), CASES.values(), ids=CASES)
def test_misconceptions_differ_from_the_reference_and_from_each_other(function, drive, keys):
    answers = {m.key: np.stack(drive(m.mutant)) for m in misconceptions_of(function, *keys)}
    answers["right"] = np.stack(drive(function))
    alike = [(a, b) for a, b in itertools.combinations(answers, 2) if np.allclose(answers[a], answers[b], rtol=1e-6)]
    assert alike == []


def test_the_published_fixture_alone_cannot_see_a_scale_by_p(xp):
    (mistake,) = misconceptions_of(reg.dropout, "T4.6/scale_by_p")
    got = mistake.mutant(xp.asarray(np.ones(8)), mask_of(xp, MASK), 0.5, train=True)
    assert xp.to_numpy(got).tolist() == [2, 0, 2, 2, 0, 2, 2, 0]


def test_every_dropout_misconception_touches_a_mode():
    assert set(ALL) == {key for function, _, keys in CASES.values() if function is reg.dropout for key in keys}


@pytest.mark.parametrize(("val", "patience", "stop"), [([np.nan] * 5, 2, (0, 1)), ([np.nan, 1.0, 1.0], 1, (0, 0))])
def test_a_loss_that_is_no_number_from_the_start_is_no_improvement(val, patience, stop):
    assert tuple(reg.early_stopping(np.array(val), patience)) == stop
