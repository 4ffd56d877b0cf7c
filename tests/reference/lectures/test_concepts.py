"""The form of the bank of concepts, and the beliefs that its wrong options stand for."""

import itertools
from collections import Counter

import pytest

from reference.lectures import concepts as bank
from reference.lectures.mistakes.concepts import BELIEFS
from reference.misconceptions import misconceptions_of


@pytest.mark.parametrize("item", bank.concepts(), ids=lambda item: item.id)
def test_an_item_is_well_formed(item):
    assert len(set(item.options)) == len(item.options) == 4
    assert item.answer in range(4)
    assert all((item.stem, item.why, *item.options))
    assert set(item.source.split(", ")) <= {bank.S0, bank.S1, bank.S2, bank.S4}


def test_each_theme_has_at_least_three_items():
    themes = Counter(item.id.split("/")[0] for item in bank.concepts())
    assert len(themes) == 10
    assert min(themes.values()) >= 3


def test_items_have_distinct_ids_and_stems():
    items = bank.concepts()
    assert len({item.id for item in items}) == len({item.stem for item in items}) == len(items)


def test_neither_the_place_nor_the_length_gives_the_answer_away():
    items = bank.concepts()
    assert max(Counter(item.answer for item in items).values()) <= 0.3 * len(items)
    longest = sum(
        all(len(item.options[item.answer]) > len(o) for o in item.options if o != item.options[item.answer])
        for item in items
    )
    assert longest <= 0.25 * len(items)


def test_the_dates_in_the_bank_are_the_lectures():
    answers = {item.id: item.options[item.answer] for item in bank.concepts()}
    assert answers["frameworks/1"] == "The Google Brain team"
    assert answers["frameworks/2"] == "TensorFlow, in 2015"
    assert (answers["learning/2"], answers["learning/3"]) == ("2ⁿ", "n")


@pytest.mark.parametrize("key", BELIEFS)
def test_a_belief_is_a_wrong_option_of_its_items(key):
    answers = {item.id: item.answer for item in bank.concepts()}
    assert all(answers[name] != option for name, option in BELIEFS[key].items())


def test_each_belief_gives_other_answers():
    answers = [tuple(item.answer for item in m.mutant()) for m in misconceptions_of(bank.concepts)]
    answers.append(tuple(item.answer for item in bank.concepts()))
    assert len(answers) == 5
    assert all(a != b for a, b in itertools.combinations(answers, 2))
