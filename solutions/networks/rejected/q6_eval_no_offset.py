# /// solution
# why = "Forgets the offset in the network."
# scores = { q6 = 2 }
# fails = { q6 = ["random networks on a grid", "drawn curves"] }
# misconception = { q6 = "T3.8/no_offset" }
# ///
# %% q6
def relu_interpolator(fn, a, b, n):
    points = np.linspace(a, b, n + 1)
    f = fn(points)
    m = (f[1:] - f[:-1]) / (points[1:] - points[:-1])
    knots = points[:-1]
    coeffs = np.append(m[:1], m[1:] - m[:-1])
    return knots, coeffs, f[0]


def eval_relu_net(x, knots, coeffs, c0):
    hidden = np.maximum(x[:, None] - knots, 0)
    return hidden @ coeffs
