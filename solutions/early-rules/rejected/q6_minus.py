# /// solution
# why = "Weakens what is active together."
# scores = { q6 = 2 }
# fails = { q6 = ["two patterns", "random patterns", "patterns of minus one and one"] }
# misconception = { q6 = "T1.8/minus" }
# ///
# %% q6
def hebb_fit(X, Y, eta):
    w = np.zeros(X.shape[1])
    for x, y in zip(X, Y):
        w = w - eta * y * x
    return w

def oja_update(w, x, eta):
    y = w @ x
    return w + eta * (y * x - y**2 * w)
