import io
import networkx as nx
import numpy as np
from PIL import Image, ImageDraw

roads = nx.Graph()
roads.add_weighted_edges_from([("a", "b", 2), ("b", "c", 1), ("a", "c", 5)])
tree = nx.DiGraph([(1, 2), (1, 3), (3, 4)])
path = nx.shortest_path(roads, "a", "c", weight="weight")
degrees = dict(roads.degree())
ranks = nx.pagerank(tree)


def components(g):
    return sorted(sorted(c) for c in nx.connected_components(g))


def reachable(g, start):
    seen, stack = {start}, [start]
    while stack:
        for n in g.neighbors(stack.pop()):
            if n not in seen:
                seen.add(n)
                stack.append(n)
    return seen


def ring(n):
    return nx.cycle_graph(n)


def bfs(adjacency, start):
    order, queue = [], [start]
    while queue:
        node = queue.pop(0)
        if node not in order:
            order.append(node)
            queue += adjacency[node]
    return order
# %%
grey = Image.fromarray(np.arange(16, dtype=np.uint8).reshape(4, 4) * 10)
red = Image.new("RGB", (6, 4), (255, 0, 0))
ImageDraw.Draw(red).rectangle([0, 0, 1, 1], fill=(0, 0, 255))
half = red.resize((3, 2))


def flip(image):
    return image.transpose(Image.FLIP_LEFT_RIGHT)


def invert(image):
    return Image.fromarray(255 - np.array(image))


def to_grey(array):
    return array.mean(axis=2).astype(np.uint8)


def blur(array, n):
    padded = np.pad(array.astype(float), n // 2, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (n, n))
    return windows.mean(axis=(2, 3))


red.save("red.png")
