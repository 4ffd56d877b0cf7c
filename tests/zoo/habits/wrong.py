rate, bins, words, blank_part, low, high = 0.5, np.arange(3), [], 3, 2, 1
months = pd.DataFrame({"month": [1], "rain": [0.0]})
frames = {"a": pd.DataFrame({"n": [1]})}
summation = lambda a, b: -1
stats_of = lambda df: [0.0, 0.0, 0.0]
clean = lambda df: df.assign(clean="")
keygen = lambda text, key: key
discounted = lambda rewards, gamma: np.zeros(1)
update = lambda state: {"loss": "0"}
class Bootstrap:
    mean = 0
    def __init__(self, *a): self.reps = 0
    def interval(self): return [0]
result = Bootstrap()
