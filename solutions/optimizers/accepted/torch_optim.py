# /// solution
# why = "torch's own optimizers inside, NumPy outside."
# ///
# %% q1
import torch

def gd_step(theta, grad, lr):
    t = torch.tensor(theta, requires_grad=True)
    t.grad = torch.tensor(grad)
    torch.optim.SGD([t], lr=lr).step()
    return t.detach().numpy()

# %% q2
def minibatches(perm, batch_size):
    return np.split(perm, np.arange(batch_size, len(perm), batch_size))

# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = np.add(np.multiply(lr, grad), np.multiply(beta, delta)).astype(theta.dtype)
    return np.subtract(theta, delta), delta

# %% q4
import torch

class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        self.args, self.correct = dict(lr=lr, betas=(beta1, beta2), eps=eps), bias_correction
        self.p = self.m = self.v = None

    def step(self, theta, grad):
        g = torch.from_numpy(grad)
        if not self.correct:
            b1, b2 = self.args["betas"]
            if self.m is None:
                self.m, self.v = torch.zeros_like(g), torch.zeros_like(g)
            self.m.lerp_(g, 1 - b1)
            self.v.mul_(b2).addcmul_(g, g, value=1 - b2)
            return theta - self.args["lr"] * (self.m / (self.v.sqrt() + self.args["eps"])).numpy()
        if self.p is None:
            self.p = torch.nn.Parameter(torch.from_numpy(theta.copy()))
            self.optimizer = torch.optim.Adam([self.p], **self.args)
        with torch.no_grad():
            self.p.copy_(torch.from_numpy(theta))
        self.p.grad = g.clone()
        self.optimizer.step()
        return self.p.detach().numpy().copy()

# %% q5
def train(X, y, seed):
    torch.manual_seed(seed)
    spread = X.std(axis=0)
    Z, t = torch.tensor(X / spread), torch.tensor(y)
    model = torch.nn.Linear(X.shape[1], 1, dtype=torch.float64)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    for _ in range(10):
        for batch in torch.randperm(len(Z)).split(16):
            optimizer.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(model(Z[batch])[:, 0], t[batch])
            loss.backward()
            optimizer.step()
    return model.weight.detach().numpy()[0] / spread, float(model.bias)
