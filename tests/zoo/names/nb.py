import hashlib
import numpy as np
import pandas as pd

np.set_printoptions(precision=2, suppress=True)
pd.set_option("display.precision", 1)


class Stats:
    mean = 2


stats = Stats()


def time(x):
    return x * 2


time.unit = "s"


class F:
    @staticmethod
    def to_celsius(f):
        return (f - 32) / 1.8


def sum(xs):
    """A sum that says how many."""
    total = 0
    for x in xs:
        total += x
    return total, len(xs)


def digest(x):
    return hashlib.md5(str(x).encode()).hexdigest()


thirds = np.array([1 / 3, 2 / 3])
s = pd.Series([1 / 3])
a = b = [1, 2]
copy = list(a)
secret = 17
blank = ...
plane = {"wings": 2}
log = []


def note(x):
    log.append(x)
