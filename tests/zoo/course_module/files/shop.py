import json


class Item:
    def __init__(self, name, price):
        self.name, self.price = name, price

    def __eq__(self, other):
        return (self.name, self.price) == (other.name, other.price)


class Basket:
    def __init__(self, items):
        self.items = list(items)

    def add(self, item):
        self.items.append(item)

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


class Plan:
    def __init__(self, steps):
        self.steps = steps

    @classmethod
    def load(cls, path):
        with open(path) as f:
            return cls(json.load(f)["steps"])


def discount(value, code):
    return value / 2 if code == "HALF" else value
