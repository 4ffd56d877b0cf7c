# /// solution
# why = "A layer class that remembers what it computed, masks, a context manager, torch.func."
# ///
# %% q1
def sigmoid(z):
    out = np.ones_like(z)
    low = z < 0
    out[~low] /= 1 + np.exp(-z[~low])
    out[low] = np.exp(z[low])
    out[low] /= 1 + out[low]
    return out

# %% q2
class Layer:
    """Sigmoid units without biases; `forward` keeps input and output for `backward`."""

    def __init__(self, W):
        self.W = W

    def forward(self, a):
        self.input, self.output = a, sigmoid(a @ self.W.T)
        return self.output

    def backward(self, upstream):
        """The gradient of the weights and of the input, from the gradient of the output."""
        delta = upstream * slope_from(self.output)
        return delta.T @ self.input, delta @ self.W

def slope_from(a):
    return a - a * a

def forward(x, Wh, Wo):
    first, second = Layer(Wh), Layer(Wo)
    y_hat = second.forward(first.forward(x))
    return first.output, y_hat

# %% q3
def delta_output(y_hat, y):
    delta = y_hat - y
    delta *= slope_from(y_hat)
    return delta

def delta_hidden(delta_o, Wo, h):
    delta = np.dot(delta_o, Wo)
    delta *= slope_from(h)
    return delta

# %% q4
def train_step(x, y, Wh, Wo, eta):
    first, second = Layer(Wh), Layer(Wo)
    error = second.forward(first.forward(x)) - y
    dWo, dh = second.backward(error)
    dWh, _ = first.backward(dh)
    return Wh - eta * dWh, Wo - eta * dWo

# %% q5
from contextlib import contextmanager

@contextmanager
def moved(array, index, by):
    before = array[index]
    array[index] = before + by
    yield array
    array[index] = before

def numerical_gradient(fn, theta, h):
    gradient = {}
    for index in np.ndindex(theta.shape):
        with moved(theta, index, h):
            up = fn(theta)
        with moved(theta, index, -h):
            down = fn(theta)
        gradient[index] = (up - down) / (2 * h)
    return np.array(list(gradient.values())).reshape(theta.shape)

# %% q6
import torch

def torch_gradients(x, y, Wh, Wo):
    def loss_of(Wh, Wo):
        error = torch.sigmoid(torch.sigmoid(x.mm(Wh.t())).mm(Wo.t())) - y
        return torch.sum(error * error) / 2

    gradients, loss = torch.func.grad_and_value(loss_of, argnums=(0, 1))(Wh, Wo)
    return [loss, *gradients]
