# /// solution
# why = "Windows never overlap: the stride is ignored."
# scores = { q3 = 5 }
# fails = { q3 = ["means, other strides"] }
# misconception = { q3 = "T5.4/stride_default" }
# ///
# %% q3
def avg_pool2d(x, size, stride):
    N, C, H, W = x.shape
    return x[:, :, : H // size * size, : W // size * size].reshape(N, C, H // size, size, W // size, size).mean(axis=(3, 5))

def avg_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i * stride : i * stride + size, j * stride : j * stride + size] += dout[:, :, i : i + 1, j : j + 1] / size**2
    return dx
