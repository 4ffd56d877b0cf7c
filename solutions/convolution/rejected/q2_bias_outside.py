# /// solution
# why = "Adds the bias after the activation."
# scores = { q2 = 3 }
# fails = { q2 = ["the layer on the picture", "random layers with relu"] }
# misconception = { q2 = "T5.1/bias_outside" }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = np.correlate(h, w, "valid")
    return (np.maximum(z, 0) if g == "relu" else z) + b

def conv1d_backward(h, w, dout):
    dh = np.convolve(dout, w, "full")
    dw = np.correlate(h, dout, "valid")
    db = dout.sum()
    return dh, dw, db
