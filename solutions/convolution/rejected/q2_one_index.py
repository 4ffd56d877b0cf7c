# /// solution
# why = "Leaves w_0 out."
# scores = { q2 = 2.5 }
# fails = { q2 = ["the layer on the picture", "random layers", "random layers with relu"] }
# misconception = { q2 = "T5.1/one_index" }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = np.array([h[i + 1 : i + len(w)] @ w[1:] for i in range(len(h) - len(w) + 1)]) + b
    return np.maximum(z, 0) if g == "relu" else z

def conv1d_backward(h, w, dout):
    dh = np.convolve(dout, w, "full")
    dw = np.correlate(h, dout, "valid")
    db = dout.sum()
    return dh, dw, db
