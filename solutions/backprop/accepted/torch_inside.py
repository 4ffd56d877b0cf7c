# /// solution
# why = "torch and its autograd behind every NumPy answer; a module and its parameters in question 6."
# ///
# %% q1
import torch

def sigmoid(z):
    return torch.sigmoid(torch.tensor(z)).numpy()

# %% q2
import torch
import torch.nn.functional as F

def forward(x, Wh, Wo):
    h = torch.sigmoid(F.linear(torch.tensor(x), torch.tensor(Wh)))
    y_hat = torch.sigmoid(F.linear(h, torch.tensor(Wo)))
    return h.numpy(), y_hat.numpy()

# %% q3
import torch

def delta_output(y_hat, y):
    net = torch.logit(torch.tensor(y_hat)).requires_grad_()
    loss = 0.5 * (torch.sigmoid(net) - torch.tensor(y)).square().sum()
    loss.backward()
    return net.grad.numpy()

def delta_hidden(delta_o, Wo, h):
    net = torch.logit(torch.tensor(h)).requires_grad_()
    above = torch.sigmoid(net) @ torch.tensor(Wo).T
    return torch.autograd.grad(above, net, torch.tensor(delta_o))[0].numpy()

# %% q4
import torch

def train_step(x, y, Wh, Wo, eta):
    x, y = torch.tensor(x), torch.tensor(y)
    weights = [torch.nn.Parameter(torch.tensor(W)) for W in (Wh, Wo)]
    optimizer = torch.optim.SGD(weights, lr=eta)
    for W in weights:
        x = torch.sigmoid(x @ W.T)
    torch.nn.MSELoss(reduction="sum")(x, y).div(2).backward()
    optimizer.step()
    return [W.detach().numpy() for W in weights]

# %% q5
import torch

def numerical_gradient(fn, theta, h):
    moved = torch.tensor(np.ascontiguousarray(theta))
    gradient = torch.zeros_like(moved)
    for place, slope in zip(moved.view(-1), gradient.view(-1)):
        place += h
        above = fn(moved.numpy())  # the tensor and this array are the same memory
        place -= 2 * h
        below = fn(moved.numpy())
        place += h
        slope += (above - below) / (2 * h)
    return gradient.numpy()

# %% q6
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, Wh, Wo):
        super().__init__()
        self.hidden = nn.Linear(*reversed(Wh.shape), bias=False, dtype=Wh.dtype)
        self.out = nn.Linear(*reversed(Wo.shape), bias=False, dtype=Wo.dtype)
        self.load_state_dict({"hidden.weight": Wh, "out.weight": Wo})

    def forward(self, x):
        return torch.sigmoid(self.out(torch.sigmoid(self.hidden(x))))

def torch_gradients(x, y, Wh, Wo):
    net = Net(Wh, Wo)
    loss = (net(x) - y).pow(2).sum() / 2
    loss.backward()
    return loss, net.hidden.weight.grad, net.out.weight.grad
