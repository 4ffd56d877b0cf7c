"""What a wrong answer looks like: each transformation gets its own true sentence, and a whole question has the last word."""

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import Case, CheckFailure, Misconception, Symptom, agree, evidence, raises, trains_to

rng = np.random.default_rng(7)
PAIRS = [(rng.normal(size=(n, d)), rng.normal(size=d), b) for n, d, b in ((5, 3, 0.7), (2, 4, -1.3), (7, 2, 2.6))]


def scores(X, w, b=1.5):
    return X @ w + b


def mean_loss(X, w, b=1.5):
    return np.mean((X @ w + b) ** 2)


def both(X, w, b=1.5):
    return X.T @ X, X @ w + b


def collect(*calls):
    """The evidence of functions that call a check, each a case of one question."""
    cases = []
    for call in calls:
        with evidence.collected() as left, contextlib.suppress(CheckFailure):
            call()
        cases.append(left)
    return cases


def explained(student, reference=scores, cases=PAIRS, **options):
    """The diagnosis of a question with one case."""
    return evidence.settle(collect(lambda: agree(student, reference, cases, name="f", **options)))[0]


SLIPS = [
    (scores, lambda X, w, b: -scores(X, w, b), "times--1", "−1 times"),
    (scores, lambda X, w, b: 2 * scores(X, w, b), "times-2", "twice"),
    (
        mean_loss,
        lambda X, w, b: len(X) * mean_loss(X, w, b),
        "times-X.shape[0]",
        "`X.shape[0]` times what it should be",
    ),
    (mean_loss, lambda X, w, b: mean_loss(X, w, b) / len(w), "over-X.shape[1]", "divided by `X.shape[1]`"),
    (scores, lambda X, w, b: scores(X, w, b) / b, "over-b", "is `b` forgotten?"),
    (scores, lambda X, w, b: X @ w, "fixed-b=0.0", "right for `b` = `0.0`"),
    (scores, lambda X, w, b: X @ w + 1.5, "fixed-b=1.5", "right for `b` = `1.5`"),
    (scores, lambda X, w, b: X @ w - b, "minus-b", "right for −`b`"),
    (scores, lambda X, w, b: np.abs(scores(X, w, b)), "absolute", "up to its signs"),
    (scores, lambda X, w, b: scores(X, w, b)[::-1], "reversed-0", "reversed along axis 0"),
    (scores, lambda X, w, b: scores(X, w, b) ** 2, "squared", "the square of"),
    (scores, lambda X, w, b: np.floor(scores(X, w, b)), "floor", "rounded down"),
    (mean_loss, lambda X, w, b: mean_loss(X, w, b) ** 0.5, "root", "square root"),
    (scores, lambda X, w, b: scores(X, w, b) + 1, "plus-1", "1 more"),
    (scores, lambda X, w, b: 3.7 * scores(X, w, b), "proportional", "right up to one factor"),
    (both, lambda X, w, b: (X.T @ X / len(X), X @ w + b), "over-X.shape[0]", "the rest is right"),
    (mean_loss, lambda X, w, b: 2 * mean_loss(X, w, 0), "zero-b,times-2", ""),
]


@pytest.mark.parametrize(("reference", "student", "key", "words"), SLIPS)
def test_a_transformation_is_told_in_one_true_sentence(reference, student, key, words):
    found = explained(student, reference)
    if key == "zero-b,times-2":  # two at once
        assert found.key == "derived:fixed-b=0.0,times-2"
        return
    assert found.key == f"derived:{key}"
    assert words in found.message
    assert "`f`" in found.message


def test_a_step_that_goes_the_wrong_way_is_told_as_a_step():
    def step(theta, grad, lr):
        return theta - lr * grad

    cases = [(rng.normal(size=n), rng.normal(size=n), lr) for n, lr in ((4, 0.1), (3, 0.7))]
    assert explained(lambda t, g, lr: t + lr * g, step, cases).key == "derived:step-times--1"
    assert "is `lr` forgotten?" in explained(lambda t, g, lr: t - g, step, cases).message


def test_outputs_in_each_others_place_are_told():
    cases = [(rng.normal(size=n), rng.normal(size=n)) for n in (3, 5)]
    found = explained(lambda a, b: (b - a, a + b), lambda a, b: (a + b, b - a), cases)
    assert found.key == "derived:swapped-value 1-value 2"


