import copy
import functools
import math
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split

torch.manual_seed(0)


class Walk:
    """A world of five places on a line."""

    n_states, n_actions = 5, 2

    def reset(self, seed=None):
        self.at = 2
        return np.eye(5)[self.at]

    def step(self, action):
        self.at += 1 if action else -1
        done = self.at in (0, 4)
        return np.eye(5)[self.at], float(self.at == 4), done


def policy_net(env):
    return nn.Sequential(nn.Linear(env.n_states, 8), nn.ReLU(), nn.Linear(8, env.n_actions), nn.Softmax(dim=-1))


class Policy:
    def __init__(self, env, network, gamma):
        self.env, self.network, self.gamma = env, network, gamma
        self.opt = optim.Adam(network.parameters(), lr=1e-3)

    def act(self, state):
        probabilities = self.network(torch.as_tensor(state, dtype=torch.float32))
        return torch.distributions.Categorical(probabilities)

    def update(self, states, actions, returns):
        states = torch.as_tensor(np.array(states), dtype=torch.float32)
        logs = torch.distributions.Categorical(self.network(states)).log_prob(torch.as_tensor(actions))
        loss = -(logs * torch.as_tensor(returns)).sum()
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        return {"policy_loss": loss.item()}


def returns(rewards, gamma):
    out, g = [], 0.0
    for r in rewards[::-1]:
        g = r + gamma * g
        out.insert(0, g)
    return torch.tensor(out)


def episode(env, policy):
    state, done, states, actions, rewards = env.reset(), False, [], [], []
    while not done:
        action = int(policy.act(state).sample())
        states.append(state)
        actions.append(action)
        state, reward, done = env.step(action)
        rewards.append(reward)
    return states, actions, rewards
# %%
class MLP(nn.Module):
    def __init__(self, sizes, dropout=0.0):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = self.dropout(F.relu(layer(x)))
        return self.layers[-1](x)

    def count(self):
        return sum(p.numel() for p in self.parameters() if p.requires_grad)


class Attention(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.q, self.k, self.v = nn.Linear(d, d, bias=False), nn.Linear(d, d, bias=False), nn.Linear(d, d, bias=False)
        self.register_buffer("scale", torch.tensor(math.sqrt(d)))

    def forward(self, x, mask=None):
        scores = self.q(x) @ self.k(x).transpose(-2, -1) / self.scale
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return scores.softmax(-1) @ self.v(x)


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, g):
        return 3 * ctx.saved_tensors[0] ** 2 * g


class Lines(Dataset):
    def __init__(self, n, transform=None):
        self.x = torch.linspace(0, 1, n)[:, None]
        self.transform = transform

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        x = self.x[i]
        return (self.transform(x) if self.transform else x), 2 * x + 1


class EarlyStopping:
    def __init__(self, patience=2):
        self.patience, self.best, self.bad = patience, float("inf"), 0

    def __call__(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
        return self.bad >= self.patience


def train(model, loader, epochs=5, lr=0.1):
    opt = optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            opt.zero_grad()
            loss = F.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            total += loss.item()
        history.append(total / len(loader))
    return history


@torch.no_grad()
def evaluate(model, loader):
    model.eval()
    total = sum(F.mse_loss(model(x), y, reduction="sum").item() for x, y in loader)
    model.train()
    return total / len(loader.dataset)


def initialise(module):
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.weight)
        nn.init.ones_(module.bias)


def clip(model, limit):
    return torch.nn.utils.clip_grad_norm_(model.parameters(), limit)


def conv2d(x, w):
    n = x.shape[0] - w.shape[0] + 1
    return torch.stack([torch.stack([(x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum() for j in range(n)]) for i in range(n)])


def one_hot(y, k):
    return torch.eye(k)[y]


def freeze(model):
    for p in model.parameters():
        p.requires_grad_(False)
    return model


def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad = None


def lr_at(step, warmup=10, base=0.1):
    return base * min(1.0, (step + 1) / warmup)
# %%
line_data = Lines(16)
loader = DataLoader(line_data, batch_size=4, shuffle=True, generator=torch.Generator().manual_seed(3))
plain_loader = DataLoader(line_data, batch_size=5)
torch.manual_seed(1)
model = MLP([1, 8, 1])
before = copy.deepcopy(model.state_dict())
history = train(model, loader, epochs=20)
test_loss = evaluate(model, plain_loader)
optimizer = optim.Adam([{"params": model.layers[0].parameters()}, {"params": model.layers[1].parameters(), "lr": 0.01}], lr=0.1)
scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
train_part, test_part = random_split(line_data, [12, 4], generator=torch.Generator().manual_seed(0))
torch.save(model.state_dict(), "model.pt")
logits = torch.tensor([[2.0, 1.0], [0.0, 3.0]])
labels = torch.tensor([0, 1])
loss = F.cross_entropy(logits, labels)
lstm = nn.LSTM(4, 6, batch_first=True)
embedded = nn.Embedding(10, 4)
device = "cuda" if torch.cuda.is_available() else "cpu"
weights = {k: tuple(v.shape) for k, v in model.state_dict().items()}
