import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.handin.decisions import Attempt, decide
from autograder.handin.policy import Extension, Late, Policy, check_policy

BERLIN = ZoneInfo("Europe/Berlin")
OPENS, CLOSES = datetime(2026, 12, 14, 9, tzinfo=UTC), datetime(2026, 12, 14, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PLAIN = Policy(opens=OPENS, closes=CLOSES)
LATE = Policy(opens=OPENS, closes=CLOSES, late=Late(0.1, 3))
TIMED = Policy(opens=OPENS, closes=CLOSES, duration_min=60, late=Late(0.1, 3))


def change(policy, **fields):
    changed = msgspec.structs.replace(policy, **fields)
    check_policy(changed, Path("exam.toml"))
    return changed


def handed_in(after_closing, points=20.0, started=None):
    """One attempt, a time after the closing time."""
    return Attempt(CLOSES + after_closing, started, points, 20.0)


def one(policy, after_closing=timedelta(0), started=None, student="ada", groups=(), points=20.0):
    return decide(policy, student, groups, [handed_in(after_closing, points, started)])


# -- one attempt -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("early", [timedelta(0), SECOND, 2 * HOUR])
def test_what_comes_in_time_keeps_its_points_and_needs_no_words(early):
    assert one(LATE, -early) == (0, 1.0, 20.0, ())


@pytest.mark.parametrize(
    ("late", "factor"),
    [
        (SECOND, 0.9), (DAY, 0.9), (DAY + SECOND, 0.8), (2 * DAY, 0.8), (2 * DAY + SECOND, 0.7), (3 * DAY, 0.7),
        (timedelta(milliseconds=999), 1.0), (timedelta(seconds=1, milliseconds=1), 0.9),
    ],
)  # fmt: skip
def test_each_day_begun_costs_one_step(late, factor):
    decision = one(LATE, late)
    assert (decision.kept, decision.factor, decision.points) == (0, factor, 20 * factor)


@pytest.mark.parametrize("policy", [LATE, change(LATE, grace_min=5)])
def test_after_the_hard_stop_nothing_counts(policy):
    decision = one(policy, 3 * DAY + SECOND)
    assert decision[:3] == (None, 0.0, 0.0)
    assert decision.lines == (
        "The submission does not count: it came 3 d 1 s after the closing time, 2026-12-14 12:00:00 UTC; "
        "late work is accepted for 3 days only.",
    )


def test_without_a_rule_for_late_work_nothing_counts_after_the_closing_time():
    decision = one(PLAIN, SECOND)
    assert decision[:3] == (None, 0.0, 0.0)
    assert decision.lines[0].endswith("late work is not accepted.")


def test_seven_tenths_off_leave_three_tenths_exactly():
    assert one(change(LATE, late=Late(0.1, 7)), 7 * DAY).factor == 0.3


def test_steps_never_take_more_than_all():
    assert one(change(LATE, late=Late(0.6, 5)), 4 * DAY)[:3] == (0, 0.0, 0.0)


def test_a_deduction_says_how_late_and_what_it_cost():
    assert one(LATE, DAY + 3 * HOUR + 12 * MINUTE, points=18).lines == (
        "The submission came 1 d 3 h after the closing time, 2026-12-14 12:00:00 UTC: 2 late days at 0.1 of the points "
        "each, so 18 points become 14.4.",
    )


def test_within_the_grace_nothing_is_deducted_and_a_line_says_so():
    policy = change(LATE, grace_min=5)
    assert one(policy, 5 * MINUTE) == (
        0,
        1.0,
        20.0,
        (
            "The submission came 5 min after the closing time, 2026-12-14 12:00:00 UTC, within the grace of 5 min: "
            "nothing is deducted.",
        ),
    )
    assert one(policy, 5 * MINUTE + SECOND).factor == 0.9
    assert one(change(PLAIN, grace_min=5), 5 * MINUTE).factor == 1.0
    assert one(policy, timedelta(0)).lines == ()


def test_lateness_that_costs_nothing_needs_no_words():
    assert one(change(LATE, late=Late(0.0, 3), grace_min=5), MINUTE) == (0, 1.0, 20.0, ())
    assert one(change(LATE, late=Late(0.0, 3), grace_min=5), DAY) == (0, 1.0, 20.0, ())


def test_an_unknown_time_is_on_time_and_a_line_says_so():
    decision = decide(TIMED, "ada", (), [Attempt(None, None, 18.0, 20.0)])
    assert decision == (0, 1.0, 18.0, ("No trusted time is known for the submission: it counts as on time.",))
    assert decide(Policy(), "ada", (), [Attempt(None, None, 18.0, 20.0)]).lines == ()


def test_who_handed_in_nothing_gets_nothing():
    assert decide(LATE, "ada", (), []) == (None, 0.0, 0.0, ("Nothing was handed in.",))


def test_a_submission_before_the_opening_time_counts_but_is_pointed_out():
    decision = one(LATE, -3 * HOUR - SECOND)
    assert decision[:3] == (0, 1.0, 20.0)
    assert decision.lines == (
        "The submission came before the opening time, 2026-12-14 09:00:00 UTC: check clock and time zone.",
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="expected a time with a time zone"):
        decide(LATE, "ada", (), [Attempt(datetime(2026, 12, 14, 12), None, 18.0, 20.0)])


# -- individual time ---------------------------------------------------------------------------------------------------


def test_the_individual_time_runs_from_the_students_start():
    start = OPENS + 30 * MINUTE
    assert one(TIMED, -90 * MINUTE, start) == (0, 1.0, 20.0, ())
    decision = one(TIMED, -90 * MINUTE + SECOND, start)
    assert decision.factor == 0.9
    assert "1 s after the end of the individual time, 2026-12-14 10:30:00 UTC" in decision.lines[0]


def test_the_window_ends_the_individual_time_of_who_starts_late():
    decision = one(TIMED, SECOND, CLOSES - 10 * MINUTE)
    assert "after the closing time" in decision.lines[0]
    assert one(TIMED, timedelta(0), CLOSES - 10 * MINUTE).factor == 1.0


def test_who_starts_before_the_opening_loses_no_time():
    assert one(TIMED, -2 * HOUR, OPENS - 30 * MINUTE).factor == 1.0
    assert one(TIMED, -2 * HOUR + SECOND, OPENS - 30 * MINUTE).factor == 0.9


def test_an_unknown_start_is_said_and_the_window_still_holds():
    decision = one(TIMED, timedelta(0))
    assert decision == (0, 1.0, 20.0, ("No start is known for the submission: the individual time was not checked.",))
    assert one(TIMED, SECOND).factor == 0.9


def test_the_individual_time_works_without_a_window():
    policy = change(Policy(), duration_min=60)
    assert one(policy, HOUR, CLOSES).kept == 0
    assert one(policy, HOUR + SECOND, CLOSES).kept is None


# -- clocks that change ------------------------------------------------------------------------------------------------


def autumn(hour, minute=0, fold=0, day=25):
    return datetime(2026, 10, day, hour, minute, fold=fold, tzinfo=BERLIN)


def test_the_day_of_25_hours_is_more_than_one_late_day():
    policy = change(Policy(), closes=datetime(2026, 10, 24, 12), time_zone="Europe/Berlin", late=Late(0.1, 3))
    late = [decide(policy, "ada", (), [Attempt(t, None, 10.0, 10.0)]).factor for t in (autumn(11), autumn(12))]
    assert late == [0.9, 0.8]


def test_two_hours_that_the_clock_repeats_are_told_apart():
    policy = change(Policy(), duration_min=60)
    start = autumn(1, 45)
    first, second = (decide(policy, "ada", (), [Attempt(autumn(2, 30, f), start, 10.0, 10.0)]) for f in (0, 1))
    assert (first.kept, second.kept) == (0, None)


def test_an_hour_that_the_clock_skips_is_no_time():
    policy = change(Policy(), duration_min=60)
    start, end = (datetime(2026, 3, 29, h, 45, tzinfo=BERLIN) for h in (1, 3))
    assert decide(policy, "ada", (), [Attempt(end, start, 10.0, 10.0)]).kept == 0


def test_times_in_lines_are_those_of_the_exams_zone():
    policy = change(Policy(), closes=datetime(2026, 7, 1, 12), time_zone="Europe/Berlin", late=Late(0.1, 3))
    decision = decide(policy, "ada", (), [Attempt(datetime(2026, 7, 1, 10, 0, 1, tzinfo=UTC), None, 10.0, 10.0)])
    assert "1 s after the closing time, 2026-07-01 12:00:00 CEST:" in decision.lines[0]


# -- extensions --------------------------------------------------------------------------------------------------------


def extended(policy, **fields):
    return change(policy, extensions=(Extension(student="ada", **fields),))


@pytest.mark.parametrize(
    ("policy", "started", "last"),
    [
        (extended(LATE, extra_min=30), None, 30 * MINUTE),
        (extended(LATE, closes=CLOSES + DAY), None, DAY),
        (extended(LATE, factor=1.5), None, 90 * MINUTE),  # half of the window's three hours
        (extended(TIMED, factor=1.5), OPENS, -90 * MINUTE),
        (extended(TIMED, factor=1.5), CLOSES - HOUR, 30 * MINUTE),  # the window closes half an hour later, too
        (extended(TIMED, extra_min=10), OPENS, -110 * MINUTE),
        (extended(TIMED, extra_min=10, factor=1.5), OPENS, -80 * MINUTE),
    ],
)
def test_an_extension_moves_the_deadline(policy, started, last):
    assert one(policy, last, started).factor == 1.0
    assert one(policy, last + SECOND, started).factor == 0.9
    assert one(policy, last, started, student="bo").factor == 0.9


def test_extensions_of_a_student_and_of_a_group_add_up():
    policy = change(LATE, extensions=(Extension(student="ada", extra_min=10), Extension(group="B", extra_min=20)))
    assert one(policy, 30 * MINUTE, groups=("A", "B")).factor == 1.0
    assert one(policy, 30 * MINUTE + SECOND, groups=("A", "B")).factor == 0.9
    assert one(policy, 20 * MINUTE, groups=("B",), student="bo").factor == 1.0
    assert one(policy, 10 * MINUTE + SECOND, groups=("A",)).factor == 0.9


def test_the_largest_factor_and_the_latest_closing_time_count():
    policy = change(LATE, extensions=(Extension(student="ada", factor=1.5), Extension(group="B", factor=1.25)))
    assert one(policy, 90 * MINUTE, groups=("B",)).factor == 1.0
    assert one(policy, 90 * MINUTE + SECOND, groups=("B",)).factor == 0.9
    policy = change(
        LATE, extensions=(Extension(student="ada", closes=CLOSES + DAY), Extension(group="B", closes=CLOSES + HOUR))
    )
    assert one(policy, DAY, groups=("B",)).factor == 1.0


def test_a_start_shortens_nothing_where_no_individual_time_is_set():
    assert one(extended(LATE, closes=CLOSES + DAY), DAY, started=OPENS).factor == 1.0


def test_an_extension_finds_its_student_and_group_however_they_are_written():
    policy = change(LATE, extensions=(Extension(student="Zoë", extra_min=10), Extension(group="Ü", extra_min=10)))
    assert one(policy, 20 * MINUTE, student=" Zoe\u0308", groups=(" U\u0308 ",)).factor == 1.0


def test_an_extension_that_was_needed_is_explained_and_one_that_was_not_is_not():
    policy = extended(LATE, extra_min=30, factor=1.5)
    assert one(policy, timedelta(0)).lines == ()
    assert one(policy, MINUTE).lines == (
        "An extension counts (ada: 30 min more, 1.5 times the duration): without it the submission would keep 0.9 of its points.",
    )
    beyond = change(PLAIN, extensions=(Extension(group="B", closes=CLOSES + DAY),))
    assert one(beyond, DAY, groups=("B",)).lines == (
        "An extension counts (group B: open until 2026-12-15 12:00:00 UTC): without it the submission would not count.",
    )


# -- several attempts --------------------------------------------------------------------------------------------------


def several(policy, *attempts):
    """Attempts as (minutes after the closing time, points)."""
    return decide(policy, "ada", (), [handed_in(m * MINUTE, p) for m, p in attempts])


THREE = ((-30, 12.0), (-20, 18.0), (-10, 9.0))


def test_the_first_attempts_count_and_the_others_are_listed():
    decision = several(LATE, *THREE)
    assert decision == (
        0,
        1.0,
        12.0,
        (
            "Attempt 2 does not count: only the first counts.",
            "Attempt 3 does not count: only the first counts.",
        ),
    )
    assert several(change(LATE, attempts=2), *THREE).lines[0] == "Attempt 3 does not count: only the first 2 count."


def test_the_best_or_the_last_of_those_that_count_is_kept():
    best, last = (several(change(LATE, attempts=3, keep=k), *THREE) for k in ("best", "last"))
    assert best == (
        1,
        1.0,
        18.0,
        ("Attempt 2 is kept, the best of those that count: 18 points (Attempt 1: 12, Attempt 3: 9).",),
    )
    assert last == (
        2,
        1.0,
        9.0,
        ("Attempt 3 is kept, the last of those that count: 9 points (Attempt 1: 12, Attempt 2: 18).",),
    )


def test_an_attempt_that_is_too_late_takes_a_place_so_that_no_extension_can_cost_points():
    two = [handed_in(-HOUR, 5.0, OPENS), handed_in(-HOUR + MINUTE, 20.0, OPENS + HOUR + MINUTE)]
    policy = change(PLAIN, duration_min=60)
    assert decide(policy, "ada", (), two)[:3] == (None, 0.0, 0.0)
    assert decide(extended(policy, extra_min=60), "ada", (), two)[:3] == (0, 1.0, 5.0)


def test_attempts_at_sheets_of_different_worth_are_compared_by_their_share():
    two = [Attempt(CLOSES - 2 * SECOND, None, 12.0, 20.0), Attempt(CLOSES - SECOND, None, 9.0, 10.0)]
    assert decide(change(LATE, attempts=2), "ada", (), two)[:3] == (1, 1.0, 9.0)
    assert decide(change(LATE, attempts=2), "ada", (), [Attempt(CLOSES, None, 0.0, 0.0)]).kept == 0


def test_attempts_with_equal_points_need_no_words():
    assert several(change(LATE, attempts=2), (-2, 7.0), (-1, 7.0)) == (0, 1.0, 7.0, ())


def test_the_best_is_the_best_after_deductions():
    decision = several(change(LATE, attempts=2), (-5, 19.0), (5, 20.0))
    assert (decision.kept, decision.points) == (0, 19.0)
    decision = several(change(LATE, attempts=2), (-5, 10.0), (5, 20.0))
    assert (decision.kept, decision.factor, decision.points) == (1, 0.9, 18.0)
    assert re.search("Attempt 2 is kept.*18 points.*\n.*Attempt 2 came 5 min after", "\n".join(decision.lines))


def test_attempts_are_ordered_by_time_and_the_index_is_that_of_the_list():
    decision = several(LATE, (-10, 9.0), (-30, 12.0))
    assert (decision.kept, decision.lines) == (1, ("Attempt 2 does not count: only the first counts.",))


def test_attempts_are_in_the_given_order_when_a_time_is_not_known():
    attempts = [handed_in(-10 * MINUTE, 9.0), Attempt(None, None, 12.0, 20.0), handed_in(-30 * MINUTE, 15.0)]
    assert decide(LATE, "ada", (), attempts).kept == 0


def test_an_attempt_that_is_too_late_leaves_the_others():
    decision = several(change(PLAIN, attempts=2, keep="last"), (-5, 10.0), (5, 20.0))
    assert (decision.kept, decision.points) == (0, 10.0)
    assert decision.lines[0].startswith("Attempt 2 does not count: it came 5 min after")
    assert len(decision.lines) == 1


# -- laws --------------------------------------------------------------------------------------------------------------

minutes = st.integers(0, 10_000)
offsets = st.integers(-20_000, 400_000).map(lambda s: timedelta(seconds=s))
policies = st.builds(
    lambda opens, duration, grace, late, attempts, extensions: Policy(
        opens=OPENS if opens else None,
        closes=CLOSES,
        duration_min=duration,
        grace_min=grace,
        late=late,
        attempts=attempts,
        extensions=extensions,
    ),
    st.booleans(),
    st.none() | st.integers(1, 300),
    minutes,
    st.none() | st.builds(Late, st.floats(0, 1), st.integers(1, 5)),
    st.integers(1, 3),
    st.just(()),
)
extensions = st.builds(
    Extension,
    student=st.just("ada"),
    extra_min=minutes.map(float),
    closes=st.none() | minutes.map(lambda m: CLOSES + (m + 1) * MINUTE),
    factor=st.floats(1, 3),
)
starts = st.none() | offsets.map(lambda o: CLOSES + o - 4 * HOUR)
attempts = st.builds(handed_in, offsets, st.floats(0, 20), starts)


@settings(deadline=None)
@given(policies, attempts, offsets.map(abs))
def test_a_later_submission_never_scores_more(policy, attempt, later):
    before = decide(policy, "ada", (), [attempt])
    after = decide(policy, "ada", (), [attempt._replace(time=attempt.time + later)])
    assert after.points <= before.points
    assert after.factor <= before.factor


@settings(deadline=None)
@given(policies, st.lists(attempts, max_size=4), offsets.map(abs))
def test_attempts_that_all_come_later_never_score_more(policy, several, later):
    moved = [a._replace(time=a.time + later) for a in several]
    assert decide(policy, "ada", (), moved).points <= decide(policy, "ada", (), several).points


@settings(deadline=None)
@given(policies, st.lists(attempts, max_size=4), st.lists(extensions, max_size=2), extensions)
def test_an_extension_never_scores_less(policy, several, old, new):
    assume(policy.duration or new.factor == 1)
    less = decide(msgspec.structs.replace(policy, extensions=tuple(old)), "ada", (), several)
    more = decide(msgspec.structs.replace(policy, extensions=(*old, new)), "ada", (), several)
    assert more.points >= less.points


@settings(deadline=None)
@given(policies, st.lists(attempts, max_size=4), st.sampled_from(["best", "last"]))
def test_the_factor_is_from_0_to_1_and_a_changed_score_is_explained(policy, several, keep):
    decision = decide(msgspec.structs.replace(policy, keep=keep), "ada", (), several)
    assert 0 <= decision.factor <= 1
    assert decision.lines or decision.points == max((a.points for a in several), default=None)
    if decision.kept is not None:
        assert decision.points == several[decision.kept].points * decision.factor


@settings(deadline=None)
@given(policies, st.lists(attempts, max_size=4), st.randoms())
def test_the_order_of_the_list_does_not_matter_when_all_times_are_known(policy, several, rng):
    assume(len({a.time for a in several}) == len(several))
    mixed = rng.sample(several, len(several))
    assert decide(policy, "ada", (), mixed)[1:] == decide(policy, "ada", (), several)[1:]
