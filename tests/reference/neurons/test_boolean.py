"""Separability against enumerations and exact geometry, networks against truth tables, lines against points on them."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.misconceptions import misconceptions_of
from reference.neurons import boolean

torch = pytest.importorskip("torch")

SQUARE = [[0, 0], [0, 1], [1, 0], [1, 1]]
XOR = [0, 1, 1, 0]
LOPSIDED = [0, 0, 0, 0, 1, 0, 0, 1]  # separates mistakes that the symmetry of XOR hides


def rows(n):
    """All inputs of n bits, row r the binary digits of r."""
    return np.array([[int(bit) for bit in f"{r:0{n}b}"] for r in range(2**n)], dtype=float)


def tables(n):
    return itertools.product([0, 1], repeat=2**n)


def threshold_functions(n, largest):
    """The truth tables of all units with integer weights up to `largest` and half-integer biases."""
    weights = np.array(list(itertools.product(range(-largest, largest + 1), repeat=n)))
    nets = weights @ rows(n).T
    biases = np.arange(-n * largest - 0.5, n * largest + 1)
    return {table.tobytes() for b in biases for table in (nets > b).astype(np.int64)}


def orbits(n):
    """A truth table and the size of its class, for each class under swapping and negating inputs and the output."""
    bits, power = rows(n).astype(int), 2 ** np.arange(2**n - 1, -1, -1)
    places = 2 ** np.arange(n - 1, -1, -1)
    moves = np.array([(bits[:, order] ^ flip) @ places for order in itertools.permutations(range(n)) for flip in bits])
    seen = np.zeros(2 ** (2**n), dtype=bool)
    for table in tables(n):
        table = np.array(table)
        if not seen[table @ power]:
            codes = np.unique(np.concatenate([table[moves] @ power, (1 - table[moves]) @ power]))
            seen[codes] = True
            yield table, len(codes)


def separable_in_the_plane(X, y):
    """Tries one direction between any two neighbours at which the order of the projections changes."""
    d = (X[:, None, :] - X[None, :, :]).reshape(-1, 2)
    d = d[np.any(d != 0, axis=1)]
    critical = np.unique(np.round(np.concatenate([[0.0], np.arctan2(d[:, 0], -d[:, 1])]) % (2 * np.pi), 12))
    middles = (critical + np.append(critical[1:], critical[0] + 2 * np.pi)) / 2
    on, off = X[y == 1], X[y == 0]
    if not len(on) or not len(off):
        return True
    return any((on @ u).min() > (off @ u).max() + 1e-9 for u in np.stack([np.cos(middles), np.sin(middles)], axis=1))


def by_steps(x, params, fires):
    """The network with plain loops; `fires` is the step function."""
    W1, b1, W2, b2 = params
    outputs = []
    for row in x:
        h = [
            fires(sum(w * v for w, v in zip(weights, row, strict=True)) + b) for weights, b in zip(W1, b1, strict=True)
        ]
        outputs.append(fires(sum(w * v for w, v in zip(W2[0], h, strict=True)) + b2[0]))
    return outputs


# -- separability ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "largest", "count"), [(1, 1, 4), (2, 1, 14), (3, 2, 104)])
def test_the_published_number_of_functions_is_separable(n, largest, count):
    possible = threshold_functions(n, largest)
    found = {np.array(t).tobytes() for t in tables(n) if boolean.is_linearly_separable(rows(n), np.array(t))}
    assert len(found) == count
    assert found == possible


def test_1882_functions_of_four_inputs_are_separable():
    assert len(threshold_functions(4, 3)) == 1882
    classes = list(orbits(4))
    assert (len(classes), sum(size for _, size in classes)) == (222, 65536)
    assert sum(size for table, size in classes if boolean.is_linearly_separable(rows(4), table)) == 1882


@pytest.mark.parametrize(
    ("y", "expected"), [(XOR, False), ([1, 0, 0, 1], False), ([0, 0, 0, 1], True), ([1, 1, 1, 0], True)]
)
def test_xor_and_xnor_are_not_separable_but_and_and_nand_are(xp, y, expected):
    assert boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints(y)) is expected


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 1)), min_size=1, max_size=8))
def test_points_of_a_grid_agree_with_exact_geometry(samples):
    X, y = np.array([s[:2] for s in samples], dtype=float), np.array([s[2] for s in samples])
    assert boolean.is_linearly_separable(X, y) == separable_in_the_plane(X, y)


def test_random_points_agree_with_a_linear_programme():
    linprog = pytest.importorskip("scipy.optimize").linprog
    rng = np.random.default_rng(0)
    for _ in range(50):
        X, y = rng.normal(size=(9, 3)), rng.integers(0, 2, 9)
        rows_with_bias = np.hstack([X, np.ones((9, 1))]) * np.where(y == 1, -1.0, 1.0)[:, None]
        feasible = linprog(np.zeros(4), A_ub=rows_with_bias, b_ub=-np.ones(9), bounds=(None, None)).status == 0
        assert boolean.is_linearly_separable(X, y) == feasible


def test_labels_from_a_plane_are_separable_and_a_point_inside_the_other_class_is_not(xp):
    rng = np.random.default_rng(1)
    X = rng.normal(size=(40, 5))
    y = (X @ rng.normal(size=5) + 0.1 > 0).astype(int)
    assert boolean.is_linearly_separable(xp.asarray(X), xp.ints(y))
    inside = np.vstack([X, X[y == 1].mean(axis=0)])
    assert not boolean.is_linearly_separable(xp.asarray(inside), xp.ints([*y, 0]))


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 1)), min_size=1, max_size=7))
def test_swapping_classes_moving_and_shearing_change_nothing(samples):
    X, y = np.array([s[:2] for s in samples], dtype=float), np.array([s[2] for s in samples])
    moved = X @ np.array([[1.0, 0.5], [0.25, 2.0]]) + np.array([3.0, -7.0])
    assert boolean.is_linearly_separable(moved, 1 - y) == boolean.is_linearly_separable(X, y)


def test_a_gap_far_below_any_tolerance_separates(xp):
    X = xp.asarray([[0.1], [0.1 + 2e-17 + 1e-16]])
    assert boolean.is_linearly_separable(X, xp.ints([0, 1]))
    assert not boolean.is_linearly_separable(xp.asarray([[0.1], [0.1]]), xp.ints([0, 1]))


def test_three_points_on_a_line_with_the_odd_one_in_the_middle_do_not_separate(xp):
    assert not boolean.is_linearly_separable(xp.asarray([[0, 0], [1, 2], [2, 4]]), xp.ints([1, 0, 1]))


def test_one_class_alone_separates(xp):
    assert boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints([1, 1, 1, 1]))


def test_labels_may_be_minus_one_and_one(xp):
    assert boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints([-1, -1, -1, 1]))
    assert not boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints([-1, 1, 1, -1]))


# -- line --------------------------------------------------------------------------------------------------------------


def test_the_worked_line_has_slope_one_and_a_half(xp):
    line = boolean.decision_line(xp.asarray([3, -2]), 1.0)
    assert (float(line.slope), float(line.intercept)) == (1.5, 0.5)


@given(w1=st.floats(-10, 10), w2=st.floats(0.01, 10), b=st.floats(-10, 10), x1=st.floats(-10, 10))
def test_points_of_the_line_have_net_zero(w1, w2, b, x1):
    slope, intercept = boolean.decision_line(np.array([w1, w2]), b)
    assert w1 * x1 + w2 * (slope * x1 + intercept) + b == pytest.approx(0, abs=1e-9)


def test_without_bias_the_line_passes_through_the_origin(xp):
    assert float(boolean.decision_line(xp.asarray([3, -2]), 0.0).intercept) == 0


# -- networks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", ["ge", "gt"])
@pytest.mark.parametrize("kind", ["two_hidden", "dnf"])
def test_threshold_networks_compute_xor(xp, kind, threshold):
    params = boolean.xor_network(kind, threshold)
    assert xp.to_numpy(boolean.eval_threshold_network(xp.asarray(SQUARE), params, threshold)).tolist() == XOR


def test_the_relu_network_computes_xor():
    x = torch.tensor(SQUARE, dtype=torch.float64)
    W1, b1, W2, b2 = (torch.tensor(p, dtype=torch.float64) for p in boolean.xor_network("relu"))
    F = torch.nn.functional
    assert F.linear(F.relu(F.linear(x, W1, b1)), W2, b2)[:, 0].tolist() == XOR


def test_the_dnf_network_of_xor_is_the_published_one(xp):
    got = boolean.dnf_network(xp.ints(XOR))
    assert [xp.to_numpy(p).tolist() for p in got] == [[[-1, 1], [1, -1]], [-0.5, -0.5], [[1, 1]], [-0.5]]
    assert boolean.xor_network("dnf") == tuple(xp.to_numpy(p).tolist() for p in got)


@pytest.mark.parametrize("threshold", ["ge", "gt"])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_every_boolean_function_has_its_truth_table(xp, n, threshold):
    x = xp.asarray(rows(n))
    for table in tables(n):
        got = boolean.eval_threshold_network(x, boolean.dnf_network(xp.ints(table)), threshold)
        assert xp.to_numpy(got).tolist() == list(table)


@pytest.mark.parametrize("threshold", ["ge", "gt"])
def test_the_constant_zero_needs_no_hidden_unit(xp, threshold):
    params = boolean.dnf_network(xp.ints([0, 0, 0, 0]))
    assert [tuple(p.shape) for p in params] == [(0, 2), (0,), (1, 0), (1,)]
    assert float(params.b2[0]) == -0.5
    assert xp.to_numpy(boolean.eval_threshold_network(xp.asarray(SQUARE), params, threshold)).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_parity_needs_half_of_all_minterms(n):
    parity = rows(n).sum(axis=1) % 2
    assert boolean.dnf_network(parity).W1.shape == (2 ** (n - 1), n)


@pytest.mark.parametrize(("threshold", "fires"), [("ge", lambda a: int(a >= 0)), ("gt", lambda a: int(a > 0))])
def test_any_network_is_evaluated_as_by_plain_loops(xp, threshold, fires):
    rng = np.random.default_rng(2)
    x = rng.integers(-2, 3, size=(7, 3)).astype(float)
    params = [rng.integers(-2, 3, size=s).astype(float) for s in ((5, 3), (5,), (1, 5), (1,))]
    got = boolean.eval_threshold_network(xp.asarray(x), [xp.asarray(p) for p in params], threshold)
    assert xp.to_numpy(got).tolist() == by_steps(x, params, fires)


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_stays(xp, dtype):
    table, x, w = xp.asarray(XOR, dtype), xp.asarray(SQUARE, dtype), xp.asarray([3, -2], dtype)
    params = boolean.dnf_network(table)
    results = [*params, *boolean.decision_line(w, 1.0), boolean.eval_threshold_network(x, params)]
    results.append(boolean.eval_threshold_network(x, boolean.xor_network()))
    assert {r.dtype for r in results} == {x.dtype}


def test_the_network_of_an_integer_table_fits_float64_inputs(xp):
    x = xp.asarray(SQUARE)
    got = boolean.eval_threshold_network(x, boolean.dnf_network(xp.ints(XOR)))
    assert got.dtype == x.dtype
    assert xp.to_numpy(got).tolist() == XOR


def test_inputs_are_never_modified(xp):
    x, y, w = xp.asarray(SQUARE), xp.ints(XOR), xp.asarray([3, -2])
    params = boolean.dnf_network(y)
    before = [xp.to_numpy(p).tolist() for p in params]
    boolean.is_linearly_separable(x, y)
    boolean.decision_line(w, 1.0)
    boolean.eval_threshold_network(x, params)
    assert [xp.to_numpy(a).tolist() for a in (x, y, w)] == [SQUARE, XOR, [3, -2]]
    assert [xp.to_numpy(p).tolist() for p in params] == before


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda xp: boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints([[0], [1], [1], [0]])),
            r"y: expected shape",
        ),
        (lambda xp: boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints([0, 1, 2, 0])), "y: expected labels"),
        (lambda xp: boolean.is_linearly_separable(xp.asarray(SQUARE), xp.ints([0, 1, -1, 0])), "y: expected labels"),
        (lambda xp: boolean.is_linearly_separable(xp.asarray([[np.nan]]), xp.ints([0])), "X: expected finite"),
        (
            lambda xp: boolean.is_linearly_separable(xp.asarray(np.zeros((0, 2))), xp.ints([])),
            "X: expected at least one",
        ),
        (lambda xp: boolean.is_linearly_separable(xp.asarray([0, 1]), xp.ints([0, 1])), r"X: expected 2 axes \(N, D\)"),
        (lambda xp: boolean.decision_line(xp.asarray([1, 0]), 1.0), "the boundary is vertical"),
        (lambda xp: boolean.decision_line(xp.asarray([1, 2, 3]), 1.0), r"w: expected shape \(2,\)"),
        (lambda xp: boolean.xor_network("and"), "kind: expected one of 'two_hidden', 'relu', 'dnf'"),
        (lambda xp: boolean.xor_network("dnf", "lt"), "threshold: expected one of 'ge', 'gt'"),
        (lambda xp: boolean.dnf_network(xp.ints([0, 1, 1])), "truth_table: expected 2, 4, 8, … entries, got 3"),
        (lambda xp: boolean.dnf_network(xp.ints([1])), "truth_table: expected 2, 4, 8"),
        (lambda xp: boolean.dnf_network(xp.ints([0, 2])), "truth_table: expected entries 0 and 1"),
        (lambda xp: boolean.dnf_network(xp.ints([[0, 1]])), "truth_table: expected 1 axes"),
        (
            lambda xp: boolean.eval_threshold_network(xp.asarray([[1, 0, 1]]), boolean.xor_network()),
            r"W1: expected shape",
        ),
        (lambda xp: boolean.eval_threshold_network(xp.asarray([1, 0]), boolean.xor_network()), r"x: expected 2 axes"),
        (
            lambda xp: boolean.eval_threshold_network(xp.asarray(SQUARE), boolean.xor_network()._replace(b1=[0.0])),
            r"b1: expected shape \(H,\) = \(2,\)",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp)


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        boolean.is_linearly_separable(np.array(SQUARE), torch.tensor(XOR))
    with pytest.raises(TypeError):
        boolean.eval_threshold_network(torch.tensor(SQUARE), boolean.dnf_network(np.array(XOR)))


# -- misconceptions ----------------------------------------------------------------------------------------------------


def counts(separable):
    return sum(separable(np.array(SQUARE), np.array(table)) for table in tables(2))


def test_the_claims_about_separability_are_16_and_15_instead_of_14():
    every, not_xor = misconceptions_of(boolean.is_linearly_separable, "T1.5/single_unit", "T1.5/xnor_forgotten")
    assert [counts(f) for f in (boolean.is_linearly_separable, every.mutant, not_xor.mutant)] == [14, 16, 15]


@pytest.mark.parametrize("threshold", ["ge", "gt"])
@pytest.mark.parametrize("kind", ["two_hidden", "dnf"])
def test_wrong_xor_networks_have_different_truth_tables(kind, threshold):
    mutants = [m.mutant for m in misconceptions_of(boolean.xor_network, "T1.5/single_unit", "T1.5/nand_as_or")]
    found = [boolean.eval_threshold_network(np.array(SQUARE), f(kind, threshold), threshold).tolist() for f in mutants]
    assert found == [[0, 0, 1, 0], [0, 1, 1, 1]]


def test_wrong_relu_networks_have_different_truth_tables():
    for key, expected in (("T1.5/single_unit", [0, 0, 1, 0]), ("T1.5/nand_as_or", [0, 1, 1, 1])):
        (mistake,) = misconceptions_of(boolean.xor_network, key)
        W1, b1, W2, b2 = (np.array(p) for p in mistake.mutant("relu"))
        assert (np.maximum(np.array(SQUARE) @ W1.T + b1, 0) @ W2.T + b2)[:, 0].tolist() == expected


def truth_tables(build, xp, threshold):
    """What the networks of both fixtures compute."""
    networks = [(xp.asarray(rows(n)), build(xp.ints(table))) for n, table in ((2, XOR), (3, LOPSIDED))]
    return [xp.to_numpy(boolean.eval_threshold_network(x, params, threshold)).tolist() for x, params in networks]


@pytest.mark.parametrize("threshold", ["ge", "gt"])
def test_wrong_dnf_networks_have_different_truth_tables(xp, threshold):
    builds = [boolean.dnf_network, *(m.mutant for m in misconceptions_of(boolean.dnf_network))]
    outcomes = [truth_tables(build, xp, threshold) for build in builds]
    assert len(outcomes) == 6
    assert outcomes[0] == [XOR, LOPSIDED]
    assert all(a[1] != b[1] for a, b in itertools.combinations(outcomes, 2))


def test_xor_hides_the_bit_order_and_confuses_two_biases(xp):
    keys = ("T1.6/bit_order", "T1.6/bias_counts_all", "T1.6/or_bias")
    mutants = [m.mutant for m in misconceptions_of(boolean.dnf_network, *keys)]
    found = [truth_tables(build, xp, "ge")[0] for build in mutants]  # hence the second fixture
    assert found == [XOR, [0, 0, 0, 0], [0, 0, 0, 0]]


def test_the_other_misconceptions_run_on_every_library(xp):
    X, y, w = xp.asarray(SQUARE), xp.ints([1, 0, 0, 1]), xp.asarray([3, -2])
    assert all(m.mutant(X, y) is True for m in misconceptions_of(boolean.is_linearly_separable))
    (mistake,) = misconceptions_of(boolean.decision_line)
    assert [float(v) for v in mistake.mutant(w, 1.0)] == pytest.approx([2 / 3, -1 / 3])
