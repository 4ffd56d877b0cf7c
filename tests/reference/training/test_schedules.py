"""Learning-rate schedules against torch's schedulers, the laws of decay and the worked numbers."""

import itertools

import pytest

from reference.misconceptions import misconceptions_of
from reference.training.schedules import lr_schedule

torch = pytest.importorskip("torch")
hypothesis = pytest.importorskip("hypothesis")
st = hypothesis.strategies

SETTINGS = {
    "constant": {},
    "inverse": {"k": 0.5},
    "exponential": {"gamma": 0.5},
    "step": {"s": 3, "gamma": 0.1},
    "cosine": {"T": 10},
    "warmup_cosine": {"T": 10, "w": 3},
}


def rates(kind, steps, lr0=0.1, schedule=lr_schedule, **kw):
    return [schedule(kind, t, lr0, **kw) for t in range(steps)]


def by_torch(make, steps, lr0=0.1):
    """The rate that each of `steps` epochs uses under a torch scheduler."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr0)
    scheduler, seen = make(optimizer), []
    for _ in range(steps):
        seen.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return seen


S = torch.optim.lr_scheduler


def warm_then_cosine(o):
    warm = S.LinearLR(o, start_factor=1 / 4, end_factor=1.0, total_iters=3)  # ¼, ½, ¾, 1
    return S.SequentialLR(o, [warm, S.CosineAnnealingLR(o, T_max=11)], milestones=[4])


# -- worked numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "kw", "expected"),
    [
        ("inverse", {"k": 0.5}, [0.1, 0.0666667, 0.05, 0.04]),
        ("exponential", {"gamma": 0.5}, [0.1, 0.05, 0.025]),
        ("step", {"s": 3, "gamma": 0.1}, [0.1, 0.1, 0.1, 0.01]),
    ],
)
def test_the_worked_rates(kind, kw, expected):
    assert rates(kind, len(expected), **kw) == pytest.approx(expected, rel=1e-6)


def test_the_worked_cosine_is_half_way_at_half_time():
    assert lr_schedule("cosine", 5, 0.1, T=10) == pytest.approx(0.05, rel=1e-12)


# -- independent oracles -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "kw", "make"),
    [
        ("constant", {}, lambda o: S.ConstantLR(o, factor=1.0)),
        ("inverse", {"k": 0.3}, lambda o: S.LambdaLR(o, lambda t: 1 / (1 + 0.3 * t))),
        ("exponential", {"gamma": 0.9}, lambda o: S.ExponentialLR(o, 0.9)),
        ("step", {"s": 4, "gamma": 0.2}, lambda o: S.StepLR(o, 4, 0.2)),
        ("cosine", {"T": 7}, lambda o: S.CosineAnnealingLR(o, 7)),  # 15 steps: past T, too
    ],
)
def test_a_schedule_is_torchs(kind, kw, make):
    assert rates(kind, 15, **kw) == pytest.approx(by_torch(make, 15), rel=1e-9, abs=1e-12)


@pytest.mark.filterwarnings("ignore:The epoch parameter")
def test_warm_up_then_cosine_is_torchs_sequence_of_both():
    assert rates("warmup_cosine", 15, T=15, w=4) == pytest.approx(by_torch(warm_then_cosine, 15), rel=1e-9, abs=1e-12)


# -- laws --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [k for k in SETTINGS if k != "warmup_cosine"])
@hypothesis.given(lr0=st.floats(0, 1e3))
def test_step_zero_uses_the_start_rate(kind, lr0):
    assert lr_schedule(kind, 0, lr0, **SETTINGS[kind]) == lr0


@hypothesis.given(T=st.integers(3, 60), data=st.data())
def test_warm_up_rises_evenly_to_the_start_rate_and_then_never_rises(T, data):
    w = data.draw(st.integers(1, T - 1))
    seen = rates("warmup_cosine", T + 1, lr0=1.0, T=T, w=w)
    assert [b - a for a, b in itertools.pairwise([0.0, *seen[:w]])] == pytest.approx([1 / w] * w)
    assert seen[w - 1] == seen[w] == 1
    assert all(a >= b for a, b in itertools.pairwise(seen[w:]))
    assert seen[T] == pytest.approx(0, abs=1e-15)


@hypothesis.given(T=st.integers(1, 50), data=st.data())
def test_the_cosine_is_odd_about_its_middle(T, data):
    t = data.draw(st.integers(0, T))
    assert lr_schedule("cosine", t, 1.0, T=T) + lr_schedule("cosine", T - t, 1.0, T=T) == pytest.approx(1)


def test_robbins_and_monro_hold_for_the_inverse_decay_and_not_for_the_exponential():
    inverse = rates("inverse", 40_000, lr0=1.0, k=0.5)
    for n in (100, 1000, 10_000):  # each doubling of the time adds about η₀ ln 2 / k: the sum has no limit
        assert sum(inverse[n : 2 * n]) == pytest.approx(2 * 0.693147, rel=0.02)
    assert sum(r * r for r in inverse[10_000:]) < 4 / 10_000  # Σ 4/t² beyond n is below 4/n
    assert sum(rates("exponential", 2000, lr0=1.0, gamma=0.9)) == pytest.approx(10)


# -- errors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "t", "lr0", "kw", "message"),
    [
        ("linear", 0, 0.1, {}, "kind: expected one of 'constant', 'inverse'.*got 'linear'"),
        ("constant", -1, 0.1, {}, "t: expected a number of at least 0, got -1"),
        ("constant", 0, -0.1, {}, "lr0: expected a number of at least 0, got -0.1"),
        ("constant", 0, float("nan"), {}, "lr0: expected"),
        ("inverse", 0, 0.1, {"k": -1}, "k: expected a number of at least 0"),
        ("exponential", 0, 0.1, {"gamma": -0.5}, "gamma: expected"),
        ("step", 0, 0.1, {"gamma": 0.1, "s": 0}, "s: expected a number of at least 1"),
        ("cosine", 0, 0.1, {"T": 0}, "T: expected a number of at least 1"),
        ("warmup_cosine", 0, 0.1, {"T": 5, "w": 5}, "w: expected fewer warm-up steps than T = 5, got 5"),
    ],
)
def test_a_value_out_of_range_is_refused(kind, t, lr0, kw, message):
    with pytest.raises(ValueError, match=message):
        lr_schedule(kind, t, lr0, **kw)


@pytest.mark.parametrize(
    ("kind", "kw", "message"),
    [
        ("inverse", {}, "inverse: expected k, got no keywords"),
        ("inverse", {"gamma": 0.5}, "inverse: expected k, got gamma"),
        ("constant", {"k": 1}, "constant: expected no keywords, got k"),
        ("step", {"gamma": 0.5, "s": 2.5}, "float"),
    ],
)
def test_other_keywords_or_types_are_refused(kind, kw, message):
    with pytest.raises(TypeError, match=message):
        lr_schedule(kind, 0, 0.1, **kw)


def test_a_fractional_epoch_is_refused():
    with pytest.raises(TypeError):
        lr_schedule("constant", 0.5, 0.1)


# -- misconceptions ----------------------------------------------------------------------------------------------------

TOUCHES = {
    "inverse": {"T4.4/off_by_one", "T4.4/compound"},
    "exponential": {"T4.4/off_by_one"},
    "step": {"T4.4/off_by_one", "T4.4/floor"},
    "cosine": {"T4.4/off_by_one", "T4.4/degrees", "T4.4/half"},
    "warmup_cosine": {"T4.4/warmup_zero", "T4.4/warmup_not_subtracted"},
}


@pytest.mark.parametrize("kind", TOUCHES)
def test_the_misconceptions_of_a_kind_differ_from_it_and_from_each_other(kind):
    kw = SETTINGS[kind]
    answers = {"right": rates(kind, 8, **kw)}
    for m in misconceptions_of(lr_schedule, *sorted(TOUCHES[kind])):
        answers[m.key] = rates(kind, 8, schedule=m.mutant, **kw)
    alike = [(a, b) for a, b in itertools.combinations(answers, 2) if answers[a] == pytest.approx(answers[b], rel=1e-6)]
    assert alike == []


def test_every_misconception_touches_a_kind():
    assert {m.key for m in misconceptions_of(lr_schedule)} == set().union(*TOUCHES.values())
