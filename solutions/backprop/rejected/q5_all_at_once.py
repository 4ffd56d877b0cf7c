# /// solution
# why = "Moves all coordinates together."
# scores = { q5 = 1 }
# fails = { q5 = ["vectors", "matrices"] }
# misconception = { q5 = "T3.7/all_at_once" }
# ///
# %% q5
def numerical_gradient(fn, theta, h):
    slope = (fn(theta + h) - fn(theta - h)) / (2 * h)
    return np.full_like(theta, slope)
