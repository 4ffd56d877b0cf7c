import math
import numpy as np

answer = 42
ratio = 1 / 3
name = "Ada"
flag = True
nothing = None
blank = ...
items = [3, 1, 2]
pair = (1, "two")
table = {"a": 1, "b": [2, 3]}
unique = {1, 2, 3}
big = 2**200
not_a_number = float("nan")
raw = b"\x00\xff"
z = 3 + 4j
steps = range(0, 10, 3)
# %%
def square(x):
    return x * x


def total(xs):
    s = 0
    for x in xs:
        s += x
    return s


def greet(who, greeting="Hello"):
    "Greets."
    print(f"{greeting}, {who}!")


def divide(a, b):
    return a / b
# %%
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def add_one(xs):
    for i in range(len(xs)):
        xs[i] += 1
    return xs


def count(*args, **kwargs):
    return len(args), sorted(kwargs)


half = lambda x: x / 2
