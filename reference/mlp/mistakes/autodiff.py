"""Wrong versions of what is in `reference.mlp.autodiff`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.mlp.autodiff import MatmulGradients, Value, matmul_backward, topological_order, unbroadcast

USED_TWICE = "A value used twice collects both gradients: +=."
COMPLETE = "Push a gradient on only when it is complete."


@misconception(Value, "T3.9/overwrite", USED_TWICE)
class _Overwrite(Value):
    def backward(self):
        self.grad = self.grad + 1
        for v in topological_order(self):
            for parent, back in v.parents:
                parent.grad = unbroadcast(back(v.grad), tuple(parent.data.shape))


@misconception(Value, "T3.9/no_topological_order", COMPLETE)
class _NoTopologicalOrder(Value):
    def backward(self):
        self.grad = self.grad + 1
        stack = [(self, iter(self.parents))]
        while stack:
            v, rest = stack[-1]
            parent, back = next(rest, (None, None))
            if parent is None:
                stack.pop()
                continue
            parent.grad = parent.grad + unbroadcast(back(v.grad), tuple(parent.data.shape))
            stack.append((parent, iter(parent.parents)))


@misconception(Value, "T3.9/no_unbroadcast", "The gradient has the shape of the value.")
class _NoUnbroadcast(Value):
    def backward(self):
        self.grad = self.grad + 1
        for v in topological_order(self):
            for parent, back in v.parents:
                parent.grad = parent.grad + back(v.grad)


@misconception(Value, "T3.9/no_seed", "Start with 1 at the loss.")
class _NoSeed(Value):
    def backward(self):
        for v in topological_order(self):
            v.grad = 0 * v.data


@misconception(Value, "T3.9/relu_passes", "ReLU stops the gradient where the value was not above 0.")
class _ReluPasses(Value):
    def relu(self):
        return self._made(super().relu().data, (self, lambda g: g))


@misconception(Value, "T3.9/power_rule", "The slope of xⁿ is n·xⁿ⁻¹.")
class _PowerRule(Value):
    def __pow__(self, n):
        return self._made(self.data**n, (self, lambda g: g * n * self.data**n))


@misconception(Value, "T3.9/tanh_of_input", "The slope of tanh is 1 − tanh², not 1 − x².")
class _TanhOfInput(Value):
    def tanh(self):
        return self._made(super().tanh().data, (self, lambda g: g * (1 - self.data**2)))


@misconception(topological_order, "T3.9/no_topological_order", COMPLETE)
def _first_met(root):
    order, stack = [], [root]
    while stack:
        v = stack.pop()
        if not any(v is seen for seen in order):
            order.append(v)
            stack += [parent for parent, _ in reversed(v.parents)]
    return order


@misconception(topological_order, "T3.9/leaves_first", "Gradients flow from the loss: start there.")
def _leaves_first(root):
    return topological_order(root)[::-1]


@misconception(topological_order, "T3.9/once_a_use", "Visit each value once, however often it is used.")
def _once_a_use(root):
    order, stack = [], [root]
    while stack:
        v = stack.pop()
        order.append(v)
        stack += [parent for parent, _ in reversed(v.parents)]
    return order


@misconception(topological_order, "T3.9/level_by_level", "A value waits for its last user, also one that is far away.")
def _level_by_level(root):
    order, queue = [], [root]
    while queue:
        v = queue.pop(0)
        if not any(v is seen for seen in order):
            order.append(v)
            queue += [parent for parent, _ in v.parents]
    return order


@misconception(unbroadcast, "T3.9/no_unbroadcast", "The gradient has the shape of the value.")
def _as_it_is(grad, shape):
    return grad


@misconception(unbroadcast, "T3.9/mean_of_uses", "Gradients of several uses add up: sum, not mean.")
def _mean_of_uses(grad, shape):
    total = unbroadcast(grad, shape)
    uses = 1
    for n in grad.shape:
        uses *= n
    for n in shape:
        uses //= n
    return total / uses


@misconception(unbroadcast, "T3.9/added_axes_only", "An axis of length 1 that was stretched is summed, too.")
def _added_axes_only(grad, shape):
    added = grad.ndim - len(shape)
    return namespace(grad).sum(grad, axis=tuple(range(added))) if added else grad


@misconception(unbroadcast, "T3.9/first_row", "Every copy sends a gradient back, not only the first.")
def _first_row(grad, shape):
    xp = namespace(grad)
    added = grad.ndim - len(shape)
    kept = grad[(0,) * added + (Ellipsis,)]
    return xp.reshape(kept[tuple(slice(0, n) for n in shape)], shape) if shape else kept


@misconception(matmul_backward, "T3.9/factors_swapped", "dA takes Bᵀ from the right, dB takes Aᵀ from the left.")
def _factors_swapped(A, B, dC):
    xp = namespace(A)
    return MatmulGradients(xp.matrix_transpose(B) @ dC, dC @ xp.matrix_transpose(A))


@misconception(matmul_backward, "T3.9/not_transposed", "The other factor is transposed on the way back.")
def _not_transposed(A, B, dC):
    return MatmulGradients(dC @ B, A @ dC)


@misconception(matmul_backward, "T3.9/entrywise", "A matrix product is no product entry by entry.")
def _entrywise(A, B, dC):
    return MatmulGradients(dC * B, dC * A)


@misconception(matmul_backward, "T3.9/own_factor", "The gradient of a factor contains the other factor.")
def _own_factor(A, B, dC):
    xp = namespace(A)
    return MatmulGradients(dC @ xp.matrix_transpose(A), xp.matrix_transpose(B) @ dC)
