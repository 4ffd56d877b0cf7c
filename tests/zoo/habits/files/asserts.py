"""Checks of a course's own, beside the tests."""


def assert_equal(a, b):
    assert a == b, f"{a} is not {b}"


def assert_between(x, low, high):
    assert low < x < high, f"{x} is not between {low} and {high}"
