# /// solution
# why = "Takes a steep line for a vertical one."
# scores = { q1 = 4 }
# ///
# %% q1
def decision_line(w, b):
    if abs(w[1]) < 1e-6:
        raise ValueError("vertical")
    return -w[0] / w[1], -b / w[1]


def is_separable(X, y):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(200):
        errors = 0
        for xi, yi in zip(X, y):
            e = yi - (1 if xi @ w + b >= 0 else 0)
            if e != 0:
                w, b, errors = w + e * xi, b + e, errors + 1
        if errors == 0:
            return True
    return False
