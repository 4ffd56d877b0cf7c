# /// solution
# why = "Loops over single numbers, as on paper."
# ///
# %% q1
import math

def lr_schedule(kind, t, lr0, k=None, gamma=None, s=None, T=None, w=None):
    if kind == "constant":
        return lr0
    elif kind == "inverse":
        return lr0 / (1.0 + k * t)
    elif kind == "exponential":
        rate = lr0
        for _ in range(t):
            rate *= gamma
        return rate
    elif kind == "step":
        rate = lr0
        for i in range(1, t + 1):
            if i % s == 0:
                rate *= gamma
        return rate
    elif kind == "cosine":
        return 0.5 * lr0 * (1 + math.cos(math.pi * t / T))
    elif kind == "warmup_cosine":
        if t < w:
            return lr0 / w * (t + 1)
        return 0.5 * lr0 * (1 + math.cos(math.pi * (t - w) / (T - w)))
    else:
        raise ValueError("no such schedule: " + kind)

# %% q2
def standardize(X, mean=None, std=None):
    N, D = X.shape
    if mean is None:
        mean, std = np.zeros(D, X.dtype), np.zeros(D, X.dtype)
        for j in range(D):
            for i in range(N):
                mean[j] += X[i, j] / N
            total = 0.0
            for i in range(N):
                total += (X[i, j] - mean[j]) ** 2
            std[j] = np.sqrt(total / N)
    Z = np.empty_like(X)
    for i in range(N):
        for j in range(D):
            Z[i, j] = X[i, j] - mean[j]
            if std[j] > 0:
                Z[i, j] /= std[j]
    return Z, mean, std

def scale_splits(train, val, test):
    _, mean, std = standardize(train)
    scaled = []
    for part in (train, val, test):
        scaled.append(standardize(part, mean=mean, std=std)[0])
    return scaled

# %% q3
import math

def xavier_bound(fan_in, fan_out):
    variance = 2 / (fan_in + fan_out)
    return math.sqrt(3 * variance)

def he_std(fan_in):
    return math.sqrt(2 / fan_in)

def he_weights(noise):
    fan_out, fan_in = noise.shape
    W = np.zeros_like(noise)
    for o in range(fan_out):
        for i in range(fan_in):
            W[o, i] = he_std(fan_in) * noise[o, i]
    return W

# %% q4
def dropout(x, mask, p_drop, train):
    if not train:
        return x
    y = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        if mask[index]:
            y[index] = x[index] / (1 - p_drop)
    return y

def dropout_backward(dout, mask, p_drop):
    dx = np.zeros_like(dout)
    for index in np.ndindex(*dout.shape):
        if mask[index]:
            dx[index] = dout[index] / (1 - p_drop)
    return dx

# %% q5
def early_stopping(val, patience, min_delta=0.0):
    best_epoch, best = -1, float("inf")
    for epoch in range(len(val)):
        if val[epoch] < best - min_delta:
            best_epoch, best = epoch, val[epoch]
        elif epoch - best_epoch == patience:
            return max(best_epoch, 0), epoch
    return max(best_epoch, 0), len(val) - 1

def diagnose_run(train, val, tol):
    for loss in list(train) + list(val):
        if loss != loss or loss in (float("inf"), float("-inf")):
            return "diverging"
    if train[-1] > train[0]:
        return "diverging"
    best = 0
    for epoch in range(len(val)):
        if val[epoch] < val[best]:
            best = epoch
    if val[-1] - val[best] > tol:
        if train[-1] < train[best]:
            return "overfitting"
    if not is_flat(train, tol) or not is_flat(val, tol):
        return "still_improving"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    return "converged"

# %% q6
def train(X, y, X_val, y_val, seed):
    rng = np.random.default_rng(seed)
    Z, mean, std = standardize(X)
    Z_val = standardize(X_val, mean, std)[0]
    W = he_weights(rng.normal(size=(40, X.shape[1])))
    v = rng.normal(size=40) * 0.1
    net = [W, np.zeros(40), v, 0.0]
    best_loss, best_net, bad_epochs = 1e300, None, 0
    for epoch in range(500):
        order = list(range(len(Z)))
        rng.shuffle(order)
        lr = lr_schedule("exponential", epoch, 0.02, gamma=0.99)
        for begin in range(0, len(order), 8):
            batch = order[begin : begin + 8]
            grads = gradients(net, Z[batch], y[batch])
            for i in range(4):
                net[i] = net[i] - lr * grads[i]
        loss = ((forward(net, Z_val) - y_val) ** 2).mean()
        if loss < best_loss:
            best_loss, best_net, bad_epochs = loss, list(net), 0
        else:
            bad_epochs += 1
            if bad_epochs >= 40:
                break

    def predict(X_new):
        return forward(best_net, standardize(X_new, mean, std)[0])

    return predict
