# /// solution
# why = "Masks and einsum."
# ///
# %% q1
def linear_scores(X, W, b):
    return np.einsum("nd,cd->nc", X, W) + b[None, :]

# %% q2
def multiclass_hinge(scores, y, delta):
    true = np.eye(scores.shape[1], dtype=bool)[y]
    margins = scores - scores[true][:, None] + delta
    return np.where(true, 0, np.clip(margins, 0, None)).sum(axis=1).mean()

# %% q3
def hinge_grad_scores(scores, y, delta):
    true = np.eye(scores.shape[1], dtype=scores.dtype)[y]
    correct = (scores * true).sum(axis=1, keepdims=True)
    hits = (scores - correct + scores.dtype.type(delta) > 0) * (1 - true)
    return hits - true * hits.sum(axis=1, keepdims=True)

# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    S = X @ W.T + b
    G = hinge_grad_scores(S, y, delta) / X.dtype.type(len(X))
    return multiclass_hinge(S, y, delta) + lam * np.vdot(W, W), np.einsum("nc,nd->cd", G, X) + 2 * lam * W, G.sum(0)

# %% q5
def l2_penalty(Ws, lam, form):
    flat = np.concatenate([W.ravel() for W in Ws])
    return {"lam": 1.0, "half": 0.5}[form] * lam * float(flat @ flat)