def test_where_an_answer_is_wrong_is_told_when_nothing_explains_it():
    z = [(rng.normal(size=n),) for n in (9, 8, 11)]
    found = explained(
        lambda z: np.where(z < 0, np.sin(z) - 0.3 * z**3, z), lambda z: np.where(z < 0, np.expm1(z), z), z
    )
    assert (found.key, found.message) == ("derived:where-z<0", "The result of `f` is wrong only where `z` is negative.")


def test_an_answer_with_an_empty_axis_leaves_the_others_their_description():
    x = [(rng.normal(size=shape),) for shape in ((2, 4, 3), (3, 5, 2), (2, 0, 3))]
    found = explained(
        lambda x: np.where(x < 0, np.sin(x) - 0.3 * x**3, x), lambda x: np.where(x < 0, np.expm1(x), x), x
    )
    assert found.key == "derived:where-x<0"


def test_which_inputs_go_wrong_is_told():
    cases = [Case(rng.normal(size=4), mode=m) for m in ("a", "b", "a", "b", "a")]

    def right(x, mode):
        return np.exp(x) if mode == "a" else np.sin(x)

    found = explained(lambda x, mode: np.exp(x) if mode == "a" else np.cosh(x) + x**3, right, cases)
    assert found.message == "The result of `f` is wrong only when `mode` is `'b'`."


def test_no_sentence_shows_an_expected_value():
    secret = 12345.678
    found = explained(lambda x: 2 * secret * x, lambda x: secret * x, [(rng.normal(size=5),)])
    assert found.key == "derived:times-2"
    assert "12345" not in found.message


@pytest.mark.parametrize("value", [True, 0, 1.0])
def test_a_result_of_few_bits_is_not_explained(value):
    assert explained(lambda x: not value, lambda x: value, [(1.0,)]) is None


def test_a_reference_that_cannot_bear_odd_arguments_is_left_alone():
    def delicate(x, k):
        if k not in (2, 3):
            raise ZeroDivisionError
        return x * k

    assert explained(lambda x, k: x**3, delicate, [(rng.normal(size=4), k) for k in (2, 3)]) is None


def test_a_matched_transformation_is_denied_by_a_call_that_passed():
    def student(x, lam):
        return 2 * x * lam if lam < 1 else x * lam

    def right(x, lam):
        return x * lam

    low, high = [(rng.normal(size=5), 0.3)], [(rng.normal(size=5), 2.5)]
    cases = collect(lambda: agree(student, right, low), lambda: agree(student, right, high))
    alone = evidence.settle(cases[:1])
    assert alone[0].key == "derived:times-2"
    assert evidence.settle(cases) == [None, None]


# -- the rule of a question -------------------------------------------------------------------------------------------

TWICE = Misconception("t/twice", "Not twice.", lambda x: 2 * x)
CUBE = Misconception("t/cube", "Not cubed.", lambda x: x**3)
X = [(rng.normal(size=6),)]
TINY = [(np.array([0.0, 2.0]),)]  # twice, squared and 4 look alike


def question(student, *inputs, mutants=(TWICE, CUBE)):
    calls = [lambda cases=cases: agree(student, lambda x: x, cases, mutants=mutants, name="f") for cases in inputs]
    return [d.key if d else None for d in evidence.settle(collect(*calls))]


def test_a_name_holds_for_every_failing_case():
    assert question(lambda x: 2 * x, X, TINY) == ["t/twice", "t/twice"]


def test_a_name_that_another_failing_case_denies_is_not_given():
    assert "t/twice" not in question(lambda x: 2 * x if x.size == 2 else x + x**2, TINY, X)


def test_a_name_that_a_passing_case_denies_is_not_given():
    assert question(lambda x: 2 * x if x.size == 2 else x, X, TINY) == [None, None]


def test_a_case_that_cannot_tell_says_nothing():
    zero = [(np.zeros(3),)]
    assert question(lambda x: 2 * x, zero, X) == [None, "t/twice"]


def test_one_matching_value_is_too_little():
    once = [(np.array([1.0]),)]
    plus = Misconception("t/plus", "Not one more.", lambda x: x + 1)
    assert question(lambda x: np.array([2.0]), once, mutants=[plus]) == [None]


