# /// solution
# why = "All losses, no gradient, no classifier."
# scores = { q1 = 3, q3 = 2, q4 = 2.5, q6 = 0 }
# fails = { q1 = ["the table above", "slopes of random errors", "slopes for q = 1, and at the kink"], q3 = ["said minus true", "gradients", "single precision stays single"], q4 = ["a step for each weight", "gradients", "gradients when sure"], q6 = ["three corners", "new samples", "noisier samples", "five classes"] }
# ///
# %% q1
def lq_loss(s, y, q):
    return (abs(s - y) ** q).sum(axis=1).mean()

def lq_grad(s, y, q):
    ...

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError
    return ((y_hat - y) ** 2).sum() * {"mean": 1 / len(y), "half_sum": 0.5, "half_mean": 0.5 / len(y)}[form]

# %% q3
def cross_entropy(logits, y):
    return -log_softmax(logits)[np.arange(len(y)), y].mean()

def cross_entropy_grad(logits, y):
    ...

# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    z = X @ w + b
    costs = np.logaddexp(0, z) - z * y
    return (costs.sum() if reduction == "sum" else costs.mean()) + lam / 2 * (w @ w)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    ...

# %% q6
def fit_softmax(X, y, C, seed):
    ...
