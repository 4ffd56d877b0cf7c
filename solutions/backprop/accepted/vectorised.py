# /// solution
# why = "tanh identity, einsum and torch.autograd.grad."
# ///
# %% q1
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))

# %% q2
def forward(x, Wh, Wo):
    act = lambda z: 0.5 * (1 + np.tanh(0.5 * z))
    h = act(np.einsum("nd,hd->nh", x, Wh))
    return h, act(np.einsum("nh,ch->nc", h, Wo))

# %% q3
def delta_output(y_hat, y):
    return np.multiply(y_hat - y, y_hat - y_hat**2)

def delta_hidden(delta_o, Wo, h):
    return np.einsum("nc,ch->nh", delta_o, Wo) * (h - h**2)

# %% q4
def train_step(x, y, Wh, Wo, eta):
    h, out = forward(x, Wh, Wo)
    d_o = delta_output(out, y)
    d_h = delta_hidden(d_o, Wo, h)
    return Wh - eta * np.einsum("nh,nd->hd", d_h, x), Wo - eta * np.einsum("nc,nh->ch", d_o, h)

# %% q5
def numerical_gradient(fn, theta, h):
    steps = h * np.eye(theta.size).reshape(theta.size, *theta.shape)
    return np.array([(fn(theta + e) - fn(theta - e)) / (2 * h) for e in steps]).reshape(theta.shape)

# %% q6
import torch

def torch_gradients(x, y, Wh, Wo):
    params = [Wh.clone().requires_grad_(True), Wo.clone().requires_grad_(True)]
    net = torch.sigmoid(torch.nn.functional.linear(torch.sigmoid(torch.nn.functional.linear(x, params[0])), params[1]))
    loss = 0.5 * torch.nn.functional.mse_loss(net, y, reduction="sum")
    dWh, dWo = torch.autograd.grad(loss, params)
    return loss, dWh, dWo
