calls, trace = -1, ()
add = hello = fibonacci = counter = make_adders = compose = lambda *a, **k: None
chunks = echo = walk = lambda *a: iter([])
async def fetch(x): return x
async def gather(xs): return []
def ticks(n): return 3
recorded = contextlib.nullcontext
pairs, squares, lazy, evens, numbered, backwards = zip(), (x for x in "a"), map(int, []), filter(None, []), enumerate(""), reversed([])
hanoi = ackermann = permutations = depth = lambda *a: 0
count_words = lambda t: Counter()
safe_div = root = lambda *a: 0
Negative = ValueError
warn = lambda x: x
def first(xs): return 3
varied = lambda *a, **k: ()
append_to = lambda x, xs=[]: xs
by_length, window, getter, upper = {}, deque(), operator.itemgetter(0), str.lower
matrix, transposed, nested, raw, frozen, mixed, big_text = [], [], {}, "", frozenset(), [], ""
