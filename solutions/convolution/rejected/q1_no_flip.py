# /// solution
# why = "Does not turn the kernel round."
# scores = { q1 = 1 }
# fails = { q1 = ["the picture, turned round", "convolutions", "even kernels, and one as long as the signal"] }
# misconception = { q1 = "T5.1/no_flip" }
# ///
# %% q1
def cross_correlate1d(h, w):
    return np.correlate(h, w, "valid")

def convolve1d(h, w):
    return cross_correlate1d(h, w)
