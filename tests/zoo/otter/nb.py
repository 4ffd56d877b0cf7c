import numpy as np


def area(x):
    return x * x
# %%
class Overdrawn(Exception):
    def __init__(self, missing):
        super().__init__(f"missing {missing}")
        self.missing = missing


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            raise Overdrawn(amount - self.balance)
        self.balance -= amount
# %%
def standardise(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def apply(f, xs):
    return [f(x) for x in xs]


def counter():
    n = 0

    def count():
        nonlocal n
        n += 1
        return n

    return count
