"""Wrong versions of the functions in `reference.rl.bellman`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rl.bellman import (
    Optimal,
    bellman_optimality_operator,
    discounted_returns,
    policy_evaluation,
    policy_iteration,
    value_iteration,
)


@misconception(discounted_returns, "T13.1/gamma_on_r", "The immediate reward is not discounted.")
def _gamma_on_r(r, gamma, bootstrap=0.0):
    return gamma * discounted_returns(r, gamma, bootstrap)


@misconception(discounted_returns, "T13.1/forward", "Accumulate from the end: a return looks ahead.")
def _forward(r, gamma, bootstrap=0.0):
    flip = namespace(r).flip
    return flip(discounted_returns(flip(r), gamma, bootstrap))


@misconception(discounted_returns, "T13.1/no_discount", "What comes later counts γ less each step.")
def _no_discount(r, gamma, bootstrap=0.0):
    return discounted_returns(r, 1.0, bootstrap)


@misconception(discounted_returns, "T13.1/terminal_value", "After the last reward stands the value of the last state.")
def _no_bootstrap(r, gamma, bootstrap=0.0):
    return discounted_returns(r, gamma)


@misconception(bellman_optimality_operator, "T13.1/expect_max", "Average over next states, maximise over actions.")
def _expect_max(V, P, R, gamma):
    xp = namespace(V, P, R)
    reached = xp.where(P > 0, xp.broadcast_to(V[None, None, :], P.shape), xp.full_like(P, -xp.inf))
    return xp.max(R + gamma * xp.max(reached, axis=-1), axis=1)


@misconception(bellman_optimality_operator, "T13.1/P_transposed", "P[s, a, s′] sums to 1 over s′, the last axis.")
def _transposed(V, P, R, gamma):
    xp = namespace(V, P, R)
    return xp.max(R + gamma * xp.sum(xp.permute_dims(P, (2, 1, 0)) * V, axis=-1), axis=1)


@misconception(bellman_optimality_operator, "T13.1/inplace_sweep", "Synchronous sweep: use the old V everywhere.")
def _inplace(V, P, R, gamma):
    xp = namespace(V, P, R)
    new = xp.asarray(V, copy=True)
    for s in range(R.shape[0]):
        new[s] = xp.max(R[s, :] + gamma * xp.sum(P[s, :, :] * new, axis=-1))
    return new


@misconception(bellman_optimality_operator, "T13.1/mean_over_actions", "The best action counts, not their average.")
def _mean(V, P, R, gamma):
    xp = namespace(V, P, R)
    return xp.mean(R + gamma * xp.sum(P * V, axis=-1), axis=1)


@misconception(policy_evaluation, "T13.1/P_transposed", "P[s, a, s′] sums to 1 over s′, the last axis.")
def _evaluate_transposed(P, R, pi, gamma):
    xp = namespace(P, R, pi)
    P_pi, R_pi = xp.sum(pi[:, :, None] * P, axis=1), xp.sum(pi * R, axis=1)
    return xp.linalg.solve(xp.eye(R.shape[0]) - gamma * P_pi.T, R_pi[:, None])[:, 0]


@misconception(policy_evaluation, "T13.1/uniform", "Weigh the actions with the probabilities of the policy.")
def _uniform(P, R, pi, gamma):
    return policy_evaluation(P, R, 0 * pi + 1 / R.shape[1], gamma)


@misconception(policy_evaluation, "T13.1/one_step", "The value holds all later rewards, not the next one alone.")
def _one_step(P, R, pi, gamma):
    return namespace(P, R, pi).sum(pi * R, axis=1)


@misconception(policy_evaluation, "T13.1/gamma_on_r", "The immediate reward is not discounted.")
def _evaluate_gamma_on_r(P, R, pi, gamma):
    return gamma * policy_evaluation(P, R, pi, gamma)


@misconception(value_iteration, "T13.1/one_sweep", "Go on until the values stay.")
def _one_sweep(P, R, gamma, tol=1e-10):
    xp = namespace(P, R)
    V = xp.max(R, axis=1)
    Q = R + gamma * xp.sum(P * V, axis=-1)
    return Optimal(V, Q, xp.argmax(Q, axis=1))


@misconception(value_iteration, "T13.1/policy_of_rewards", "The best action weighs what comes after it.")
def _greedy_on_rewards(P, R, gamma, tol=1e-10):
    found = value_iteration(P, R, gamma, tol)
    return found._replace(policy=namespace(R).argmax(R, axis=1))


@misconception(value_iteration, "T13.1/last_of_ties", "Of equal actions take the first.")
def _last_of_ties(P, R, gamma, tol=1e-10):
    V, Q, _ = value_iteration(P, R, gamma, tol)
    xp = namespace(Q)
    return Optimal(V, Q, Q.shape[1] - 1 - xp.argmax(xp.flip(Q, axis=1), axis=1))


@misconception(policy_iteration, "T13.1/one_improvement", "Evaluate the better policy again, until no action changes.")
def _one_improvement(P, R, gamma):
    xp = namespace(P, R)
    first = xp.zeros_like(R)
    first[:, 0] = 1
    V = policy_evaluation(P, R, first, gamma)
    Q = R + gamma * xp.sum(P * V, axis=-1)
    return Optimal(V, Q, xp.argmax(Q, axis=1))


@misconception(policy_iteration, "T13.1/policy_of_rewards", "The best action weighs what comes after it.")
def _iteration_on_rewards(P, R, gamma):
    return policy_iteration(P, R, gamma)._replace(policy=namespace(R).argmax(R, axis=1))


@misconception(policy_iteration, "T13.1/P_transposed", "P[s, a, s′] sums to 1 over s′, the last axis.")
def _iteration_transposed(P, R, gamma):
    V, _, policy = policy_iteration(P, R, gamma)
    xp = namespace(P, R)
    return Optimal(V, R + gamma * xp.sum(xp.permute_dims(P, (2, 1, 0)) * V, axis=-1), policy)
