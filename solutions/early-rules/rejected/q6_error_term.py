# /// solution
# why = "Learns from an error, with the output as a target."
# scores = { q6 = 2.5 }
# fails = { q6 = ["random patterns", "patterns of minus one and one"] }
# misconception = { q6 = "T1.8/error_term" }
# ///
# %% q6
def hebb_fit(X, Y, eta):
    w = np.zeros(X.shape[1])
    for x, y in zip(X, Y):
        w = w + eta * (y - w @ x) * x
    return w

def oja_update(w, x, eta):
    y = w @ x
    return w + eta * (y * x - y**2 * w)
