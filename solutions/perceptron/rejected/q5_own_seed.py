# /// solution
# why = "Averages over many boundaries, but shuffles without the seed."
# scores = { q5 = 2.5 }
# fails = { q5 = ["same seed, same line"] }
# ///
# %% q5
def learn(X, y, seed):
    rng = np.random.default_rng()
    w, b, w_sum, b_sum = np.zeros(2), 0.0, np.zeros(2), 0.0
    for _ in range(30):
        for i in rng.permutation(len(X)):
            error = y[i] - (1.0 if w @ X[i] + b >= 0 else 0.0)
            w, b = w + error * X[i], b + error
            w_sum, b_sum = w_sum + w, b_sum + b
    return w_sum, b_sum
