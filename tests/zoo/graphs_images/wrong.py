roads, tree, path, degrees, ranks = nx.Graph(), nx.DiGraph(), [], {}, {}
components = lambda g: []
reachable = lambda g, s: set()
ring = lambda n: nx.Graph()
bfs = lambda a, s: []
grey = red = half = Image.new("L", (1, 1))
flip = invert = lambda image: grey
to_grey = lambda a: a
blur = lambda a, n: a * 0
red.save("red.png")
