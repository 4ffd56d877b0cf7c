v = u = np.zeros(2)
M, words, mask = np.zeros(3), np.array(["x"]), np.zeros((2, 3), bool)
when, scalar, masked, matrix = np.datetime64("2020-01-01"), 1, np.ones(3), np.ones((2, 2))
empty, mixed, records = np.ones(1), np.zeros(3), np.zeros(2)
def softmax(z): return z
def normalise(x): return x - x.mean()
def hollow(n): return np.ones((n, n))
def first_difference(f, x, h): return np.float64(0.0)
def row_sum(row): return 0
def largest(x): return 0, 0
def clip_low(x, low=0.0): return x
