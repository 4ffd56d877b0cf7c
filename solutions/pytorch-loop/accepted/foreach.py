# /// solution
# why = "Subset orders inside the data set, sets, torch._foreach-like updates through zip, NumPy results."
# ///
# %% q1
class PairDataset(Dataset):
    def __init__(self, X, Y):
        super().__init__()
        self.parts = (X, Y)

    def __len__(self):
        return self.parts[0].size(0)

    def __getitem__(self, i):
        return tuple(part[i] for part in self.parts)

def make_loader(X, Y, batch_size, seed=None):
    options = {}
    if seed is not None:
        options = {"shuffle": True, "generator": torch.Generator().manual_seed(seed)}
    return DataLoader(PairDataset(X, Y), batch_size, **options)

# %% q2
def build_vocabulary(texts, num_words):
    words, counts = np.unique([w for text in texts for w in text], return_counts=True)
    order = np.argsort(-counts, kind="stable")[: max(num_words - 4, 0)]
    return {str(words[j]): i + 4 for i, j in enumerate(order)}

def encode(words, vocabulary):
    return [1, *(vocabulary.get(w, 2) for w in words)]

def multi_hot(sequences, dimension):
    rows = torch.zeros(len(sequences), dimension, dtype=torch.float64)
    for row, ids in zip(rows, sequences):
        row[torch.tensor(ids, dtype=torch.long)] = 1
    return rows

# %% q3
def train_step(model, loss_fn, optimizer, x, y):
    optimizer.zero_grad(set_to_none=False)
    loss = loss_fn(model.train()(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()

from contextlib import contextmanager

@contextmanager
def measuring(model):
    before = model.training
    model.eval()
    try:
        with torch.no_grad():
            yield model
    finally:
        model.train(before)

def evaluate(model, loss_fn, batches):
    with measuring(model) as still:
        sums = [torch.stack([loss_fn(still(x), y) * len(x), torch.tensor(float(len(x)))]) for x, y in batches]
    total, samples = torch.stack(sums).sum(0).tolist()
    return total / samples

# %% q4
class RMSprop:
    def __init__(self, parameters, lr, rho, eps=1e-8):
        self.parameters = [p for p in parameters]
        self.mean = None
        self.numbers = lr, rho, eps

    def zero_grad(self):
        for p in self.parameters:
            p.grad = torch.zeros_like(p)

    @torch.no_grad()
    def step(self):
        lr, rho, eps = self.numbers
        squares = [(1 - rho) * p.grad.square() for p in self.parameters]
        self.mean = squares if self.mean is None else [rho * s + new for s, new in zip(self.mean, squares)]
        for p, s in zip(self.parameters, self.mean):
            p.addcdiv_(p.grad, s.sqrt() + eps, value=-lr)

# %% q5
def fit(model, step, validate, batches, epochs):
    history, best = [], (float("inf"), model.state_dict())
    for _ in range(epochs):
        steps = [(step(x, y), len(x)) for x, y in batches]
        history += [(sum(a * n for a, n in steps) / sum(n for _, n in steps), validate())]
        if history[-1][1] < best[0]:
            best = history[-1][1], copy.deepcopy(model).state_dict()
    model.load_state_dict(best[1])
    return history

# %% q6
class DenseStack(nn.Sequential):
    def __init__(self, sizes):
        pairs = list(zip(sizes[:-1], sizes[1:]))
        parts = [part for m, n in pairs for part in (nn.Linear(m, n), nn.ReLU())]
        super().__init__(*parts[:-1])

def train_reviews(X, y, X_val, y_val, seed):
    torch.manual_seed(seed)
    stack = DenseStack([X.shape[1], 8, 1])
    optimizer = torch.optim.SGD(stack.parameters(), lr=0.1, momentum=0.9, weight_decay=0.003)
    for _ in range(30):
        for part in torch.randperm(len(X)).split(40):
            optimizer.zero_grad()
            nn.functional.soft_margin_loss(stack(X[part]).flatten(), 2 * y[part] - 1).backward()
            optimizer.step()
    return lambda X_new: stack(X_new).flatten().detach().numpy()
