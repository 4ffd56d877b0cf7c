"""Wrong versions of the functions in `reference.rl.puct`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rl.puct import Edge, alphazero_loss, backup, puct_scores, visit_policy


@misconception(puct_scores, "T13.7/child_root", "The parent's visits stand under the root.")
def _child_root(Q, P, N, c):
    xp = namespace(Q, P)
    return Q + c * P * xp.sqrt(xp.astype(N, Q.dtype)) / (1 + N)


@misconception(puct_scores, "T13.7/no_root", "The square root of the parent's visits.")
def _no_root(Q, P, N, c):
    return Q + c * P * namespace(N).sum(N) / (1 + N)


@misconception(puct_scores, "T13.7/ucb1", "This is UCB1: PUCT weighs with the network's policy and has no logarithm.")
def _ucb1(Q, P, N, c):
    xp = namespace(Q)
    return Q + c * xp.sqrt(xp.log(1.0 * xp.sum(N)) / (1 + N))


@misconception(puct_scores, "T13.7/without_prior", "The network's policy weighs the exploration.")
def _without_prior(Q, P, N, c):
    return puct_scores(Q, 0 * P + 1, N, c)


@misconception(backup, "T13.7/no_sign_change", "What is good for me is bad for the other player.")
def _no_sign_change(path, value):
    return [Edge(N + 1, W + value) for N, W in path]


@misconception(backup, "T13.7/sign_at_leaf", "The last edge is the other player's move: it gets −value.")
def _sign_at_leaf(path, value):
    return backup(path, -value)


@misconception(backup, "T13.7/no_visit", "Every edge of the path was visited once more.")
def _no_visit(path, value):
    return [Edge(edge.N - 1, edge.W) for edge in backup(path, value)]


@misconception(backup, "T13.7/from_root", "The signs count from the leaf, not from the root.")
def _from_root(path, value):
    return [Edge(N + 1, W + (value if i % 2 else -value)) for i, (N, W) in enumerate(path)]


@misconception(visit_policy, "T13.7/temperature_times", "N to the power 1/T.")
def _times(N, temperature):
    return visit_policy(N, 1 / temperature if temperature else 0)


@misconception(visit_policy, "T13.7/softmax_of_visits", "Powers of the visits, not their exponentials.")
def _softmax(N, temperature):
    xp = namespace(N)
    e = xp.exp(1.0 * (N - xp.max(N)) / (temperature or 1))
    return e / xp.sum(e)


@misconception(visit_policy, "T13.7/always_best", "A temperature above 0 keeps every visited action.")
def _always_best(N, temperature):
    return visit_policy(N, 0)


@misconception(alphazero_loss, "T13.7/policy_sign", "Minimise −π·log p.")
def _policy_sign(p_logits, pi, v, z, wd=0.0):
    square = namespace(v).mean((z - v) ** 2)
    return 2 * (square + wd) - alphazero_loss(p_logits, pi, v, z, wd)


@misconception(alphazero_loss, "T13.7/half_square", "The square is not halved.")
def _half(p_logits, pi, v, z, wd=0.0):
    return alphazero_loss(p_logits, pi, v, z, wd) - namespace(v).mean((z - v) ** 2) / 2


@misconception(alphazero_loss, "T13.7/roles_swapped", "The visits are the target: π·log p, not p·log π.")
def _roles(p_logits, pi, v, z, wd=0.0):
    xp = namespace(v)
    p = xp.exp(p_logits) / xp.sum(xp.exp(p_logits), axis=1, keepdims=True)
    return alphazero_loss(xp.log(pi + 1e-12), p, v, z, wd)


@misconception(alphazero_loss, "T13.7/no_penalty", "The weight penalty belongs to the loss.")
def _no_penalty(p_logits, pi, v, z, wd=0.0):
    return alphazero_loss(p_logits, pi, v, z)
