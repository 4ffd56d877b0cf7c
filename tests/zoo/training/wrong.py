class Walk: n_states, n_actions = 1, 1
policy_net = lambda env: nn.Sequential(nn.Linear(2, 2))
class Policy:
    def __init__(self, *a): self.opt, self.network, self.gamma = None, nn.Linear(1, 1), 0
    def act(self, s): return None
    def update(self, *a): return {}
returns = lambda r, g: torch.zeros(1)
episode = lambda e, p: ([], [], [])
class MLP(nn.Module):
    def __init__(self, *a): super().__init__(); self.w = nn.Parameter(torch.zeros(1)); self.layers = []
    def forward(self, x): return self.w
    def count(self): return 0
class Attention(MLP): pass
class Cube:
    @staticmethod
    def apply(x): return x
class Lines(Dataset):
    def __init__(self, *a, **k): pass
    def __len__(self): return 1
    def __getitem__(self, i): return torch.zeros(1), torch.zeros(1)
class EarlyStopping:
    def __init__(self, *a): self.best = 0
    def __call__(self, x): return False
train = lambda *a, **k: [1.0]
evaluate = lambda *a: 99.0
initialise = lambda m: None
clip = lambda m, l: torch.tensor(0.0)
conv2d = one_hot = lambda a, b: torch.zeros(1)
freeze = lambda m: m
sgd_step = lambda p, lr: None
lr_at = lambda s, **k: 5
line_data = Lines(); loader = plain_loader = DataLoader(line_data)
model = MLP(); before = model.state_dict(); history, test_loss = [1, 2], 5.0
optimizer = optim.SGD(model.parameters(), lr=1); scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=9)
train_part = test_part = line_data
torch.save({}, "model.pt")
logits, labels, loss, lstm, embedded, device, weights = torch.zeros(1), torch.zeros(3), torch.tensor(0.0), nn.LSTM(1, 1), nn.Embedding(1, 1), "tpu", {}
