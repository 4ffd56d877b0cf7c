import random
import numpy as np
import pandas as pd

threshold = 0.375
prices = {"apple": 1.5, "pear": 2.0}
names = ["Zoe", "Adam", "Mia"]
S = np.array([[0, 1], [1, 0]], dtype="float32")
scores = pd.Series([3, 1, 2], index=list("abc"), name="score")
history = []
# %%
class Queue:
    def __init__(self):
        self.items = []

    def enqueue(self, x):
        self.items.append(x)

    def dequeue(self):
        return self.items.pop(0)

    def front(self):
        return self.items[0] if self.items else None

    def __len__(self):
        return len(self.items)


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right


def insert_to_tree(arr):
    root = None
    for x in arr:
        if root is None:
            root = Node(x)
            continue
        at = root
        while True:
            side = "left" if x < at.value else "right"
            if getattr(at, side) is None:
                setattr(at, side, Node(x))
                break
            at = getattr(at, side)
    return root


def max_height(node):
    return 0 if node is None else 1 + max(max_height(node.left), max_height(node.right))


def median(sample):
    return float(pd.Series(sample).median())


def sparsify(graph):
    for ends in graph.values():
        for end in ends:
            assert end in graph, "no such node"
    keys = sorted(graph)
    return [[graph[a].get(b, 0) for b in keys] for a in keys]


def order(name, price, count):
    total = price * count
    return {"name": name, "total": total, "tax": total * 10 // 100}


def linear_approx(f, a, b):
    slope = (f(b) - f(a)) / (b - a)
    return slope


def shout(text):
    print(text.upper())
    print()
    print("!" * 3)


def pixel_pairs(img):
    h, w = img.shape
    return [(int(i), int(j)) for i in range(h) for j in range(w) if img[i, j]]


def log(event):
    history.append(event)
    return len(history)


def roll():
    return random.randint(1, 6)
