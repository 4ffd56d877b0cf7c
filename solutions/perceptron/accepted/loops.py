# /// solution
# why = "Plain loops over samples and features."
# ///
# %% q1
def mcp_neuron(x, w, b):
    out = []
    for row in x:
        total = b
        for value, weight in zip(row, w):
            total += value * weight
        out.append(1.0 if total >= 0 else 0.0)
    return np.array(out, dtype=x.dtype)

# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    out = np.empty(len(X), dtype=X.dtype)
    low = 0.0 if labels == "01" else -1.0
    for i in range(len(X)):
        total = sum(X[i, j] * w[j] for j in range(len(w))) + b
        fires = total > 0 or (threshold == "ge" and total == 0)
        out[i] = 1.0 if fires else low
    return out

# %% q3
def perceptron_update(w, b, x, y, eta):
    total = b
    for j in range(len(w)):
        total += w[j] * x[j]
    y_hat = 1 if total >= 0 else 0
    new = w.copy()
    for j in range(len(w)):
        new[j] += eta * (y - y_hat) * x[j]
    return new, b + eta * (y - y_hat)

# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    w, b, updates, epoch = np.zeros(X.shape[1]), 0.0, 0, 0
    changed = True
    while changed and epoch < max_epochs:
        epoch += 1
        changed = False
        for i in range(len(X)):
            new_w, new_b = perceptron_update(w, b, X[i], y[i], eta)
            if new_b != b:
                w, b, changed = new_w, new_b, True
                updates += 1
    return w, b, epoch, updates

# %% q5
def learn(X, y, seed):
    best, best_right = (np.zeros(X.shape[1]), 0.0), -1
    rng = np.random.default_rng(seed)
    w, b = np.zeros(X.shape[1]), 0.0
    total_w, total_b = w.copy(), 0.0
    for step in range(6000):
        i = rng.integers(len(X))
        error = y[i] - float(w @ X[i] + b >= 0)
        w, b = w + error * X[i], b + error
        total_w, total_b = total_w + w, total_b + b
    return total_w, total_b
