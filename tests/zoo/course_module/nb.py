import numpy as np
from shop import Basket, Item, Plan, discount

apple = Item("apple", 0.5)
basket = Basket([apple, Item("pear", 0.75)])
basket.add(Item("fig", 2.0))
cheap = [i.name for i in basket if i.price < 1]
plan = Plan.load("plan.json")


def total(basket, code=None):
    value = sum(i.price for i in basket)
    return discount(value, code) if code else value


def best(items, key=None):
    return max(items, key=key or (lambda i: i.price))


class Gift(Basket):
    def __init__(self, items, note):
        super().__init__(items)
        self.note = note

    def describe(self):
        return f"{self.note}: {len(self)} items"


gift = Gift([apple], "for you")
