rng = np.random.default_rng
def roll(): return 7
def draw(n): return np.ones(n)
def walk(steps): return 10**6
def sample(rng, n): return np.ones(n)
def shuffle(xs): return []
def bootstrap(data): return 99.0
def pair(): return 0.0
def estimate(n): return 0
