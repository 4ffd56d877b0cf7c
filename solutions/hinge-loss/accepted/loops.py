# /// solution
# why = "Double loops, as on the slide."
# ///
# %% q1
def linear_scores(X, W, b):
    N, C = len(X), len(W)
    S = np.zeros((N, C), dtype=X.dtype)
    for i in range(N):
        for j in range(C):
            S[i, j] = np.dot(W[j], X[i]) + b[j]
    return S

# %% q2
def multiclass_hinge(scores, y, delta):
    total = 0.0
    for s, label in zip(scores, y):
        for j in range(len(s)):
            if j != label:
                total += max(0.0, s[j] - s[label] + delta)
    return total / len(scores)

# %% q3
def hinge_grad_scores(scores, y, delta):
    G = np.zeros_like(scores)
    for i in range(scores.shape[0]):
        for j in range(scores.shape[1]):
            if j != y[i] and scores[i, j] - scores[i, y[i]] + delta > 0:
                G[i, j] += 1
                G[i, y[i]] -= 1
    return G

# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    N = len(X)
    dW, db, loss = np.zeros_like(W), np.zeros_like(b), 0.0
    for i in range(N):
        s = W @ X[i] + b
        for j in range(len(W)):
            margin = s[j] - s[y[i]] + delta
            if j != y[i] and margin > 0:
                loss += margin
                dW[j] += X[i]
                dW[y[i]] -= X[i]
                db[j] += 1
                db[y[i]] -= 1
    return loss / N + lam * (W**2).sum(), dW / N + 2 * lam * W, db / N

# %% q5
def l2_penalty(Ws, lam, form):
    total = 0.0
    for W in Ws:
        for value in W.ravel():
            total += value * value
    if form == "half":
        total /= 2
    return lam * total