def test_two_names_that_no_case_tells_apart_are_not_given():
    same = Misconception("t/other", "Another.", lambda x: x + x)
    assert question(lambda x: 2 * x, X, mutants=[TWICE, same]) == ["derived:times-2"]


def test_a_second_case_tells_two_names_apart():
    four = Misconception("t/square", "Not squared.", lambda x: x**2)
    both_alike = [(np.array([0.0, 2.0, 0.0, 2.0, 2.0, 0.0, 0.0]),)]
    assert question(lambda x: x**2, both_alike, X, mutants=[TWICE, four]) == ["t/square", "t/square"]


def test_raises_gives_evidence_too():
    silent = Misconception("t/silent", "Raise.", lambda x: x)
    cases = collect(lambda: raises(ValueError, lambda x: x, 1.2345678, mutants=[silent], name="f"))
    assert evidence.settle(cases)[0].key == "t/silent"


def test_a_question_that_passes_costs_no_mutant():
    asked = []
    costly = Misconception("t/costly", "Costly.", lambda x: asked.append(1))
    cases = collect(lambda: agree(lambda x: x, lambda x: x, X, mutants=[costly]))
    assert evidence.settle(cases) == [None]
    assert not asked


# -- no other sentence ------------------------------------------------------------------------------------------------

FACTORS = {"times--1": -1.0, "times-2": 2.0, "times-half": 0.5, "times-X.shape[0]": None}


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), key=st.sampled_from(sorted(FACTORS)), sizes=st.permutations([3, 5, 7, 11]))
def test_a_factor_is_found_for_random_inputs_and_no_other(seed, key, sizes):
    draws = np.random.default_rng(seed)
    cases = [(draws.normal(size=(n, 6)), draws.normal(size=6)) for n in sizes[:3]]

    def right(X, w):
        return np.tanh(X @ w) + 0.1

    def student(X, w):
        return (len(X) if FACTORS[key] is None else FACTORS[key]) * right(X, w)

    assert explained(student, right, cases).key == f"derived:{key}"


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_an_unrelated_answer_gets_no_relation(seed):
    draws = np.random.default_rng(seed)
    cases = [(draws.normal(size=(n, 4)),) for n in (5, 6)]
    found = explained(lambda X: np.cos(3 * X).sum(1) + X[:, 0] ** 5, lambda X: np.tanh(X).sum(1), cases)
    assert found is None or found.key.startswith(("derived:where-", "derived:when-", "derived:too-"))


# -- true words about places -------------------------------------------------------------------------------------------

MODES = [Case(np.arange(1.0, 6.0) * n, mode=mode) for n in (1, 2, 3) for mode in ("a", "b")]


def by_mode(x, mode="a"):
    return np.sin(x) if mode == "a" else np.cos(x)


def only_b(x, mode="a"):
    return by_mode(x, mode) if mode == "a" else np.tanh(x) ** 3 + 0.3


def diagnosed(student, *calls):
    """The diagnosis of each call of a question, each of them a case."""
    return evidence.settle(collect(*(lambda c=c: agree(student, by_mode, c, name="f") for c in calls)))


def test_a_place_is_told_when_all_that_is_wrong_lies_there():
    assert diagnosed(only_b, MODES)[0].key == "derived:when-mode='b'"


def test_which_text_an_answer_fails_for_is_no_place_but_which_option_is():
    def count(query, docs):
        return np.array([float(doc.count(query)) + n for n, doc in enumerate(docs)])

    def told(special):
        cases = [Case(q, [q * n, "sea"] * 5) for n in (1, 2, 3) for q in ("the moon, the tide", special)]
        return explained(lambda q, docs: count(q, docs) + (q == special) * 0.25, count, cases)

    assert told("moon").key == "derived:when-query='moon'"
    left = told("who is the boy?")
    assert left is None or "boy" not in left.message


def test_where_numbers_are_missing_is_left_to_the_message_that_says_so():
    def means(groups, empty=0.0):
        return np.array([np.mean(g) if g else empty for g in groups])

    cases = [([[n, 2.5], [0.5 * n], [], [], [], []],) for n in (1.0, 2.0, 3.0, 4.0)]
    assert "where it should be 0" in explained(lambda groups: means(groups, np.nan), means, cases).message
    assert "from the third index on" in explained(lambda groups: means(groups, groups[0][0]), means, cases).message


