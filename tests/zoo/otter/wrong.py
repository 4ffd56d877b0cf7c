def area(y):
    "Wrong."
    return abs(y)
class Overdrawn(ValueError): pass
class Account:
    def __init__(self, balance): self.balance = 0
    def deposit(self, amount): pass
    def withdraw(self, amount): raise KeyError
def standardise(X):
    X -= X.mean(axis=0)
    return X.T
def apply(f, xs): return [f(x) for x in xs[::-1]]
def counter(): return lambda: 1
