"""The table of milestones as printed, firing rates and Bain's network by enumeration."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.lectures import history
from reference.misconceptions import misconceptions_of

torch = pytest.importorskip("torch")

PRINTED = {
    "–": (-300, "Aristotle"), "T1.2": (1873, "Bain"), "T1.3": (1943, "McCulloch"), "T1.8": (1949, "Hebb"),
    "T1.4": (1958, "Rosenblatt"), "T3.4": (1974, "Werbos"), "T14.3": (1980, "Kohonen"), "T5.7": (1980, "Fukushima"),
    "T11.2": (1982, "Hopfield"), "T11.3": (1985, "Sejnowski"), "T11.4": (1986, "Smolensky"), "T6.2": (1986, "Jordan"),
    "T5.6": (1990, "LeCun"), "T6.3": (1997, "Paliwal"), "T6.4": (1997, "Schmidhuber"), "T11.5": (2006, "Hinton"),
    "T11.6": (2009, "Salakhutdinov"), "T4.6": (2012, "Hinton"),
}  # fmt: skip
INPUTS = np.array(list(itertools.product([0.0, 1.0], repeat=3)))
SPIKES = np.array([0.5, 1.0, 1.25, 2.0, 3.0, 3.5])


# -- milestones --------------------------------------------------------------------------------------------------------


def test_the_table_is_the_printed_one():
    rows = history.milestones()
    assert len(rows) == 18
    assert {row.topic: row.year for row in rows} == {topic: year for topic, (year, _) in PRINTED.items()}
    assert all(PRINTED[row.topic][1] in row.who for row in rows)


def test_the_table_is_in_chronological_order():
    years = [row.year for row in history.milestones()]
    assert years == sorted(years)


def test_a_caller_cannot_change_the_table():
    history.milestones().clear()
    assert len(history.milestones()) == 18


def test_four_rows_of_distinct_years_can_be_drawn_in_2703_ways():
    years = [row.year for row in history.milestones()]
    assert sum(len(set(four)) == 4 for four in itertools.combinations(years, 4)) == 2703


@given(st.permutations([t for t in PRINTED if t not in ("T5.7", "T6.2", "T6.3")]))
def test_ordering_undoes_any_shuffle_of_distinct_years(ids):
    assert history.order_milestones(ids) == [row.topic for row in history.milestones() if row.topic in ids]


def test_milestones_of_one_year_stay_in_the_order_given():
    assert history.order_milestones(["T6.4", "T6.3", "T1.3"]) == ["T1.3", "T6.4", "T6.3"]


@pytest.mark.parametrize(
    ("ids", "message"), [(["T1.3", "T9.9"], "got 'T9.9'"), (["T1.3", "T1.3"], "each milestone once")]
)
def test_unknown_and_repeated_ids_are_refused(ids, message):
    with pytest.raises(ValueError, match=message):
        history.order_milestones(ids)


def test_the_perceptron_alone_has_a_second_year():
    accepted = {(t, y) for t in PRINTED for y in range(-300, 2030) if history.year_accepted(t, y)}
    assert accepted == {(t, y) for t, (y, _) in PRINTED.items()} | {("T1.4", 1957)}


def test_an_unknown_milestone_has_no_year():
    with pytest.raises(ValueError, match="expected topics of milestones"):
        history.year_accepted("T0.0", 1958)


def test_the_critique_falls_between_the_first_two_eras():
    assert history.ERAS["cybernetics"][1] < history.XOR_CRITIQUE.year == 1969 < history.ERAS["connectionism"][0]
    assert history.ERAS["deep learning"][0] == PRINTED["T11.5"][0] == 2006


# -- firing rate -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("t0", "t1", "rate"), [(0, 4, 1.5), (1, 3, 1.5), (3, 4, 2), (4, 9, 0), (0.5, 0.75, 4)])
def test_the_rate_is_the_count_over_the_length_of_the_window(xp, t0, t1, rate):
    assert float(history.firing_rate(xp.asarray(SPIKES), t0, t1)) == rate


@given(st.lists(st.floats(0, 8), max_size=20), st.integers(1, 8))
def test_windows_side_by_side_count_each_spike_once(spikes, windows):
    edges = np.linspace(0, 9, windows + 1)
    counts = [float(history.firing_rate(np.array(spikes), a, b)) * (b - a) for a, b in itertools.pairwise(edges)]
    assert sum(counts) == pytest.approx(len(spikes))


def test_the_rate_is_numpys_histogram_over_the_width(xp):
    spikes = np.random.default_rng(0).uniform(0, 5, 40)
    counts, edges = np.histogram(spikes, bins=5, range=(0, 5))
    rates = [float(history.firing_rate(xp.asarray(spikes), a, b)) for a, b in itertools.pairwise(edges)]
    assert rates == counts.tolist()


def test_a_silent_neuron_has_rate_zero(xp):
    assert float(history.firing_rate(xp.asarray([]), 0, 1)) == 0


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_rate_and_network_keep_the_dtype(xp, dtype):
    spikes, x = xp.asarray(SPIKES, dtype), xp.asarray(INPUTS, dtype)
    assert history.firing_rate(spikes, 0, 4).dtype == spikes.dtype
    assert history.bain_network(x).dtype == x.dtype


def test_rate_and_network_leave_their_inputs_alone(xp):
    spikes, x = xp.asarray(SPIKES), xp.asarray(INPUTS)
    history.firing_rate(spikes, 0, 4)
    history.bain_network(x)
    np.testing.assert_array_equal(xp.to_numpy(spikes), SPIKES)
    np.testing.assert_array_equal(xp.to_numpy(x), INPUTS)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp: history.firing_rate(xp.asarray([1]), 2, 2), "t1: expected a time after t0 = 2.0, got 2.0"),
        (lambda xp: history.firing_rate(xp.asarray([1]), 2, 1), "t1: expected"),
        (lambda xp: history.firing_rate(xp.asarray([[1]]), 0, 1), r"spike_times: expected 1 axes \(S,\)"),
        (lambda xp: history.bain_network(xp.asarray([1, 1, 0])), r"x: expected 2 axes \(N, 3\)"),
        (lambda xp: history.bain_network(xp.asarray([[1, 1]])), r"x: expected shape \(N, 3\) = \(1, 3\), got \(1, 2\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp)


def test_a_list_of_spikes_is_refused():
    with pytest.raises(TypeError):
        history.firing_rate([0.5], 0, 1)


# -- Bain's network ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "expected"), [((1, 1, 0), [1, 0, 0]), ((0, 1, 1), [0, 1, 0]), ((1, 0, 1), [0, 0, 1]), ((1, 1, 1), [1, 1, 1])]
)
def test_each_pair_of_fibres_has_its_own_outlet(xp, x, expected):
    assert xp.to_numpy(history.bain_network(xp.asarray([x]))).tolist() == [expected]


def test_the_network_is_three_conjunctions(xp):
    a, b, c = INPUTS.T
    expected = np.stack([np.logical_and(a, b), np.logical_and(b, c), np.logical_and(a, c)], axis=1)
    np.testing.assert_array_equal(xp.to_numpy(history.bain_network(xp.asarray(INPUTS))), expected)


def test_integer_inputs_become_floats(xp):
    assert xp.to_numpy(history.bain_network(xp.ints([[1, 1, 0]]))).dtype.kind == "f"


# -- misconceptions ----------------------------------------------------------------------------------------------------

WINDOW = (SPIKES, 1.0, 3.0)  # a spike at either end
IDS = ["T11.2", "T11.5", "T3.4", "T6.4", "T1.8"]
FIXTURES = {
    history.milestones: (),
    history.order_milestones: (IDS,),
    history.firing_rate: WINDOW,
    history.bain_network: (INPUTS,),
}


def outcome(function, of):
    result = function(*FIXTURES[of])
    return result if isinstance(result, list) else result.tolist()


@pytest.mark.parametrize(("function", "count"), list(zip(FIXTURES, (4, 2, 2, 2), strict=True)))
def test_each_misconception_differs_from_the_reference_and_from_the_others(function, count):
    found = misconceptions_of(function)
    outcomes = [outcome(f, function) for f in (function, *(m.mutant for m in found))]
    assert len(found) == count
    assert all(a != b for a, b in itertools.combinations(outcomes, 2))


def test_a_misconception_moves_its_rows_in_the_order():
    assert history.order_milestones(IDS) == ["T1.8", "T3.4", "T11.2", "T6.4", "T11.5"]
    late, swapped = misconceptions_of(history.order_milestones, "T1.1/backprop_1986", "T1.1/dbn_before_lstm")
    assert late.mutant(IDS) == ["T1.8", "T11.2", "T3.4", "T6.4", "T11.5"]
    assert swapped.mutant(IDS) == ["T1.8", "T3.4", "T11.2", "T11.5", "T6.4"]


@pytest.mark.parametrize("function", [history.firing_rate, history.bain_network])
def test_misconceptions_run_on_every_library(xp, function):
    args = [xp.asarray(a) if isinstance(a, np.ndarray) else a for a in FIXTURES[function]]
    for mistake in misconceptions_of(function):
        assert xp.to_numpy(mistake.mutant(*args)).tolist() == outcome(mistake.mutant, function)
