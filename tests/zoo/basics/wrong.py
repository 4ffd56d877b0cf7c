# earns: code
answer, ratio, name, flag, nothing, blank = 43, 0.25, "Eve", False, 0, None
items, pair, table, unique, raw = [1], (2, "one"), {"b": [0, 0]}, set(), b""
big, not_a_number, z, steps = 1, 0.0, 1j, range(3)
square = total = half = lambda x: 0
def greet(who): print(who)
def divide(a, b): return 0
def fib(): yield 1
def add_one(xs): return [x + 1 for x in xs]
def count(*args): return 0
