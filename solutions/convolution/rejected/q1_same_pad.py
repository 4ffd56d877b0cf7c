# /// solution
# why = "Keeps the length of the signal by padding."
# scores = { q1 = 0 }
# fails = { q1 = ["the picture, unflipped", "the picture, turned round", "correlations", "convolutions", "even kernels, and one as long as the signal"] }
# misconception = { q1 = "T5.1/same_pad" }
# ///
# %% q1
def cross_correlate1d(h, w):
    return np.correlate(h, w, mode="same")

def convolve1d(h, w):
    return np.convolve(h, w, mode="same")
