"""How far a generator has come: found for every way of drawing, and not looked for further than it can have come."""

import random

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.engine.wire import chance

DRAWS = {
    "random": lambda words: random.getrandbits(32 * words),
    "numpy": lambda words: np.random.randint(1 << 32, size=words, dtype=np.uint32),  # noqa: NPY002 - the notebook's
    "torch": torch.rand,
}


@pytest.fixture(autouse=True)
def _as_before():
    states = {name: chance.read(name) for name in chance.GENERATORS}
    yield
    for name, state in states.items():
        chance.write(name, state)


@pytest.mark.parametrize("name", chance.GENERATORS)
@given(words=st.integers(0, 400_000))
def test_the_number_of_words_that_were_drawn_is_found_and_leads_there(name, words):
    before = chance.read(name)
    DRAWS[name](words)
    after = chance.read(name)
    found = chance.drawn(before, after)
    assert found == words
    assert chance.advanced(before, found, after[2]) == after


def test_nobody_looks_further_than_the_most_that_can_have_been_drawn():
    before = chance.read("numpy")
    DRAWS["numpy"](1_000_000)
    assert chance.drawn(before, chance.read("numpy"), 10_000) is None
    assert chance.drawn(before, chance.read("numpy"), 990_000) is None  # in the batch of blocks that ends behind it
    assert chance.drawn(before, chance.read("numpy"), 1_000_000) == 1_000_000


def test_what_is_told_is_never_more_than_the_other_side_takes():
    before = chance.read("numpy")
    DRAWS["numpy"](chance.MAX_WORDS - 1000)
    assert chance.advanced(before, chance.drawn(before, chance.read("numpy")), [None])
    DRAWS["numpy"](50_000)
    assert chance.drawn(before, chance.read("numpy")) is None


def test_a_seed_leads_nowhere():
    before = chance.read("numpy")
    np.random.seed(3)  # noqa: NPY002
    assert chance.drawn(before, chance.read("numpy")) is None
