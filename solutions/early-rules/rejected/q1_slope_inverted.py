# /// solution
# why = "Divides by the weight of the horizontal axis."
# scores = { q1 = 3 }
# fails = { q1 = ["the worked line", "random lines", "a vertical boundary"] }
# misconception = { q1 = "T1.5/slope_inverted" }
# ///
# %% q1
def decision_line(w, b):
    return -w[1] / w[0], -b / w[0]

def is_separable(X, y):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        clean = True
        for x_i, y_i in zip(X, y):
            error = y_i - (1 if w @ x_i + b >= 0 else 0)
            if error:
                w, b, clean = w + error * x_i, b + error, False
        if clean:
            return True
    return False
