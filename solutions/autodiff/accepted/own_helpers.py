# /// solution
# why = "Layers as objects, a tape instead of a search, gradients of sums as broadcasts of one helper."
# ///
# %% q1
def sums(delta, below):
    return delta @ below.T, delta @ np.ones((delta.shape[1], 1))

def three_layer_backward(cache, y):
    x, W1, W2, W3, h1, h2, out = cache
    slope = lambda h: h * (1 - h)
    deltas = [out - y]
    deltas.insert(0, slope(h2) * (W3.T @ deltas[0]))
    deltas.insert(0, slope(h1) * (W2.T @ deltas[0]))
    grads = dict(dx=W1.T @ deltas[0])
    for i, (delta, below) in enumerate(zip(deltas, (x, h1, h2)), start=1):
        grads[f"dW{i}"], grads[f"db{i}"] = sums(delta, below)
    return grads

# %% q2
def mlp_backward(cache, dL_dy):
    """By recursion: the last layer first, then the rest of the network with what is left."""
    activations, zs, Ws, acts = cache
    if not Ws:
        return [], [], dL_dy
    u = dL_dy * SLOPES[acts[-1]](zs[-1])
    shorter = activations[:-1], zs[:-1], Ws[:-1], acts[:-1]
    dWs, dbs, dX = mlp_backward(shorter, u @ Ws[-1])
    return [*dWs, np.dot(u.T, activations[-2])], [*dbs, np.sum(u, axis=0)], dX

# %% q3
def unbroadcast(grad, shape):
    padded = (1,) * (np.ndim(grad) - len(shape)) + tuple(shape)
    axes = tuple(i for i, (big, small) in enumerate(zip(np.shape(grad), padded)) if small == 1)
    return np.reshape(np.sum(grad, axis=axes, keepdims=True), shape)

# %% q4
def transposed(M):
    return np.moveaxis(M, -1, -2)

def matmul_backward(A, B, dC):
    return [unbroadcast(dC @ transposed(B), A.shape), unbroadcast(transposed(transposed(dC) @ A), B.shape)]

# %% q5
def topological_order(root, parents):
    """Peels off whatever no other value that is left uses."""
    arguments, found = {}, [root]
    for v in found:
        if v not in arguments:
            arguments[v] = list(parents[v])
            found.extend(arguments[v])
    uses = {v: 0 for v in arguments}
    for v in arguments:
        for p in arguments[v]:
            uses[p] += 1
    free, order = [root], []
    while free:
        v = free.pop(0)
        order += [v]
        for p in arguments[v]:
            uses[p] -= 1
            if not uses[p]:
                free.append(p)
    return tuple(order)

# %% q6
TAPE = []

class Value:
    """Values stand on a tape in the order in which they were made; backward reads it from the end."""

    def __init__(self, data, parents=(), op=""):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self.parents, self.op = parents, op
        TAPE.append(self)

    def like(self, data, op, *parents):
        return type(self)(data, parents, op)

    def __add__(self, other):
        other = as_value(other)
        return self.like(self.data + other.data, "+", (self, lambda g: g), (other, lambda g: g))

    def __mul__(self, other):
        other = as_value(other)
        return self.like(self.data * other.data, "·", (self, lambda g: g * other.data), (other, lambda g: g * self.data))

    def __matmul__(self, other):
        back = lambda g: matmul_backward(self.data, other.data, g)
        return self.like(self.data @ other.data, "@", (self, lambda g: back(g)[0]), (other, lambda g: back(g)[1]))

    def __pow__(self, n):
        return self.like(self.data**n, "^", (self, lambda g: g * n * self.data**n / self.data))

    def exp(self):
        made = self.like(np.exp(self.data), "exp", (self, lambda g: g * made.data))
        return made

    def log(self):
        return self.like(np.log(self.data), "log", (self, lambda g: g / self.data))

    def tanh(self):
        made = self.like(np.tanh(self.data), "tanh", (self, lambda g: g - g * made.data**2))
        return made

    def relu(self):
        on = self.data > 0
        return self.like(np.where(on, self.data, 0), "relu", (self, lambda g: np.where(on, g, 0)))

    def sum(self):
        return self.like(np.sum(self.data), "Σ", (self, lambda g: np.broadcast_to(g, self.data.shape)))

    def backward(self):
        self.grad = np.ones_like(self.data)
        mine = {id(self)}
        for v in TAPE[TAPE.index(self)::-1]:
            if id(v) in mine:
                for p, share in v.parents:
                    mine.add(id(p))
                    p.grad = p.grad + unbroadcast(share(v.grad), p.data.shape)

    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1.0
    def __sub__(self, other): return self + as_value(other) * -1.0
    def __rsub__(self, other): return as_value(other) - self
    def __truediv__(self, other): return self * as_value(other) ** -1
    def __rtruediv__(self, other): return as_value(other) * self**-1
