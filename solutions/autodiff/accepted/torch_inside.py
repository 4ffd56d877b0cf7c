# /// solution
# why = "torch's autograd behind every answer, graphlib for the order."
# ///
# %% q1
import torch

def three_layer_backward(cache, y):
    x, W1, W2, W3, h1, h2, out = (torch.tensor(a) for a in cache)
    y = torch.tensor(y)
    # the net inputs that gave the cached activations, as biases of zero
    leaves = {"x": x, "W1": W1, "W2": W2, "W3": W3}
    leaves |= {"b1": torch.logit(h1) - W1 @ x, "b2": torch.logit(h2) - W2 @ h1, "b3": out - W3 @ h2}
    leaves = {name: leaf.requires_grad_() for name, leaf in leaves.items()}
    a = torch.sigmoid(leaves["W1"] @ leaves["x"] + leaves["b1"])
    a = torch.sigmoid(leaves["W2"] @ a + leaves["b2"])
    loss = 0.5 * (leaves["W3"] @ a + leaves["b3"] - y).square().sum()
    loss.backward()
    grads = {"d" + name: leaf.grad for name, leaf in leaves.items()}
    return {k: (g.sum(1, keepdim=True) if k.startswith("db") else g).numpy() for k, g in grads.items()}

# %% q2
import torch

OF_TORCH = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "identity": lambda z: z}

def mlp_backward(cache, dL_dy):
    activations, zs, Ws, acts = cache
    X = torch.tensor(activations[0], requires_grad=True)
    weights = [torch.tensor(W, requires_grad=True) for W in Ws]
    biases = [torch.tensor(z - a @ W.T, requires_grad=True) for z, a, W in zip(zs, activations, Ws)]
    a = X
    for W, b, act in zip(weights, biases, acts):
        a = OF_TORCH[act](a @ W.T + b)
    a.backward(torch.tensor(dL_dy))
    return [W.grad.numpy() for W in weights], [b.grad.sum(0).numpy() for b in biases], X.grad.numpy()

# %% q3
import torch

def unbroadcast(grad, shape):
    return torch.tensor(grad).sum_to_size(shape).numpy()

# %% q4
import torch

def matmul_backward(A, B, dC):
    _, back = torch.func.vjp(torch.matmul, torch.tensor(A), torch.tensor(B))
    return tuple(g.numpy() for g in back(torch.tensor(dC)))

# %% q5
import graphlib

def topological_order(root, parents):
    graph, todo = {}, [root]
    while todo:
        v = todo.pop()
        if v not in graph:
            graph[v] = parents[v]
            todo.extend(graph[v])
    return list(graphlib.TopologicalSorter(graph).static_order())[::-1]

# %% q6
import torch

class Value:
    def __init__(self, data):
        leaf = not isinstance(data, torch.Tensor)
        self.t = torch.tensor(np.asarray(data, dtype=float), requires_grad=True) if leaf else data
        if not leaf:
            self.t.retain_grad()

    @property
    def data(self):
        return self.t.detach().numpy()

    @data.setter
    def data(self, new):
        self.t = torch.tensor(new, requires_grad=True)

    @property
    def grad(self):
        return np.zeros(self.t.shape) if self.t.grad is None else self.t.grad.numpy().copy()

    @grad.setter
    def grad(self, new):
        self.t.grad = torch.tensor(new)

    def backward(self):
        self.t.backward()

    def __add__(self, other):
        return Value(self.t + getattr(other, "t", other))

    def __mul__(self, other):
        return Value(self.t * getattr(other, "t", other))

    def __matmul__(self, other):
        return Value(self.t @ other.t)

    def __pow__(self, n):
        return Value(self.t**n)

    def exp(self):
        return Value(self.t.exp())

    def log(self):
        return Value(self.t.log())

    def tanh(self):
        return Value(self.t.tanh())

    def relu(self):
        return Value(self.t.relu())

    def sum(self):
        return Value(self.t.sum())

    def __neg__(self):
        return Value(-self.t)

    def __sub__(self, other):
        return Value(self.t - getattr(other, "t", other))

    def __rsub__(self, other):
        return Value(other - self.t)

    def __truediv__(self, other):
        return Value(self.t / getattr(other, "t", other))

    def __rtruediv__(self, other):
        return Value(other / self.t)

    __radd__, __rmul__ = __add__, __mul__
