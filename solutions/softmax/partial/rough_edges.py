# /// solution
# why = "Right in the middle, careless at the edges: shapes, axes, dtypes, and a classifier trained for long without a penalty."
# scores = { q1 = 4.5, q2 = 3.5, q3 = 3, q6 = 1 }
# fails = { q1 = ["a row against a column"], q2 = ["an axis of your choice"], q3 = ["said minus true", "single precision stays single"], q6 = ["new samples", "noisier samples", "five classes"] }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.sum(np.abs(s - y) ** q) / s.shape[0]

def lq_grad(s, y, q):
    return np.sign(s - y) * q * np.abs(s - y) ** (q - 1) / s.shape[0]

def mse_loss(y_hat, y, form):
    squares = np.sum((y_hat - y) ** 2)
    if form == "half_sum":
        return squares / 2
    return squares / y_hat.shape[0] / (1 if form == "mean" else 2)

# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

def log_softmax(z, axis=-1):
    z = z - z.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))

# %% q3
def cross_entropy(logits, y):
    return -log_softmax(logits)[np.arange(len(y)), y].mean()

def cross_entropy_grad(logits, y):
    return (softmax(logits) - np.eye(logits.shape[1])[y]) / len(y)

# %% q6
def fit_softmax(X, y, C, seed):
    W, b, Y = np.zeros((C, X.shape[1])), np.zeros(C), np.eye(C)[y]
    for _ in range(2500):
        z = X @ W.T + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        G = (p / p.sum(axis=1, keepdims=True) - Y) / len(y)
        W, b = W - 0.5 * G.T @ X, b - 0.5 * G.sum(axis=0)
    return W, b
