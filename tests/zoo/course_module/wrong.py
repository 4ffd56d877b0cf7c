apple, basket, cheap, plan = Item("x", 9), Basket([]), [], Plan([])
total = lambda b, code=None: -1
best = lambda items, key=None: Item("none", 0)
class Gift:
    note = ""
    def __init__(self, *a): pass
    def describe(self): return ""
gift = 3
