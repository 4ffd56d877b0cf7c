# /// solution
# why = "Every curve starts at 0."
# scores = { q6 = 2 }
# fails = { q6 = ["other curves, other intervals", "drawn curves"] }
# misconception = { q6 = "T3.8/no_offset" }
# ///
# %% q6
def relu_interpolator(fn, a, b, n):
    points = np.linspace(a, b, n + 1)
    f = fn(points)
    m = (f[1:] - f[:-1]) / (points[1:] - points[:-1])
    knots = points[:-1]
    coeffs = np.append(m[:1], m[1:] - m[:-1])
    return knots, coeffs, 0.0


def eval_relu_net(x, knots, coeffs, c0):
    hidden = np.maximum(x[:, None] - knots, 0)
    return hidden @ coeffs + c0
