# /// solution
# why = "The plain perceptron: the boundary after the last update, wherever it is by then."
# scores = { q5 = 1.5 }
# fails = { q5 = ["new points"] }
# ///
# %% q5
def learn(X, y, seed):
    rng = np.random.default_rng(seed)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(100):
        mistakes = 0
        for i in rng.permutation(len(X)):
            error = y[i] - (1.0 if w @ X[i] + b >= 0 else 0.0)
            w, b, mistakes = w + error * X[i], b + error, mistakes + abs(error)
        if mistakes == 0:
            break
    return w, b
