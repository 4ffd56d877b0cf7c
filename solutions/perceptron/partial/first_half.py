# /// solution
# why = "Stops after the learning rule; training is left empty."
# scores = { q4 = 0, q5 = 0 }
# fails = { q4 = ["the AND function", "separable sets", "XOR never ends"], q5 = ["shapes", "new points", "same seed, same line"] }
# ///
# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    ...

# %% q5
def learn(X, y, seed):
    return np.zeros(X.shape[1]), 0.0
