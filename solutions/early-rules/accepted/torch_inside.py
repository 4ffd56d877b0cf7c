# /// solution
# why = "torch for the sums and the gradients, tensors as network weights; a named tuple for a network."
# ///
# %% q1
import torch

def is_separable(X, y):
    """The perceptron with labels of both signs."""
    Z = torch.cat([torch.tensor(X), torch.ones(len(X), 1, dtype=torch.float64)], dim=1)
    Z = Z * (2 * torch.tensor(y, dtype=torch.float64) - 1)[:, None]
    v = torch.zeros(Z.shape[1], dtype=torch.float64)
    for _ in range(1000):
        wrong = (Z @ v <= 0).nonzero()
        if len(wrong) == 0:
            return True
        v = v + Z[int(wrong[0])]
    return False

def decision_line(w, b):
    if not w[1]:
        raise ValueError("w[1] is 0")
    slope, intercept = -torch.tensor([w[0], b], dtype=torch.float64) / float(w[1])
    return slope.item(), intercept.item()

# %% q2
import torch
from collections import namedtuple

Network = namedtuple("Network", "W1 b1 W2 b2")

def xor_network(kind):
    W1 = torch.ones(2, 2)
    if kind == "step":
        return Network(W1, torch.tensor([-0.7, -1.3]), torch.tensor([[1.0, -2.0]]), torch.tensor([-0.1]))
    return Network(W1, torch.tensor([0.0, -1.0]), torch.tensor([[1.0, -2.0]]), torch.zeros(1))

# %% q3
import torch

def dnf_network(truth_table):
    n = int(len(truth_table)).bit_length() - 1
    rows = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * n).reshape(-1, n)
    ones = rows[torch.tensor(truth_table) == 1]
    return 2 * ones - 1, 0.5 - ones.sum(dim=1), torch.ones(1, len(ones)), torch.tensor([-0.5])

# %% q4
import torch

def adaline_cost(X, y, w, b):
    a = torch.tensor(X) @ torch.tensor(w) + float(b)
    return torch.nn.functional.mse_loss(a, torch.tensor(y), reduction="sum").item() / 2

def adaline_gradient(X, y, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(float(b), dtype=torch.tensor(w).dtype, requires_grad=True)
    J = 0.5 * torch.sum((torch.tensor(y) - torch.tensor(X) @ w - b) ** 2)
    J.backward()
    return w.grad.numpy(), b.grad.item()

# %% q5
import torch

def adaline_fit(X, y, eta, epochs, mode="batch"):
    X, y = torch.tensor(X), torch.tensor(y)
    unit = torch.nn.Linear(X.shape[1], 1, dtype=X.dtype)
    torch.nn.init.zeros_(unit.weight)
    torch.nn.init.zeros_(unit.bias)
    optimizer = torch.optim.SGD(unit.parameters(), lr=eta)

    def cost(rows):
        return 0.5 * torch.nn.functional.mse_loss(unit(X[rows])[:, 0], y[rows], reduction="sum")

    everything = slice(None)
    costs = [cost(everything).item()]
    for _ in range(epochs):
        for rows in [everything] if mode == "batch" else torch.arange(len(X)).split(1):
            optimizer.zero_grad()
            cost(rows).backward()
            optimizer.step()
        costs.append(cost(everything).item())
    return unit.weight.detach().numpy()[0], unit.bias.item(), np.array(costs)

# %% q6
import torch

def hebb_fit(X, Y, eta):
    return (eta * torch.tensor(X).T @ torch.tensor(Y)).numpy()

def oja_update(w, x, eta):
    w, x = torch.tensor(w), torch.tensor(x)
    y = torch.dot(w, x)
    return torch.addcmul(w, eta * y, x - y * w).numpy()
