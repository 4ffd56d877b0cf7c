import asyncio
import contextlib
import dataclasses
import enum
import functools
import itertools
import operator
import re
import sys
import typing
from collections import Counter, defaultdict, deque

calls = 0
trace = []


def logged(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        global calls
        calls += 1
        trace.append(f.__name__)
        return f(*args, **kwargs)
    return inner


def repeat(n):
    def decorate(f):
        @functools.wraps(f)
        def inner(*args):
            return [f(*args) for _ in range(n)]
        return inner
    return decorate


@logged
def add(a, b=1):
    """Adds."""
    return a + b


@repeat(3)
def hello(name: str) -> str:
    return f"hi {name}"


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n
    return step


def make_adders():
    return [lambda x, i=i: x + i for i in range(3)]


def compose(*fs):
    return lambda x: functools.reduce(lambda v, f: f(v), fs, x)
# %%
def chunks(xs, n):
    it = iter(xs)
    while part := list(itertools.islice(it, n)):
        yield part


def echo():
    got = []
    while True:
        x = yield len(got)
        if x is None:
            return got
        got.append(x)


def walk(tree):
    if isinstance(tree, list):
        for t in tree:
            yield from walk(t)
    else:
        yield tree


async def fetch(x):
    await asyncio.sleep(0)
    return x * 2


async def gather(xs):
    return await asyncio.gather(*(fetch(x) for x in xs))


async def ticks(n):
    for i in range(n):
        yield i


@contextlib.contextmanager
def recorded(log):
    log.append("start")
    try:
        yield log
    except ValueError:
        log.append("caught")
    finally:
        log.append("end")


pairs = zip([1, 2], "ab")
squares = (x * x for x in range(5))
lazy = map(str, [1, 2, 3])
evens = filter(lambda x: x % 2 == 0, range(7))
numbered = enumerate("ab", 1)
backwards = reversed([1, 2, 3])
# %%
def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def permutations(xs):
    return [[]] if not xs else [[x, *p] for i, x in enumerate(xs) for p in permutations(xs[:i] + xs[i + 1:])]


def depth(tree):
    return 1 + max(map(depth, tree), default=0) if isinstance(tree, list) else 0


def count_words(text):
    return Counter(re.findall(r"[a-z']+", text.lower()))


def safe_div(a, b):
    try:
        return a / b
    except ZeroDivisionError as e:
        raise ValueError("no division by zero") from e


class Negative(ValueError):
    def __init__(self, value, *, limit=0):
        super().__init__(f"{value} < {limit}")
        self.value, self.limit = value, limit


def root(x):
    if x < 0:
        raise Negative(x)
    if not isinstance(x, (int, float)):
        raise TypeError("a number, please")
    return x**0.5


def warn(x):
    import warnings
    warnings.warn("old", DeprecationWarning)
    return x


T = typing.TypeVar("T")


def first(xs: typing.Sequence[T], default: typing.Optional[T] = None) -> typing.Optional[T]:
    return xs[0] if xs else default


def varied(a, /, b, *rest, c=3, **more):
    return a, b, rest, c, more


default_trap = []


def append_to(x, xs=None):
    xs = [] if xs is None else xs
    xs.append(x)
    return xs


by_length = defaultdict(list)
for w in ["a", "bb", "cc"]:
    by_length[len(w)].append(w)
window = deque(range(10), maxlen=3)
getter = operator.itemgetter(1)
upper = str.upper
matrix = [[1, 2], [3, 4]]
transposed = list(zip(*matrix))
nested = {"a": {"b": [1, {"c": 2}]}}
raw = r"\d+"
frozen = frozenset({1, 2})
mixed = [1, "1", 1.0, True, None]
big_text = "line one\nline two\n"
