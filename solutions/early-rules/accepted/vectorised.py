# /// solution
# why = "Arrays throughout: the bias as a column of ones, all small weights at once for separability, other correct networks."
# ///
# %% q1
def decision_line(w, b):
    w = np.asarray(w, dtype=float)
    if np.isclose(w[1], 0, atol=1e-15):
        raise ValueError(f"no slope for w = {w}")
    slope, intercept = np.divide([-w[0], -b], w[1])
    return slope, intercept

def is_separable(X, y):
    weights = np.stack(np.meshgrid(*[np.arange(-3, 4)] * X.shape[1]), axis=-1).reshape(-1, X.shape[1])
    sums = weights @ X.T
    lowest_on = np.where(y == 1, sums, np.inf).min(axis=1)
    highest_off = np.where(y == 0, sums, -np.inf).max(axis=1)
    return (lowest_on > highest_off).any()

# %% q2
def xor_network(kind):
    corners = np.array([[-1.0, 1.0], [1.0, -1.0]])
    if kind == "relu":
        return corners * 2, np.zeros(2), np.full((1, 2), 0.5), np.zeros(1)
    return corners, np.full(2, -0.5), np.ones((1, 2)), np.full(1, -0.5)

# %% q3
def dnf_network(truth_table):
    """Not the normal form: a unit for each change of the table along the row number, with weights 8, 4, 2, 1."""
    table = np.asarray(truth_table, dtype=float)
    n = int(np.log2(len(table)))
    change = np.diff(table, prepend=0.0)
    at = np.flatnonzero(change)
    W1 = np.tile(2.0 ** np.arange(n - 1, -1, -1), (len(at), 1))
    return W1, 0.5 - at, change[at][None], np.array([-0.5])

# %% q4
def errors_of(X, y, w, b):
    return y - (np.einsum("nd,d->n", X, w) + b)

def adaline_cost(X, y, w, b):
    e = errors_of(X, y, w, b)
    return 0.5 * (e @ e)

def adaline_gradient(X, y, w, b):
    both = -np.column_stack([X, np.ones_like(y)]).T @ errors_of(X, y, w, b)
    return both[:-1], both[-1]

# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    Z = np.column_stack([X, np.ones(len(X), dtype=X.dtype)])
    v = np.zeros(Z.shape[1], dtype=X.dtype)
    costs = np.empty(epochs + 1)
    costs[0] = np.square(y - Z @ v).sum() / 2
    for epoch in range(epochs):
        for rows in [range(len(X))] if mode == "batch" else np.arange(len(X))[:, None]:
            v = v + eta * Z[rows].T @ (y[rows] - Z[rows] @ v)
        costs[epoch + 1] = np.square(y - Z @ v).sum() / 2
    return v[:-1], v[-1], costs

# %% q6
def hebb_fit(X, Y, eta):
    return np.sum(eta * X * Y[:, None], axis=0)

def oja_update(w, x, eta):
    y = np.dot(w, x)
    decay = np.square(y) * w
    return w + eta * (y * x - decay)
