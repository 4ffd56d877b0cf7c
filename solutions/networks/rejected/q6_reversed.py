# /// solution
# why = "Units that are active to the left."
# scores = { q6 = 1.5 }
# fails = { q6 = ["a tent", "random networks on a grid", "drawn curves"] }
# misconception = { q6 = "T3.8/reversed" }
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
    hidden = np.maximum(knots - x[:, None], 0)
    return hidden @ coeffs + c0
