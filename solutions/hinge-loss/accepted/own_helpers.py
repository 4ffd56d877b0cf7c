# /// solution
# why = "Sample by sample with small helpers and np.delete; sorted margins, a dictionary of forms."
# ///
# %% q1
def score_sheet(x, W, b):
    return [template @ x + bias for template, bias in zip(W, b)]

def linear_scores(X, W, b):
    return np.array([score_sheet(x, W, b) for x in X], dtype=X.dtype)

# %% q2
def shortfalls(s, label, delta):
    """What each rival lacks to be beaten by the margin, without those that are."""
    rivals = np.delete(s, label)
    missing = rivals - (s[label] - delta)
    return missing[missing > 0]

def multiclass_hinge(scores, y, delta):
    return np.mean([shortfalls(s, label, delta).sum() for s, label in zip(scores, y)])

# %% q3
def push_and_pull(s, label, delta):
    row = (s + delta > s[label]).astype(s.dtype)
    row[label] = 0
    row[label] = -np.count_nonzero(row)
    return row

def hinge_grad_scores(scores, y, delta):
    return np.stack([push_and_pull(s, label, delta) for s, label in zip(scores, y)])

# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    scores = linear_scores(X, W, b)
    loss = multiclass_hinge(scores, y, delta) + lam * np.linalg.norm(W) ** 2
    G = hinge_grad_scores(scores, y, delta)
    dW = sum(np.outer(g, x) for g, x in zip(G, X)) / len(X)
    return [loss, dW + 2 * lam * W, np.average(G, axis=0)]

# %% q5
SHARE = {"lam": lambda lam: lam, "half": lambda lam: 0.5 * lam}

def l2_penalty(Ws, lam, form):
    return SHARE[form](lam) * sum(np.linalg.norm(W) ** 2 for W in Ws)
