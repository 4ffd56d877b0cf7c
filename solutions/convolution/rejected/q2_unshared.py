# /// solution
# why = "One gradient per place and weight, not summed."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias"] }
# misconception = { q2 = "T5.1/unshared" }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = np.correlate(h, w, "valid") + b
    return np.maximum(z, 0) if g == "relu" else z

def conv1d_backward(h, w, dout):
    dh = np.convolve(dout, w, "full")
    dw = np.array([dout[i] * h[i : i + len(w)] for i in range(len(dout))])
    db = dout.sum()
    return dh, dw, db
