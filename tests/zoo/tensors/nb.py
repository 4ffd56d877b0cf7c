import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

t = torch.arange(6.0).reshape(2, 3)
w = torch.ones(2, requires_grad=True)
(w * w).sum().backward()
device = torch.device("cpu")
sparse = torch.eye(3).to_sparse()
activation = nn.ReLU


class Net(nn.Module):
    def __init__(self, hidden=4):
        super().__init__()
        self.fc = nn.Linear(3, hidden)
        self.out = nn.Linear(hidden, 2)

    def forward(self, x):
        return self.out(torch.relu(self.fc(x)))


net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
criterion = nn.CrossEntropyLoss()
data = TensorDataset(torch.ones(4, 3), torch.zeros(4, dtype=torch.long))
loader = DataLoader(data, batch_size=2)
# %%
def mse(a, b):
    return ((a - b) ** 2).mean()


def sq(x):
    return x * x


def noise(n):
    return torch.randn(n)


def train_step(net, x, y, lr=0.1):
    loss = mse(net(x), y)
    net.zero_grad()
    loss.backward()
    with torch.no_grad():
        for p in net.parameters():
            p -= lr * p.grad
    return loss.item()


def accuracy(logits, labels):
    return (logits.argmax(1) == labels).float().mean().item()
# %%
class Double(nn.Module):
    def forward(self, x):
        return 2 * x


class Squares(torch.utils.data.Dataset):
    def __len__(self):
        return 5

    def __getitem__(self, i):
        return torch.tensor(i), torch.tensor(i * i)
