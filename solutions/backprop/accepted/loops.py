# /// solution
# why = "Scalar loops and math.exp."
# ///
# %% q1
import math

def sigmoid(z):
    out = np.empty_like(z)
    for index in np.ndindex(*z.shape):
        value = float(z[index])
        out[index] = 1 / (1 + math.exp(-value)) if value >= 0 else math.exp(value) / (1 + math.exp(value))
    return out

# %% q2
def layer(a, W):
    out = np.zeros((len(a), len(W)), dtype=a.dtype)
    for i in range(len(a)):
        for j in range(len(W)):
            out[i, j] = 1 / (1 + np.exp(-np.dot(a[i], W[j])))
    return out

def forward(x, Wh, Wo):
    h = layer(x, Wh)
    return h, layer(h, Wo)

# %% q3
def delta_output(y_hat, y):
    out = np.zeros_like(y_hat)
    for i in range(y_hat.shape[0]):
        for c in range(y_hat.shape[1]):
            o = y_hat[i, c]
            out[i, c] = (o - y[i, c]) * o * (1 - o)
    return out

def delta_hidden(delta_o, Wo, h):
    out = np.zeros_like(h)
    for i in range(h.shape[0]):
        for j in range(h.shape[1]):
            back = sum(delta_o[i, c] * Wo[c, j] for c in range(Wo.shape[0]))
            out[i, j] = back * h[i, j] * (1 - h[i, j])
    return out

# %% q4
def train_step(x, y, Wh, Wo, eta):
    new_h, new_o = Wh.copy(), Wo.copy()
    for i in range(len(x)):
        h = 1 / (1 + np.exp(-(Wh @ x[i])))
        o = 1 / (1 + np.exp(-(Wo @ h)))
        d_o = (o - y[i]) * o * (1 - o)
        d_h = (Wo.T @ d_o) * h * (1 - h)
        new_o -= eta * np.outer(d_o, h)
        new_h -= eta * np.outer(d_h, x[i])
    return new_h, new_o

# %% q5
def numerical_gradient(fn, theta, h):
    work = theta.copy()
    grad = np.zeros(theta.size)
    for i in range(theta.size):
        old = work.flat[i]
        work.flat[i] = old + h
        up = fn(work)
        work.flat[i] = old - h
        down = fn(work)
        work.flat[i] = old
        grad[i] = (up - down) / (2 * h)
    return grad.reshape(theta.shape)

# %% q6
import torch

def torch_gradients(x, y, Wh, Wo):
    Wh = Wh.detach().clone()
    Wo = Wo.detach().clone()
    Wh.requires_grad = Wo.requires_grad = True
    h = 1 / (1 + torch.exp(-x @ Wh.t()))
    out = 1 / (1 + torch.exp(-h @ Wo.t()))
    loss = sum((out[i] - y[i]).pow(2).sum() for i in range(len(x))) / 2
    loss.backward()
    return loss, Wh.grad, Wo.grad
