# /// solution
# why = "Each unit gets the slope of its piece."
# scores = { q6 = 1.5 }
# fails = { q6 = ["a parabola with two units", "other curves, other intervals", "drawn curves"] }
# misconception = { q6 = "T3.8/slope_not_change" }
# ///
# %% q6
def relu_interpolator(fn, a, b, n):
    points = np.linspace(a, b, n + 1)
    f = fn(points)
    m = (f[1:] - f[:-1]) / (points[1:] - points[:-1])
    knots = points[:-1]
    coeffs = m
    return knots, coeffs, f[0]


def eval_relu_net(x, knots, coeffs, c0):
    hidden = np.maximum(x[:, None] - knots, 0)
    return hidden @ coeffs + c0
