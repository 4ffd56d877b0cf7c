# /// solution
# why = "No backward passes."
# scores = { q2 = 1.5, q4 = 0 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias", "gradient of the signal"], q4 = ["one row, two windows", "shapes of the gradients", "weights and biases", "the image, stride 1", "the image, padded", "the image, with stride"] }
# ///
# %% q2
def conv1d_layer(h, w, b, g="identity"):
    y = np.correlate(h, w, "valid") + b
    return np.maximum(0, y) if g == "relu" else y

def conv1d_backward(h, w, dout):
    ...

# %% q4
def conv2d_backward(x, w, dout, stride=1, padding=0):
    ...
