# /// solution
# why = "The gradient of the kernel comes out in reverse."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias"] }
# misconception = { q2 = "T5.1/flip" }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = np.correlate(h, w, "valid") + b
    return np.maximum(z, 0) if g == "relu" else z

def conv1d_backward(h, w, dout):
    dh = np.convolve(dout, w, "full")
    dw = np.convolve(h, dout, "valid")
    db = dout.sum()
    return dh, dw, db
