# /// solution
# why = "Loops, own batches behind a loader, parameters through .data, saved bytes as the copy."
# ///
# %% q1
class PairDataset(Dataset):
    def __init__(self, X, Y):
        self.pairs = [(X[i], Y[i]) for i in range(len(X))]

    def __len__(self):
        n = 0
        for _ in self.pairs:
            n += 1
        return n

    def __getitem__(self, i):
        return self.pairs[i]

class Loader:
    def __init__(self, data, size, generator):
        self.data, self.size, self.generator = data, size, generator

    def __iter__(self):
        order = list(range(len(self.data)))
        if self.generator is not None:
            order = torch.randperm(len(order), generator=self.generator).tolist()
        for start in range(0, len(order), self.size):
            pairs = [self.data[i] for i in order[start : start + self.size]]
            yield torch.stack([x for x, _ in pairs]), torch.stack([y for _, y in pairs])

def make_loader(X, Y, batch_size, seed=None):
    generator = None
    if seed is not None:
        generator = torch.Generator()
        generator.manual_seed(seed)
    return Loader(PairDataset(X, Y), batch_size, generator)

# %% q2
def build_vocabulary(texts, num_words):
    every = sum(texts, [])
    left, vocabulary = sorted(set(every)), {}
    while left and len(vocabulary) + 4 < num_words:
        word = max(left, key=every.count)
        left.remove(word)
        vocabulary[word] = len(vocabulary) + 4
    return vocabulary

def encode(words, vocabulary):
    try:
        return [1, *map(vocabulary.__getitem__, words)]
    except KeyError:
        return [1] + [vocabulary.get(w, 2) for w in words]

def multi_hot(sequences, dimension):
    return [[float(j in ids) for j in range(dimension)] for ids in sequences]

# %% q3
def train_step(model, loss_fn, optimizer, x, y):
    model.train()
    for p in model.parameters():
        p.grad = None
    loss = loss_fn(model(x), y)
    before = loss.tolist()
    loss.backward()
    optimizer.step()
    return before

def evaluate(model, loss_fn, batches):
    twin = copy.deepcopy(model).eval()
    total = samples = 0
    for x, y in batches:
        total += float(loss_fn(twin(x), y).detach()) * len(y)
        samples += len(y)
    return total / samples

# %% q4
class RMSprop:
    def __init__(self, parameters, lr, rho, eps=1e-8):
        self.state = {p: 0.0 for p in parameters}
        self.lr, self.rho, self.eps = lr, rho, eps

    def zero_grad(self):
        for p in self.state:
            if p.grad is not None:
                p.grad.zero_()

    def step(self):
        for p in self.state:
            g = p.grad.detach()
            self.state[p] = self.rho * self.state[p] + (1 - self.rho) * g * g
            p.data = p.data - self.lr * g / (torch.sqrt(self.state[p]) + self.eps)

# %% q5
import io

def fit(model, step, validate, batches, epochs):
    trains, vals, saved = [], [], []
    for _ in range(epochs):
        per_sample = []
        for x, y in batches:
            per_sample += [float(step(x, y))] * len(x)
        trains.append(sum(per_sample) / len(per_sample))
        vals.append(validate())
        saved.append(io.BytesIO())
        torch.save(model.state_dict(), saved[-1])
    best = saved[vals.index(min(vals))]
    best.seek(0)
    model.load_state_dict(torch.load(best))
    return [list(pair) for pair in zip(trains, vals)]

# %% q6
class DenseStack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.weights = nn.ParameterList()
        for m, n in zip(sizes, sizes[1:]):
            self.weights.append(nn.Parameter((torch.rand(n, m) * 2 - 1) / m**0.5))
            self.weights.append(nn.Parameter(torch.zeros(n)))

    def forward(self, x):
        for i in range(0, len(self.weights), 2):
            if i:
                x = x.clamp(min=0)
            x = x @ self.weights[i].T + self.weights[i + 1]
        return x

def train_reviews(X, y, X_val, y_val, seed):
    torch.manual_seed(seed)
    w, b = torch.zeros(X.shape[1]), torch.zeros(())
    best = (0, w, b)
    for _ in range(300):
        error = torch.sigmoid(X @ w + b) - y
        w, b = w - 1.0 * X.T @ error / len(X), b - 1.0 * error.mean()
        right = ((X_val @ w + b > 0) == (y_val > 0.5)).sum().item()
        best = max(best, (right, w, b), key=lambda found: found[0])
    return lambda X_new: X_new @ best[1] + best[2]
