import random
import numpy as np

rng = np.random.default_rng(7)


def roll():
    return random.randint(1, 6)


def draw(n):
    return np.random.normal(size=n)


def walk(steps):
    at = 0
    for _ in range(steps):
        at += np.random.choice([-1, 1])
    return at


def sample(rng, n):
    return rng.uniform(size=n)


def shuffle(xs):
    xs = list(xs)
    random.shuffle(xs)
    return xs


def bootstrap(data):
    return np.random.choice(data, size=len(data), replace=True).mean()


def pair():
    return random.gauss(0, 1)


def estimate(n):
    inside = 0
    for _ in range(n):
        inside += random.random() ** 2 + random.random() ** 2 < 1
    return 4 * inside / n
