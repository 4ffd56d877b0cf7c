import copy
import math
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, TensorDataset

torch.manual_seed(0)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
vocab = {"<pad>": 0, "the": 1, "cat": 2, "sat": 3}
S = torch.tensor([[0, 1], [1, 0]], dtype=torch.float32)
# %%
class Patchify(nn.Module):
    def __init__(self, patch=2, dim=8, channels=3):
        super().__init__()
        self.patch = patch
        self.proj = nn.Conv2d(channels, dim, kernel_size=patch, stride=patch)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class Block(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim))

    def forward(self, x):
        y = self.norm1(x)
        x = x + self.attn(y, y, y, need_weights=False)[0]
        return x + self.mlp(self.norm2(x))


class ActorCritic(nn.Module):
    def __init__(self, n_obs, n_act, lr=2e-3):
        super().__init__()
        self.policy = nn.Sequential(nn.Linear(n_obs, 16), nn.Tanh(), nn.Linear(16, n_act))
        self.value = nn.Sequential(nn.Linear(n_obs, 16), nn.Tanh(), nn.Linear(16, 1))
        self.opt = torch.optim.Adam(self.policy.parameters(), lr=lr)

    def act(self, obs):
        with torch.no_grad():
            dist = torch.distributions.Categorical(logits=self.policy(torch.as_tensor(obs, dtype=torch.float32)))
        return int(dist.probs.argmax())


class Corridor:
    """A corridor of n cells: right ends it."""

    def __init__(self, n=4):
        self.n = n

    def reset(self, seed=None):
        self.at = 0
        return np.array([self.at], dtype=np.float32), {}

    def step(self, action):
        self.at = max(0, self.at + (1 if action == 1 else -1))
        done = self.at >= self.n - 1
        return np.array([self.at], dtype=np.float32), 1.0 if done else -0.1, done, False, {}


class Words(Dataset):
    def __init__(self, sentences):
        self.sentences = sentences

    def __len__(self):
        return len(self.sentences)

    def __getitem__(self, i):
        return torch.tensor([vocab[w] for w in self.sentences[i].split()]), len(self.sentences[i].split())


def collate(batch):
    ids, lengths = zip(*batch)
    return nn.utils.rnn.pad_sequence(list(ids), batch_first=True), torch.tensor(lengths)


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = scores.softmax(-1)
    return weights @ v, weights


def train_epoch(model, loader, optimizer, loss_fn=nn.MSELoss()):
    model.train()
    losses = []
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)


@torch.no_grad()
def evaluate(model, loader):
    model.eval()
    right = total = 0
    for x, y in loader:
        right += (model(x).argmax(1) == y).sum().item()
        total += len(y)
    return right / total


def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def freeze(model, prefix):
    for name, p in model.named_parameters():
        if name.startswith(prefix):
            p.requires_grad_(False)
    return model


def cosine_schedule(step, warmup, total):
    if step < warmup:
        return step / warmup
    return 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def noise(x0, t, alphas_bar, eps):
    a = alphas_bar[t].view(-1, *[1] * (x0.dim() - 1))
    return a.sqrt() * x0 + (1 - a).sqrt() * eps


def info_nce(a, b, tau=0.1):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / tau
    labels = torch.arange(len(a))
    return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2


def discounted(rewards, gamma=0.9):
    out, total = [], 0.0
    for r in reversed(rewards):
        total = r + gamma * total
        out.insert(0, total)
    return torch.tensor(out)


def make_net():
    return nn.Sequential(nn.Flatten(), nn.Linear(12, 10), nn.ReLU(), nn.Dropout(0.5), nn.Linear(10, 3))
# %%
torch.manual_seed(1)
X = torch.randn(64, 3)
W = torch.tensor([[1.0], [-2.0], [0.5]])
regression = nn.Linear(3, 1)
loader = DataLoader(TensorDataset(X, X @ W), batch_size=16, shuffle=True)
sgd = torch.optim.SGD(regression.parameters(), lr=0.1)
curve = [train_epoch(regression, loader, sgd) for _ in range(20)]
embedding = nn.Embedding(len(vocab), 5, padding_idx=0)
