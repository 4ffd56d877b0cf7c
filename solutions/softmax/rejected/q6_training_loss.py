# /// solution
# why = "Chooses λ by the loss of the samples that it trained on: the smallest λ always wins."
# scores = { q6 = 2.5 }
# fails = { q6 = ["noisier samples"] }
# ///
# %% q6
def fit_softmax(X, y, C, seed):
    def descend(A, t, lam):
        W, b = np.zeros((C, A.shape[1])), np.zeros(C)
        for _ in range(150):
            G = cross_entropy_grad(A @ W.T + b, t)
            W, b = W - 0.5 * (G.T @ A + lam * W), b - 0.5 * G.sum(axis=0)
        return W, b

    order = np.random.default_rng(seed).permutation(len(X))
    scores = []
    for lam in (1.0, 0.1, 0.01):
        losses = []
        for train, val in kfold_indices(len(X), 5, order):
            W, b = descend(X[train], y[train], lam)
            losses.append(cross_entropy(X[train] @ W.T + b, y[train]))
        scores.append(losses)
    return descend(X, y, (1.0, 0.1, 0.01)[select_model(np.array(scores), False)])
