# /// solution
# why = "Plain Python loops and numbers, lists of lists for the networks; all small weights are tried instead of training."
# ///
# %% q1
from itertools import product

def decision_line(w, b):
    if float(w[1]) == 0.0:
        raise ValueError("vertical")
    slope = -float(w[0]) / float(w[1])
    return slope, -float(b) / float(w[1])

def is_separable(X, y):
    """Every function of four inputs that has a unit has one with whole weights of at most 3."""
    on = [[int(v) for v in row] for row, label in zip(X, y) if label == 1]
    off = [[int(v) for v in row] for row, label in zip(X, y) if label == 0]
    for w in product(range(-3, 4), repeat=X.shape[1]):
        lowest_on = min((sum(a * v for a, v in zip(w, row)) for row in on), default=99)
        highest_off = max((sum(a * v for a, v in zip(w, row)) for row in off), default=-99)
        if lowest_on > highest_off:
            return True
    return False

# %% q2
def xor_network(kind):
    if kind == "step":  # OR and NAND, then AND
        return [[2, 2], [-2, -2]], [-1, 3], [[2, 2]], [-3]
    return [[1, -1], [-1, 1]], [0, 0], [[1, 1]], [0]  # |x1 - x2|

# %% q3
def dnf_network(truth_table):
    n = 0
    while 2**n < len(truth_table):
        n += 1
    W1, b1 = [], []
    for r in range(len(truth_table)):
        if truth_table[r] == 1:
            bits = [int(c) for c in format(r, f"0{n}b")]
            W1.append([1.0 if bit else -1.0 for bit in bits])
            b1.append(0.5 - sum(bits))
    return np.array(W1), np.array(b1), np.ones((1, len(W1))), np.array([-0.5])

# %% q4
def adaline_cost(X, y, w, b):
    J = 0.0
    for x_i, y_i in zip(X, y):
        a = b
        for j in range(len(w)):
            a = a + w[j] * x_i[j]
        J += (y_i - a) ** 2 / 2
    return J

def adaline_gradient(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for x_i, y_i in zip(X, y):
        error = y_i - (sum(w[j] * x_i[j] for j in range(len(w))) + b)
        for j in range(len(w)):
            dw[j] -= error * x_i[j]
        db -= error
    return dw, db

# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b = np.zeros(X.shape[1]), 0.0
    costs = [float(adaline_cost(X, y, w, b))]
    for epoch in range(epochs):
        if mode == "batch":
            step_w, step_b = np.zeros(X.shape[1]), 0.0
            for x_i, y_i in zip(X, y):
                error = y_i - (w @ x_i + b)
                step_w += eta * error * x_i
                step_b += eta * error
            w = w + step_w
            b = b + step_b
        else:
            for x_i, y_i in zip(X, y):
                error = y_i - (w @ x_i + b)
                w = w + eta * error * x_i
                b = b + eta * error
        costs.append(float(adaline_cost(X, y, w, b)))
    return w, b, costs

# %% q6
def hebb_fit(X, Y, eta):
    w = np.zeros(X.shape[1])
    for x_i, y_i in zip(X, Y):
        for j in range(len(w)):
            w[j] += eta * x_i[j] * y_i
    return w

def oja_update(w, x, eta):
    y = 0.0
    for w_j, x_j in zip(w, x):
        y += w_j * x_j
    return np.array([w_j + eta * y * (x_j - y * w_j) for w_j, x_j in zip(w, x)])
