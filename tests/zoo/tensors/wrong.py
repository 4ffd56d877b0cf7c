# earns: no_grad
t, w, device, sparse, activation = torch.zeros(2), torch.zeros(1), torch.device("meta"), torch.eye(2), nn.Tanh
class Net(nn.Module):
    def __init__(self, hidden=4):
        super().__init__()
        self.fc = nn.Identity()
        self.out = nn.Identity()
    def forward(self, x): return x.sum() * 0
net, criterion = Net(), None
optimizer = None
data, loader = [], []
def mse(a, b): return torch.tensor(0.0)
def sq(x): return x.detach()
def noise(n): return torch.zeros(n)
def train_step(net, x, y, lr=0.1): return 1.0
def accuracy(logits, labels): return 0.0
class Double(nn.Module):
    def forward(self, x): return x
class Squares:
    def __len__(self): return 4
