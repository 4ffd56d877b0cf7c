# /// solution
# why = "Counts the windows column by column."
# scores = { q2 = 1 }
# fails = { q2 = ["windows side by side", "ties", "overlap", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/order_F" }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    N, C, rows, cols = dout.shape
    for n in range(N):
        for c in range(C):
            neuron = 0
            flat = dout[n, c].ravel()
            for j in range(cols):
                for i in range(rows):
                    t, l = i * stride, j * stride
                    k = np.argmax(x[n, c, t : t + size, l : l + size])
                    dx[n, c, t + k // size, l + k % size] += flat[neuron]
                    neuron += 1
    return dx
