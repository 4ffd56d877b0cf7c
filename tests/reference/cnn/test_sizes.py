"""Sizes, receptive fields and counts against torch layers on zeros, perturbed inputs, and the entry's numbers."""

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reference.cnn import sizes
from reference.misconceptions import misconceptions_of

torch = pytest.importorskip("torch")
F = torch.nn.functional

SMALL = st.integers(1, 4)
VGG16 = [(3, 1), (3, 1), (2, 2)] * 2 + [(3, 1), (3, 1), (3, 1), (2, 2)] * 3


# -- worked numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "size"),
    [((224, 7, 2, 3), 112), ((227, 11, 4), 55), ((10, 3, 1, 0, 2), 6)],
)
def test_the_worked_output_sizes(arguments, size):
    assert sizes.conv_output_size(*arguments) == size


def test_the_worked_transposed_output_size():
    assert sizes.conv_transpose_output_size(4, 3, 2, 1, output_padding=1) == 8


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([(3, 1)] * 3, (7, 1)),
        ([(3, 1), (2, 2), (3, 1), (2, 2)], (10, 4)),
        ([(3, 1, 1), (3, 1, 2), (3, 1, 4)], (15, 1)),
        ([(5, 1), (2, 2), (5, 1), (2, 2)], (16, 4)),
        (VGG16, (212, 32)),
        ([], (1, 1)),
    ],
)
def test_the_worked_receptive_fields(layers, expected):
    assert sizes.receptive_field(layers) == expected


def test_the_worked_layer_from_64_to_128_channels():
    assert sizes.conv_param_count(64, 128, 3) == 73_856
    assert sizes.conv_param_count(64, 128, 3, bias=False) == 73_728
    assert sizes.conv_param_count(64, 128, 3, groups=4, bias=False) == 18_432
    assert sizes.conv_macs(56, 56, 64, 128, 3) == 231_211_008


def test_the_worked_separable_layer_costs_1_over_o_plus_1_over_k_squared():
    full = sizes.conv_param_count(64, 128, 3, bias=False)
    depthwise = sizes.conv_param_count(64, 64, 3, groups=64, bias=False)
    pointwise = sizes.conv_param_count(64, 128, 1, bias=False)
    assert depthwise + pointwise == 8768
    assert (depthwise + pointwise) / full == pytest.approx(1 / 128 + 1 / 9, rel=1e-12)
    assert (depthwise + pointwise) / full == pytest.approx(0.118924, abs=5e-7)


# -- independent oracles -----------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 20), k=SMALL, stride=SMALL, padding=st.integers(0, 3), dilation=SMALL)
def test_the_output_size_is_that_of_torchs_layer(n, k, stride, padding, dilation):
    assume(n + 2 * padding > dilation * (k - 1))
    layer = torch.nn.Conv1d(1, 1, k, stride, padding, dilation)
    assert sizes.conv_output_size(n, k, stride, padding, dilation) == layer(torch.zeros(1, 1, n)).shape[2]


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 9), k=SMALL, stride=SMALL, padding=st.integers(0, 3), dilation=SMALL, extra=st.integers(0, 3))
def test_the_transposed_output_size_is_that_of_torchs_layer(n, k, stride, padding, dilation, extra):
    assume(extra < max(stride, dilation))
    assume((n - 1) * stride - 2 * padding + dilation * (k - 1) + extra + 1 > 0)
    layer = torch.nn.ConvTranspose1d(1, 1, k, stride, padding, extra, dilation=dilation)
    got = sizes.conv_transpose_output_size(n, k, stride, padding, dilation, extra)
    assert got == layer(torch.zeros(1, 1, n)).shape[2]


@given(n=st.integers(1, 30), k=SMALL, stride=SMALL, padding=st.integers(0, 3), dilation=SMALL)
def test_some_output_padding_undoes_the_forward_size(n, k, stride, padding, dilation):
    assume(n + 2 * padding > dilation * (k - 1))
    m = sizes.conv_output_size(n, k, stride, padding, dilation)
    lost = (n + 2 * padding - dilation * (k - 1) - 1) % stride
    assert sizes.conv_transpose_output_size(m, k, stride, padding, dilation, lost) == n


