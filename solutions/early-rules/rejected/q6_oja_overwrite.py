# /// solution
# why = "Returns the step instead of the new weights."
# scores = { q6 = 2 }
# fails = { q6 = ["one step of Oja", "random steps of Oja", "twelve inputs in a row"] }
# misconception = { q6 = "T1.8/overwrite" }
# ///
# %% q6
def hebb_fit(X, Y, eta):
    return eta * X.T @ Y

def oja_update(w, x, eta):
    y = w @ x
    return eta * (y * x - y**2 * w)
