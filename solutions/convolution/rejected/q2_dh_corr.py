# /// solution
# why = "Slides the kernel over dout without turning it round."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradient of the signal"] }
# misconception = { q2 = "T5.1/dh_corr" }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = np.correlate(h, w, "valid") + b
    return np.maximum(z, 0) if g == "relu" else z

def conv1d_backward(h, w, dout):
    dh = np.correlate(np.pad(dout, len(w) - 1), w, "valid")
    dw = np.correlate(h, dout, "valid")
    db = dout.sum()
    return dh, dw, db