def test_an_argument_may_be_called_axis():
    def shares(axis_load):
        return axis_load / np.where(axis_load == 0, 1.0, axis_load**2)

    cases = [np.array([n, 0.0, 2.0, 0.0, 0.5 * n, 0.0]) for n in (1.0, 2.0, 3.0, 4.0)]
    found = explained(lambda a: np.where(a == 0, np.nan, shares(a)), shares, cases)
    assert found.message.endswith("wrong only where `axis_load` is 0.")


def test_a_place_that_a_failing_call_cannot_confirm_is_not_told():
    def student(x, mode="a"):
        return only_b(x, mode) if len(x) == 5 else by_mode(x, mode) + x**3

    found = diagnosed(student, MODES, [Case(np.arange(1.0, 8.0), mode="a")])
    assert [d.key for d in found if d is not None and "mode" in d.key] == []


def test_an_infinite_argument_costs_no_description():
    cases = [Case(np.arange(1.0, 6.0) * n, lam=lam) for n, lam in ((1, 0.5), (2, np.inf), (3, 2.0), (4, 0.25))]

    def right(x, lam):
        return np.sin(x) / lam

    wrong = evidence.settle(collect(lambda: agree(lambda x, lam: np.cos(x**2) / lam, right, cases, name="f")))
    assert wrong == [None] or wrong[0].key.startswith("derived:")


def of_question(student, *parts):
    """The diagnoses of a question with a case for each (reference, inputs)."""
    return evidence.settle(collect(*(lambda part=part: agree(student, part[0], part[1], name="f") for part in parts)))


def test_two_slips_at_once_are_told_only_where_every_failing_call_has_both():
    def student(X, w, b):
        return 2 * (X @ w) if b < 3 else X @ w + 7 * b

    few, others = [(X, w, b) for (X, w, _), b in zip(PAIRS, (1.0, 2.0, 1.5), strict=True)], [(*PAIRS[0][:2], 3.0)]
    assert explained(student, cases=few).key == "derived:fixed-b=0.0,times-2"
    assert all(d is None or "," not in d.key for d in of_question(student, (scores, few), (scores, others)))


def test_what_is_said_of_every_input_is_denied_by_a_call_with_another_reference():
    def student(X, w, b):
        return 0 * (X @ w) if b > 0 else 3.7 * (X @ w)

    def other(X, w, b):
        return scores(X, w, b)

    up, down = [[(X, w, b) for X, w, _ in PAIRS] for b in (1.0, -3.0)]
    assert explained(student, cases=up).key == "derived:all-zero"
    assert all(d is None or d.key != "derived:all-zero" for d in of_question(student, (scores, up), (other, down)))


def test_an_argument_that_never_varies_is_not_told_to_be_fixed():
    cases = [(X, w, 2.0) for X, w, _ in PAIRS]
    found = explained(lambda X, w, b: X @ w + 1.0, cases=cases)
    assert found is None or not found.key.startswith("derived:fixed-b")


def test_a_sign_that_the_inputs_happen_to_have_is_no_cause():
    def total(x):
        return np.sum(x, axis=0)

    cases = [(np.full((1, 2), v),) for v in (1.0, 2.0, 3.0)] + [(rng.normal(size=(5, 2)),) for _ in range(3)]
    found = explained(lambda x: x[-1] + 0.3 * x[0] * (len(x) > 1), total, cases)
    assert found is None or "negative" not in found.message


def test_an_argument_that_is_left_out_is_told_to_have_another_default():
    def student(X, w, b=9.0):
        return X @ w + b

    cases = [*PAIRS, *((X, w, b + 1) for X, w, b in PAIRS), Case(*PAIRS[0][:2]), Case(*PAIRS[1][:2])]
    assert explained(student, cases=cases).message.endswith("wrong only when `b` is not given: what is its default?")


def test_arguments_that_are_left_out_together_are_told_together():
    def right(X, w, b=1.5, c=2.0):
        return X @ w + b * c

    cases = [Case(X, w, b, c=c) for X, w, b in PAIRS for c in (1.0, 3.0)] + [Case(*p[:2]) for p in PAIRS]
    found = explained(lambda X, w, b=0.3, c=2.0: X @ w + b * c + (b == 0.3) * X[:, 0], right, cases)
    assert "`b` and `c` are not given" in found.message


