# /// solution
# why = "torch's own schedulers, initialisers, dropout and optimizers inside, NumPy outside."
# ///
# %% q1
import torch

def lr_schedule(kind, t, lr0, **kw):
    from torch.optim import lr_scheduler as schedulers
    make = {
        "constant": lambda o: schedulers.LambdaLR(o, lambda i: 1.0),
        "inverse": lambda o: schedulers.LambdaLR(o, lambda i: 1 / (1 + kw["k"] * i)),
        "exponential": lambda o: schedulers.ExponentialLR(o, kw["gamma"]),
        "step": lambda o: schedulers.StepLR(o, kw["s"], kw["gamma"]),
        "cosine": lambda o: schedulers.CosineAnnealingLR(o, kw["T"]),
    }
    if kind == "warmup_cosine":
        if t >= kw["w"]:
            return lr_schedule("cosine", t - kw["w"], lr0, T=kw["T"] - kw["w"])
        return lr0 * (t + 1) / kw["w"]
    if kind not in make:
        raise ValueError(f"{kind}?")
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr0)
    scheduler = make[kind](optimizer)
    for _ in range(t):
        optimizer.step()
        scheduler.step()
    return scheduler.get_last_lr()[0]

# %% q2
def standardize(X, mean=None, std=None):
    t = torch.tensor(X)
    if mean is None:
        var, mu = torch.var_mean(t, dim=0, correction=0)
        mean, std = mu.numpy(), var.sqrt().numpy()
    divisor = torch.tensor(std).masked_fill(torch.tensor(std) == 0, 1)
    return ((t - torch.tensor(mean)) / divisor).numpy(), mean, std

def scale_splits(train, val, test):
    scaler = standardize(train)[1:]
    return [standardize(part, *scaler)[0] for part in (train, val, test)]

# %% q3
def xavier_bound(fan_in, fan_out):
    weight = torch.empty(1, dtype=torch.float64).expand(int(fan_out), int(fan_in))
    ins, outs = torch.nn.init._calculate_fan_in_and_fan_out(weight)
    return 3**0.5 * (2.0 / (ins + outs)) ** 0.5

def he_std(fan_in):
    return torch.nn.init.calculate_gain("relu") / np.sqrt(fan_in)

def he_weights(noise):
    return (torch.tensor(noise) * he_std(noise.shape[1])).numpy()

# %% q4
def dropout(x, mask, p_drop, train):
    t = torch.tensor(x)
    return torch.where(torch.tensor(mask), t / (1 - p_drop), torch.zeros_like(t)).numpy() if train else x.copy()

def dropout_backward(dout, mask, p_drop):
    x = torch.zeros(dout.shape, dtype=torch.tensor(dout).dtype, requires_grad=True)
    y = x * torch.tensor(mask) / (1 - p_drop)
    y.backward(torch.tensor(dout))
    return x.grad.numpy()

# %% q5
class Stopper:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.counter = float("inf"), 0, 0

    def stop(self, epoch, loss):
        if self.best - loss > self.min_delta:
            self.best, self.best_epoch, self.counter = loss, epoch, 0
        else:
            self.counter += 1
        return self.counter >= self.patience

def early_stopping(val, patience, min_delta=0.0):
    stopper = Stopper(patience, min_delta)
    for epoch, loss in enumerate(torch.tensor(val).tolist()):
        if stopper.stop(epoch, loss):
            break
    return stopper.best_epoch, epoch

def diagnose_run(train, val, tol):
    a, b = torch.tensor(train), torch.tensor(val)
    if not torch.isfinite(torch.cat([a, b])).all() or a[-1] > a[0]:
        return "diverging"
    if b[-1] - b.min() > tol and a[-1] < a[b.argmin()]:
        return "overfitting"
    flat = is_flat(train, tol) and is_flat(val, tol)
    return "still_improving" if not flat else "underfitting" if a[-1] > 0.9 * a[0] else "converged"

# %% q6
import copy

def train(X, y, X_val, y_val, seed):
    torch.manual_seed(int(np.random.default_rng(seed).integers(2**31)))
    mean, std = X.mean(axis=0), X.std(axis=0)
    ready = lambda A: torch.tensor((A - mean) / std, dtype=torch.float32)
    Z, t, Z_val, t_val = ready(X), torch.tensor(y).float(), ready(X_val), torch.tensor(y_val).float()
    model = torch.nn.Sequential(torch.nn.Linear(X.shape[1], 64), torch.nn.ReLU(), torch.nn.Linear(64, 1), torch.nn.Flatten(0))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.01)
    best, state, waited = float("inf"), None, 0
    for epoch in range(200):
        model.train()
        for batch in torch.randperm(len(Z)).split(20):
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(Z[batch]), t[batch]).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            loss = torch.nn.functional.mse_loss(model(Z_val), t_val).item()
        if loss < best:
            best, state, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited >= 30:
            break
    model.load_state_dict(state)

    @torch.no_grad()
    def predict(X_new):
        return model(ready(X_new)).numpy()

    return predict
