# /// solution
# why = "Takes a convolution for a correlation."
# scores = { q1 = 1 }
# fails = { q1 = ["the picture, unflipped", "correlations", "even kernels, and one as long as the signal"] }
# misconception = { q1 = "T5.1/flip" }
# ///
# %% q1
def cross_correlate1d(h, w):
    return np.convolve(h, w, "valid")

def convolve1d(h, w):
    return np.convolve(h, w, "valid")
