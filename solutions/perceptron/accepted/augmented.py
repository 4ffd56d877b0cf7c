# /// solution
# why = "The bias as a weight of a constant input; NumPy throughout."
# ///
# %% q1
def mcp_neuron(x, w, b):
    return np.heaviside(np.dot(x, w) + b, 1.0).astype(x.dtype)

# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    a = np.heaviside(np.dot(X, w) + b, 1.0 if threshold == "ge" else 0.0).astype(X.dtype)
    return np.where(a == 1, a, a - 1) if labels == "pm1" else a

# %% q3
def perceptron_update(w, b, x, y, eta):
    v = np.append(w, w.dtype.type(b))
    one = np.append(x, x.dtype.type(1))
    v = v + eta * (y - (1 if v @ one >= 0 else 0)) * one
    return v[:-1], float(v[-1])

# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    A = np.hstack([X, np.ones((len(X), 1))])
    v = np.zeros(A.shape[1])
    updates = 0
    for epoch in range(max_epochs):
        before = updates
        for a, target in zip(A, y):
            step = target - (v @ a >= 0)
            v = v + eta * step * a
            updates += int(step != 0)
        if updates == before:
            break
    return v[:-1], v[-1], epoch + 1, updates

# %% q5
def learn(X, y, seed):
    A = np.hstack([X, np.ones((len(X), 1))])
    target = 2 * y - 1
    v = np.linalg.lstsq(A, target, rcond=None)[0]
    for _ in range(3000):
        margin = target * (A @ v)
        p = 1 / (1 + np.exp(np.clip(margin, -30, 30)))
        v = v + 0.5 * (A.T @ (p * target)) / len(A)
    return v[:-1], v[-1]
