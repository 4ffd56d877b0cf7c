# /// solution
# why = "Sample by sample, entry by entry; recursion with a higher limit; closures that hand the gradient on, as in micrograd."
# ///
# %% q1
def three_layer_backward(cache, y):
    x, W1, W2, W3, h1, h2, out = cache
    grads = {}
    for n in range(x.shape[1]):
        delta = out[:, n] - y[:, n]
        for layer, W, below in ((3, W3, h2), (2, W2, h1), (1, W1, x)):
            a = below[:, n]
            for name, part in ((f"dW{layer}", np.outer(delta, a)), (f"db{layer}", delta.reshape(-1, 1))):
                grads[name] = grads[name] + part if name in grads else part
            delta = np.array([sum(W[j, k] * delta[j] for j in range(len(W))) for k in range(W.shape[1])])
            if layer > 1:
                delta = delta * a * (1 - a)
        grads.setdefault("dx", np.zeros(x.shape))[:, n] = delta
    return grads

# %% q2
def mlp_backward(cache, dL_dy):
    activations, zs, Ws, acts = cache
    dWs = [np.zeros_like(W) for W in Ws]
    dbs = [np.zeros(len(W)) for W in Ws]
    dX = np.zeros_like(activations[0])
    for n in range(len(dL_dy)):
        d = dL_dy[n]
        for l in range(len(Ws) - 1, -1, -1):
            u = d * SLOPES[acts[l]](zs[l][n])
            for j in range(len(u)):
                dbs[l][j] += u[j]
                for k in range(Ws[l].shape[1]):
                    dWs[l][j, k] += u[j] * activations[l][n, k]
            d = Ws[l].T.dot(u)
        dX[n] = d
    return dWs, dbs, dX

# %% q3
def unbroadcast(grad, shape):
    total = np.zeros(shape)
    new = np.ndim(grad) - len(shape)
    for index in np.ndindex(*np.shape(grad)):
        place = tuple(0 if n == 1 else i for i, n in zip(index[new:], shape))
        total[place] += grad[index]
    return total

# %% q4
def matmul_backward(A, B, dC):
    dA, dB = np.zeros(A.shape), np.zeros(B.shape)
    for index in np.ndindex(dC.shape[:-2]):
        def place(M):
            own = index[len(index) - (M.ndim - 2):]
            return tuple(0 if n == 1 else i for i, n in zip(own, M.shape))

        dA[place(A)] += dC[index] @ B[place(B)].T
        dB[place(B)] += A[place(A)].T @ dC[index]
    return dA, dB

# %% q5
import sys

sys.setrecursionlimit(20000)

def topological_order(root, parents):
    order, seen = [], []

    def visit(v):
        if v in seen:
            return
        seen.append(v)
        for p in parents[v]:
            visit(p)
        order.append(v)

    visit(root)
    order.reverse()
    return order

# %% q6
class Value:
    def __init__(self, data, made_from=()):
        self.data = np.array(data, dtype=float)
        self.grad = 0 * self.data
        self.made_from = made_from
        self.hand_on = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def hand_on():
            self.grad += unbroadcast(out.grad, self.data.shape)
            other.grad += unbroadcast(out.grad, other.data.shape)
        out.hand_on = hand_on
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def hand_on():
            self.grad += unbroadcast(out.grad * other.data, self.data.shape)
            other.grad += unbroadcast(out.grad * self.data, other.data.shape)
        out.hand_on = hand_on
        return out

    def __matmul__(self, other):
        out = Value(self.data @ other.data, (self, other))
        def hand_on():
            dA, dB = matmul_backward(self.data, other.data, out.grad)
            self.grad += dA
            other.grad += dB
        out.hand_on = hand_on
        return out

    def _of(self, data, slope):
        out = Value(data, (self,))
        def hand_on():
            self.grad += out.grad * slope
        out.hand_on = hand_on
        return out

    def __pow__(self, n):
        return self._of(self.data**n, n * self.data ** (n - 1))

    def exp(self):
        return self._of(np.exp(self.data), np.exp(self.data))

    def log(self):
        return self._of(np.log(self.data), 1 / self.data)

    def tanh(self):
        return self._of(np.tanh(self.data), 1 / np.cosh(self.data) ** 2)

    def relu(self):
        return self._of(self.data * (self.data > 0), 1.0 * (self.data > 0))

    def sum(self):
        return self._of(sum(self.data.ravel()), np.ones(self.data.shape))

    def backward(self):
        order, seen = [], set()
        def visit(v):
            if v not in seen:
                seen.add(v)
                for p in v.made_from:
                    visit(p)
                order.append(v)
        visit(self)
        self.grad = np.array(1.0)
        for v in reversed(order):
            v.hand_on()

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return (-self) + other

    def __rtruediv__(self, other):
        return self**-1 * other
