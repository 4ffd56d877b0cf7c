# /// solution
# why = "einsum, one loop over pairs of layers, Kahn's algorithm, operations in a table."
# ///
# %% q1
def three_layer_backward(cache, y):
    x, W1, W2, W3, h1, h2, out = cache
    grads, delta = {}, out - y
    for i, W, below in zip("321", (W3, W2, W1), (h2, h1, x)):
        grads["dW" + i] = np.einsum("jn,kn->jk", delta, below)
        grads["db" + i] = np.einsum("jn->j", delta)[:, None]
        delta = np.einsum("jk,jn->kn", W, delta)
        if i != "1":
            delta = delta * (below - below**2)
    return {**grads, "dx": delta}

# %% q2
def mlp_backward(cache, dL_dy):
    activations, zs, Ws, acts = cache
    dWs, dbs, d = [None] * len(Ws), [None] * len(Ws), dL_dy
    for l in reversed(range(len(Ws))):
        u = SLOPES[acts[l]](zs[l]) * d
        dWs[l] = np.einsum("nj,nk->jk", u, activations[l])
        dbs[l] = np.ones(len(u)) @ u
        d = np.einsum("nj,jk->nk", u, Ws[l])
    return dWs, dbs, d

# %% q3
def unbroadcast(grad, shape):
    while np.ndim(grad) > len(shape):
        grad = grad.sum(axis=0)
    for axis, n in enumerate(shape):
        if n == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad

# %% q4
def matmul_backward(A, B, dC):
    dA = np.einsum("...il,...jl->...ij", dC, B)
    dB = np.einsum("...ij,...il->...jl", A, dC)
    return unbroadcast(dA, A.shape), unbroadcast(dB, B.shape)

# %% q5
from collections import Counter, deque

def topological_order(root, parents):
    users, found, queue = Counter(), {root}, deque([root])
    while queue:
        for p in parents[queue.popleft()]:
            users[p] += 1
            if p not in found:
                found.add(p)
                queue.append(p)
    order, ready = [], [root]
    while ready:
        order.append(ready.pop())
        for p in parents[order[-1]]:
            users[p] -= 1
            if users[p] == 0:
                ready.append(p)
    return order

# %% q6
SLOPE = {
    "exp": lambda a, y: y,
    "log": lambda a, y: a**-1,
    "tanh": lambda a, y: 1 - y * y,
    "relu": lambda a, y: np.heaviside(a, 0),
}
FUNCTION = {"exp": np.exp, "log": np.log, "tanh": np.tanh, "relu": lambda a: a.clip(min=0)}

def operation(name):
    def apply(self):
        y = FUNCTION[name](self.data)
        return Value(y, [(self, lambda g: g * SLOPE[name](self.data, y))], name)

    return apply

class Value:
    __array_ufunc__ = None
    exp, log, tanh, relu = map(operation, ("exp", "log", "tanh", "relu"))

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = np.asarray(data, float), parents, op
        self.grad = np.zeros(self.data.shape)

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, [(v, lambda g: g) for v in (self, other)], "+")

    def __mul__(self, other):
        other = as_value(other)
        both = ((self, other), (other, self))
        return Value(self.data * other.data, [(v, lambda g, w=w: g * w.data) for v, w in both], "·")

    def __pow__(self, n):
        return Value(np.power(self.data, n), [(self, lambda g: n * np.power(self.data, n - 1) * g)], "^")

    def __matmul__(self, other):
        return Value(
            np.matmul(self.data, other.data),
            [(v, lambda g, i=i: matmul_backward(self.data, other.data, g)[i]) for i, v in enumerate((self, other))],
            "@",
        )

    def sum(self):
        return Value(np.sum(self.data), [(self, lambda g: np.full(self.data.shape, g))], "sum")

    def backward(self):
        arriving = {id(self): np.ones(())}
        for v in values_in_order(self):
            g = arriving[id(v)]
            v.grad = v.grad + g
            for p, share in v.parents:
                arriving[id(p)] = arriving.get(id(p), 0) + unbroadcast(share(g), p.data.shape)

    __radd__, __rmul__ = __add__, __mul__
    __neg__ = lambda self: -1 * self
    __sub__ = lambda self, other: self + -1 * other
    __rsub__ = lambda self, other: other + -1 * self
    __truediv__ = lambda self, other: self * other**-1
    __rtruediv__ = lambda self, other: other * self**-1
