# /// solution
# why = "Counts the weights from 1, as in mathematics."
# scores = { q1 = 1 }
# fails = { q1 = ["the picture, unflipped", "correlations", "even kernels, and one as long as the signal"] }
# misconception = { q1 = "T5.1/one_index" }
# ///
# %% q1
def cross_correlate1d(h, w):
    return np.array([sum(h[i + j] * w[j] for j in range(1, len(w))) for i in range(len(h) - len(w) + 1)])

def convolve1d(h, w):
    return np.convolve(h, w, "valid")
