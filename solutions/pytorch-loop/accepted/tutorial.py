# /// solution
# why = "As in the tutorials: TensorDataset, Counter, context managers, torch's own RMSprop, nn.Sequential."
# ///
# %% q1
from torch.utils.data import RandomSampler, TensorDataset

class PairDataset(Dataset):
    def __init__(self, X, Y):
        self.pairs = TensorDataset(X, Y)

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, index):
        return self.pairs[index]

def make_loader(X, Y, batch_size, seed=None):
    data = PairDataset(X, Y)
    generator = torch.Generator()
    if seed is not None:
        generator.manual_seed(seed)
        return DataLoader(data, batch_size, sampler=RandomSampler(data, generator=generator))
    return DataLoader(data, batch_size, shuffle=False, drop_last=False)

# %% q2
from collections import Counter
from itertools import chain

def build_vocabulary(texts, num_words):
    alphabetical = Counter(sorted(chain.from_iterable(texts)))
    return {word: i for i, (word, _) in enumerate(alphabetical.most_common(), start=4) if i < num_words}

def encode(words, vocabulary):
    ids = [1]
    for word in words:
        ids.append(vocabulary[word] if word in vocabulary else 2)
    return ids

def multi_hot(sequences, dimension):
    return np.array([np.isin(np.arange(dimension), ids) for ids in sequences], dtype=float)

# %% q3
def train_step(model, loss_fn, optimizer, x, y):
    model.train()
    prediction = model(x)
    loss = loss_fn(prediction, y)
    model.zero_grad()
    loss.backward()
    optimizer.step()
    return float(loss.detach())

@torch.inference_mode()
def evaluate(model, loss_fn, batches):
    was_training = model.training
    model.train(False)
    losses = [(loss_fn(model(x), y).item(), x.shape[0]) for x, y in batches]
    if was_training:
        model.train()
    return np.average([loss for loss, _ in losses], weights=[n for _, n in losses])

# %% q4
class RMSprop(torch.optim.RMSprop):
    def __init__(self, parameters, lr, rho, eps=1e-8):
        super().__init__(parameters, lr=lr, alpha=rho, eps=eps)

# %% q5
def fit(model, step, validate, batches, epochs):
    history, best = [], {k: v.clone() for k, v in model.state_dict().items()}
    for epoch in range(epochs):
        losses = np.array([(step(x, y), len(x)) for x, y in batches])
        history.append((np.sum(losses[:, 0] * losses[:, 1]) / np.sum(losses[:, 1]), validate()))
        if all(history[-1][1] < val for _, val in history[:-1]):
            best = {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(best)
    return history

# %% q6
class DenseStack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        layers = []
        for i in range(len(sizes) - 1):
            if i:
                layers.append(nn.ReLU())
            layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)

def train_reviews(X, y, X_val, y_val, seed):
    torch.manual_seed(seed)
    model, criterion = DenseStack([X.shape[1], 16, 1]), nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    loader, val_loader = make_loader(X, y, 20, seed), make_loader(X_val, y_val, 100)
    loss_fn = lambda out, target: criterion(out.squeeze(1), target)
    fit(model, lambda a, b: train_step(model, loss_fn, optimizer, a, b), lambda: evaluate(model, loss_fn, val_loader), loader, 20)
    model.eval()

    def predict(X_new):
        with torch.no_grad():
            return model(X_new).squeeze(1)

    return predict