def test_an_answer_that_errs_one_way_is_told_which():
    cases = [(rng.normal(size=4), float(v)) for v in np.linspace(-2, 2, 30)]
    found = explained(lambda x, v: bool(x[2] < v + 0.9), lambda x, v: bool(x[2] < v), cases)
    assert (
        found.message
        == "Where the result of `f` is wrong, it says True, and False is right; it never errs the other way."
    )


def test_a_result_that_is_clipped_is_told_so():
    found = explained(lambda X, w, b: np.clip(scores(X, w, b), -9, 1.1), cases=[(10 * X, w, b) for X, w, b in PAIRS])
    assert found.key == "derived:capped"


def test_a_place_is_one_of_results_that_are_wrong_somewhere():
    """One channel alone is right anyhow, so that all that is wrong lies at the border of 2×2 images."""

    def means(x):
        return x.mean(axis=(3, 5))

    def over_channels(x):
        return means(x).mean(axis=1, keepdims=True) + 0 * means(x)

    cases = [(rng.normal(size=(m, c, n, 2, n, 2)),) for m, c, n in ((3, 3, 2), (1, 1, 6))]
    found = explained(over_channels, means, cases)
    assert found is None or "wrong only" not in found.message


def test_a_few_zeros_and_ones_are_no_differences():
    tables = [np.array(t) for t in ([1, 1, 0, 0], [1, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 1, 1])]
    found = explained(lambda x: np.diff(x, prepend=0), lambda x: 1 * x, [(t,) for t in tables])
    assert found is None or "differences" not in found.message


def test_a_result_of_nothing_but_zeros_is_called_that():
    small = [(0.01 * X, w, 0.1) for X, w, _ in PAIRS]
    assert explained(lambda X, w, b: np.zeros(len(X)), cases=small).key == "derived:all-zero"


def test_truth_values_are_not_off_by_one():
    cases = [(rng.normal(size=5), rng.random(5) < 0.5) for _ in range(4)]
    assert explained(lambda x, m: x * ~m, lambda x, m: x * m, cases).key == "derived:not-m"


def test_a_mistake_of_a_test_file_goes_through_a_driver():
    slip = Misconception("t/half", "Half.", lambda x: x / 2).through(lambda f, x: f(f(x)))
    assert (slip.key, slip.mutant(8.0)) == ("t/half", 2.0)


def symptom(key, holds):
    return Symptom(key, f"It is {key}.", holds)


def test_a_training_that_falls_short_is_named_by_the_first_symptom_of_all_its_seeds():
    symptoms = [
        symptom("of one", lambda seed: seed == 3),
        symptom("broken", lambda seed: 1 / 0),
        symptom("of the short ones", lambda seed: seed > 1),
        symptom("of all", lambda seed: True),
    ]
    with pytest.raises(CheckFailure) as caught:
        trains_to(lambda seed: 1.0 - (seed > 1), range(5), 0.5, symptoms=symptoms)
    assert caught.value.diagnosis.key == "of the short ones"
    assert str(caught.value).endswith("Likely mistake: It is of the short ones.")


@pytest.mark.parametrize(
    ("error", "words"), [(None, "nothing"), (KeyError, "KeyError"), (type("Secret", (Exception,), {}), "another kind")]
)
def test_the_exception_that_the_text_asks_for_is_a_contract(error, words):
    def student(x):
        if error is not None:
            raise error(x)

    with pytest.raises(CheckFailure) as caught:
        raises(ValueError, student, 3.5, name="f")
    assert caught.value.contract == f"f: an input for which the text asks for ValueError: {words} was raised"


more = np.random.default_rng(8)  # so that what stands above draws what it always drew


def images(x, size):
    return x[:, :, ::size, ::size] * size


IMAGES = [(more.normal(size=(2, 3, 4, 5)), 2), (more.normal(size=(3, 2, 5, 4)), 1), (more.normal(size=(2, 3, 4, 5)), 3)]


@pytest.mark.parametrize(
    ("student", "words"),
    [
        (lambda x, size: images(np.repeat(x[:, :1], x.shape[1], 1), size), "its first entry along axis 1"),
        (
            lambda x, size: np.full(images(x, size).shape, images(x, size).mean((0, 1), keepdims=True)),
            "the mean over them",
        ),
        (lambda x, size: images(x, size).mean(1), "is the mean over axis 1"),
    ],
)
def test_what_is_lost_along_an_axis_is_told(student, words):
    assert words in explained(student, images, IMAGES).message


