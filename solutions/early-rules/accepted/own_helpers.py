# /// solution
# why = "In-place work on copies, maxterms instead of minterms, the pass of Hebb as repeated steps."
# ///
# %% q1
def decision_line(w, b):
    try:
        return -float(w[0]) / float(w[1]), -float(b) / float(w[1])
    except ZeroDivisionError:
        raise ValueError("a vertical line has no slope") from None

def is_separable(X, y):
    """The perceptron on the rows in turn, until as many in a row are right as there are rows."""
    v, right, X1 = np.zeros(X.shape[1] + 1), 0, np.column_stack((X, np.ones(len(X))))
    for step in range(1000 * len(X)):
        i = step % len(X)
        if (X1[i] @ v > 0) == bool(y[i]):
            right += 1
            if right == len(X):
                return np.bool_(True)
        else:
            v, right = v + (1 if y[i] else -1) * X1[i], 0
    return np.bool_(False)

# %% q2
def xor_network(kind):
    W1, b1, W2, b2 = np.zeros((3, 2)), np.zeros(3), np.zeros((1, 3)), np.zeros(1)
    W1 += 1
    if kind == "relu":
        b1[:] = 0, -1, -2
        W2[0] = 1, -2, 5  # the third unit never has anything to say
    else:
        b1 -= [0.5, 1.5, 7]
        W2[0, :2] = 1, -1
        b2 -= 0.5
    return W1, b1, W2, b2

# %% q3
def dnf_network(truth_table):
    """An OR for each row with output 0, which all have to fire: the conjunctive normal form."""
    n = int(round(np.log2(len(truth_table))))
    zeros = [r for r, f in enumerate(truth_table) if f == 0]
    if not zeros:
        return np.zeros((1, n)), np.ones(1), np.ones((1, 1)), np.array([-0.5])
    bits = np.array([list(np.binary_repr(r, width=n)) for r in zeros], dtype=int)
    return (1 - 2 * bits).astype(np.float32), bits.sum(axis=1) - 0.5, np.ones((1, len(zeros))), np.array([0.5 - len(zeros)])

# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b, costs = np.zeros(X.shape[1]), np.zeros(()), []
    for _ in range(epochs):
        costs.append(adaline_cost(X, y, w, b))
        if mode == "batch":
            dw, db = adaline_gradient(X, y, w, b)
            w -= eta * dw
            b -= eta * db
            continue
        for i in range(len(X)):
            dw, db = adaline_gradient(X[i][None, :], y[i][None], w, b)
            w -= eta * dw
            b -= eta * db
    return w, b, np.stack([*costs, adaline_cost(X, y, w, b)])

# %% q6
def hebb_update(w, x, y, eta):
    return w + eta * x * y

def hebb_fit(X, Y, eta):
    w = np.zeros_like(X[0])
    for i in range(len(X)):
        w = hebb_update(w, X[i], Y[i], eta)
    return w

def oja_update(w, x, eta):
    y = w @ x
    new = w.copy()
    new *= 1 - eta * y**2
    new += eta * y * x
    return new
