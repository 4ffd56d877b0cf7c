import numpy as np

v = np.array([1.0, 2.0, 3.0])
u = v.copy()
M = np.arange(6).reshape(2, 3)
words = np.array(["a", "bb"])
mask = M > 2
when = np.datetime64("2024-01-02")
scalar = np.float64(0.5)
masked = np.ma.array([1.0, 2.0, 3.0], mask=[0, 0, 1])
matrix = np.matrix([[1, 2], [3, 4]])
empty = np.array([])
mixed = np.array([1, "a", None], dtype=object)
records = np.array([(1, 2.5), (3, 4.5)], dtype=[("n", int), ("w", float)])


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def normalise(x):
    x -= x.mean()


def hollow(n):
    return np.ones((n, n)) - np.eye(n)


def first_difference(f, x, h):
    return (f(x + h) - f(x)) / h


def row_sum(row):
    return row.sum()


def largest(x):
    return x.argmax(), x.max()


def clip_low(x, low=0.0):
    return np.where(x < low, low, x)