def decide(net, at, sign):
    low = -1.0 if sign == "pm1" else 0.0
    return np.where(net >= 0 if at == "ge" else net > 0, 1.0, low)


OPTIONS = [
    (np.append(more.normal(size=6), 0.0), at, sign) for at in ("ge", "gt") for sign in ("01", "pm1") for _ in range(2)
]


def test_options_that_are_not_taken_one_by_one_are_told():
    found = explained(lambda n, at, sign: decide(n, at, "pm1" if at == "gt" else "01"), decide, OPTIONS)
    assert "do `at` and `sign` decide one thing each?" in found.message
    found = explained(lambda n, at, sign: decide(-n if at == "gt" and sign == "pm1" else n, at, sign), decide,
                      OPTIONS)  # fmt: skip
    assert "when `at` is `'gt'` and `sign` is `'pm1'`" in found.message


def test_a_number_that_is_no_answer_is_told():
    found = explained(lambda n, at, sign: np.clip(n, 0, 1), decide, [c for c in OPTIONS if c[2] == "01"])
    assert found.key == "derived:impossible"
    assert "no right result has: all of those are among 2 numbers" in found.message


def test_a_condition_that_most_cases_meet_is_refuted_by_one_right_case():
    def student(x, k):
        return x * k + (1.0 if k == 2 and len(x) == 3 else 0.0) * np.arange(len(x))

    def right(x, k):
        return x * k

    few = [(more.normal(size=n), k) for n, k in ((3, 2), (3, 2), (4, 1), (5, 1), (3, 2), (6, 1))]
    told = evidence.settle(collect(lambda: agree(student, right, few, name="f")))[0]
    assert told.key == "derived:when-k!=1"
    twins = evidence.settle(collect(lambda: agree(student, right, few[:5], name="f")))[0]
    assert twins is None or twins.key != "derived:when-k!=1"  # two right ones may be one problem in two dtypes
    passes = [(more.normal(size=n), k) for n, k in ((4, 3), (5, 2))]
    calls = collect(*(lambda c=c: agree(student, right, c, name="f") for c in (few, passes)))
    left = evidence.settle(calls)[0]
    assert left is None or left.key != "derived:when-k!=1"


def test_where_an_answer_raises_is_left_to_the_message_of_the_exception():
    def halved(x):
        return x / 2

    def student(value):
        def f(x):
            if not x.flags.c_contiguous:
                return value(x)
            return x / 2

        return f

    cases = [(more.normal(size=(3, 4)),) for _ in range(4)] + [(np.asfortranarray(more.normal(size=(3, 4))),)] * 2
    assert explained(student(lambda x: x + 7 * x**2), halved, cases).key == "derived:when-x-strided"

    def raising():
        with contextlib.suppress(ZeroDivisionError):
            agree(student(lambda x: 1 // 0), halved, cases, name="f")

    assert evidence.settle(collect(raising))[0] is None


def test_what_is_kept_by_shape_is_told():
    sums = {}

    def student(x, size):
        total = sums.setdefault(x.shape, np.zeros(images(x, size).shape))
        total += images(x, size)
        return total.copy()

    drawn = [(more.normal(size=shape), 2) for shape in ((2, 3, 4, 5), (1, 2, 6, 4), (2, 3, 4, 5), (1, 2, 6, 4))]
    assert explained(student, images, drawn).key == "derived:shapes-again"


def test_a_step_that_is_returned_alone_is_told():
    def step(w, g, lr):
        return w - lr * g**3

    walks = [(more.normal(size=n), more.normal(size=n), lr) for n, lr in ((4, 0.1), (3, 0.5), (5, 2.0))]
    assert explained(lambda w, g, lr: -lr * g**3, step, walks).key == "derived:step-alone"
    found = explained(lambda w, g, lr: g**3, step, walks)
    assert "only the step" in found.message
    assert "`lr`" in found.message


def test_a_division_by_one_less_is_told():
    found = explained(lambda x, size: images(x, size) / (x.shape[3] - 1), images, IMAGES)
    assert "divided by `x.shape[3]` − 1" in found.message
