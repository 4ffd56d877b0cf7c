# /// solution
# why = "One bias gradient per place."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias"] }
# misconception = { q2 = "T5.1/db_position" }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = np.correlate(h, w, "valid") + b
    return np.maximum(z, 0) if g == "relu" else z

def conv1d_backward(h, w, dout):
    dh = np.convolve(dout, w, "full")
    dw = np.correlate(h, dout, "valid")
    db = dout.copy()
    return dh, dw, db
