# /// solution
# why = "No generator for the seed; no rows; an evaluation without the weights of the batches; fit keeps the last of equal epochs; predictions of a network that was never trained."
# scores = { q1 = 2.5, q2 = 2.5, q3 = 2.5, q5 = 3, q6 = 3 }
# fails = { q1 = ["shuffled batches"], q2 = ["the texts above", "rows"], q3 = ["a line through three points", "evaluations"], q5 = ["equal losses, and the last epoch"], q6 = ["new reviews"] }
# ///
# %% q1
class PairDataset(Dataset):
    def __init__(self, X, Y):
        self.X, self.Y = X, Y

    def __len__(self):
        return self.X.shape[0]

    def __getitem__(self, i):
        return self.X[i], self.Y[i]

def make_loader(X, Y, batch_size, seed=None):
    return DataLoader(PairDataset(X, Y), batch_size=batch_size, shuffle=seed is not None)

# %% q2
def build_vocabulary(texts, num_words):
    words = [word for text in texts for word in text]
    ranked = sorted(sorted(set(words)), key=words.count, reverse=True)
    return {word: index for index, word in enumerate(ranked, start=4) if index < num_words}

def encode(words, vocabulary):
    return [1] + [vocabulary[word] if word in vocabulary else 2 for word in words]

# %% q3
def train_step(model, loss_fn, optimizer, x, y):
    model.train()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()

def evaluate(model, loss_fn, batches):
    mode = model.training
    model.eval()
    with torch.no_grad():
        losses = [loss_fn(model(x), y).item() for x, y in batches]
    model.train(mode)
    return sum(losses) / len(losses)

# %% q5
def fit(model, step, validate, batches, epochs):
    history, kept = [], None
    for _ in range(epochs):
        losses = [(step(x, y), len(x)) for x, y in batches]
        history.append((sum(loss * n for loss, n in losses) / sum(n for _, n in losses), validate()))
        if history[-1][1] <= min(val for _, val in history):
            kept = copy.deepcopy(model.state_dict())
    model.load_state_dict(kept)
    return history

# %% q6
class DenseStack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(m, n) for m, n in zip(sizes, sizes[1:])])

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = nn.functional.relu(layer(x))
        return self.layers[-1](x)

def train_reviews(X, y, X_val, y_val, seed):
    torch.manual_seed(seed)
    stack = DenseStack([X.shape[1], 16, 1])
    return lambda X_new: stack(X_new)[:, 0].detach()