@settings(max_examples=40, deadline=None)
@given(layers=st.lists(st.tuples(SMALL, st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4))
def test_the_receptive_field_is_what_perturbed_inputs_show(layers):
    rf, jump = sizes.receptive_field(layers)
    assume(rf + jump < 300)
    x = torch.arange(1.0, rf + jump + 1, requires_grad=True)
    y = x[None, None]
    for k, s, d in layers:
        y = F.conv1d(y, torch.ones(1, 1, k, dtype=y.dtype), stride=s, dilation=d)
    assert y.shape[2] == 2
    seen = [torch.autograd.grad(out, x, retain_graph=True)[0].nonzero().flatten().tolist() for out in y[0, 0]]
    assert (seen[0][0], seen[0][-1]) == (0, rf - 1)
    assert seen[1][0] - seen[0][0] == jump


@given(c_in=SMALL, c_out=SMALL, k=SMALL, groups=SMALL, bias=st.booleans())
def test_the_parameters_are_those_of_torchs_layer(c_in, c_out, k, groups, bias):
    layer = torch.nn.Conv2d(c_in * groups, c_out * groups, k, groups=groups, bias=bias)
    expected = sum(p.numel() for p in layer.parameters())
    assert sizes.conv_param_count(c_in * groups, c_out * groups, k, groups, bias) == expected


def test_the_operations_are_counted_by_a_loop():
    operations = sum(1 for _ in itertools.product(range(5), range(7), range(6), range(4 // 2), range(3), range(3)))
    assert sizes.conv_macs(5, 7, 4, 6, 3, groups=2) == operations


# -- errors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sizes.conv_output_size(4, 3, dilation=2), "k: expected a kernel of at most n\\+2p = 4 pixels"),
        (lambda: sizes.conv_output_size(4, 3, stride=0), "stride: expected an integer ≥ 1"),
        (lambda: sizes.conv_output_size(4, 3, padding=-1), "padding: expected an integer ≥ 0"),
        (lambda: sizes.conv_transpose_output_size(4, 3, 2, 1, output_padding=2), "output_padding: expected less"),
        (lambda: sizes.conv_transpose_output_size(1, 1, 1, 1), "padding: expected at least one pixel"),
        (lambda: sizes.receptive_field([(3, 1), (2,)]), r"layers\[1\]: expected \(k, s\)"),
        (lambda: sizes.receptive_field([(3, 0)]), r"layers\[0\]"),
        (lambda: sizes.conv_param_count(6, 4, 3, groups=3), "groups: expected a divisor"),
        (lambda: sizes.conv_macs(0, 4, 3, 3, 3), "h_out: expected"),
    ],
)
def test_impossible_layers_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# -- misconceptions ----------------------------------------------------------------------------------------------------

FIXTURES = {
    sizes.conv_output_size: [(224, 7, 2, 3), (10, 3, 1, 0, 2), (8, 3, 2, 1)],
    sizes.conv_transpose_output_size: [(4, 3, 2, 1, 1, 1), (5, 3, 3, 2, 2, 1)],
    sizes.receptive_field: [[(3, 1), (2, 2), (3, 1), (2, 2)], [(3, 1, 1), (3, 1, 2), (3, 1, 4)]],
    sizes.conv_param_count: [(64, 128, 3), (64, 128, 3, 4)],
    sizes.conv_macs: [(56, 56, 64, 128, 3), (56, 56, 64, 128, 3, 4)],
}
MUTANTS = [(f, m) for f in FIXTURES for m in misconceptions_of(f)]


def outcome(function, of):
    return [function(case) if of is sizes.receptive_field else function(*case) for case in FIXTURES[of]]


@pytest.mark.parametrize(("function", "mistake"), MUTANTS, ids=lambda v: getattr(v, "key", ""))
def test_a_misconception_gives_another_answer_than_the_reference(function, mistake):
    assert outcome(mistake.mutant, function) != outcome(function, function)


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    answers = [outcome(m.mutant, function) for m in misconceptions_of(function)]
    assert len(answers) >= 3
    assert all(a != b for a, b in itertools.combinations(answers, 2))
