# /// solution
# why = "Stops one place too early."
# scores = { q1 = 0 }
# fails = { q1 = ["the picture, unflipped", "the picture, turned round", "correlations", "convolutions", "even kernels, and one as long as the signal"] }
# misconception = { q1 = "T5.1/length" }
# ///
# %% q1
def cross_correlate1d(h, w):
    return np.array([h[i : i + len(w)] @ w for i in range(len(h) - len(w))])

def convolve1d(h, w):
    return cross_correlate1d(h, w[::-1])
