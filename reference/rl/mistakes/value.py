"""Wrong versions of the functions in `reference.rl.value`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.hinge import reduced
from reference.misconceptions import misconception
from reference.rl.value import (
    double_dqn_target,
    dqn_target,
    epsilon_greedy_probs,
    expected_sarsa_update,
    huber_loss,
    q_learning_update,
    replay_sample,
    sarsa_update,
    td0_update,
)

NO_DONE = "No bootstrap after a terminal step."
STEP = "Move by α of the error, not onto the target."
CONSTANT = "The target is a constant: no gradient flows through it."


@misconception(td0_update, "T13.2/no_done", NO_DONE)
def _td_no_done(V, r, V_next, done, alpha, gamma):
    return td0_update(V, r, V_next, False, alpha, gamma)


@misconception(td0_update, "T13.2/replace_not_step", STEP)
def _td_replace(V, r, V_next, done, alpha, gamma):
    return td0_update(V, r, V_next, done, 1.0, gamma)


@misconception(td0_update, "T13.2/no_old_value", "The error is the target less the old value.")
def _td_no_old(V, r, V_next, done, alpha, gamma):
    return V + alpha * td0_update(V, r, V_next, done, 1.0, gamma)


@misconception(q_learning_update, "T13.2/no_done", NO_DONE)
def _q_no_done(Q, s, a, r, s2, done, alpha, gamma):
    return q_learning_update(Q, s, a, r, s2, False, alpha, gamma)


@misconception(q_learning_update, "T13.2/replace_not_step", STEP)
def _q_replace(Q, s, a, r, s2, done, alpha, gamma):
    return q_learning_update(Q, s, a, r, s2, done, 1.0, gamma)


@misconception(q_learning_update, "T13.2/same_action", "Q-learning takes the best next action, not the same again.")
def _q_same(Q, s, a, r, s2, done, alpha, gamma):
    return sarsa_update(Q, s, a, r, s2, a, done, alpha, gamma)


@misconception(q_learning_update, "T13.2/old_state", "The maximum stands in the next state.")
def _q_old_state(Q, s, a, r, s2, done, alpha, gamma):
    return q_learning_update(Q, s, a, r, s, done, alpha, gamma)


@misconception(sarsa_update, "T13.2/sarsa_max", "SARSA uses the chosen action, not the best one.")
def _sarsa_max(Q, s, a, r, s2, a2, done, alpha, gamma):
    return q_learning_update(Q, s, a, r, s2, done, alpha, gamma)


@misconception(sarsa_update, "T13.2/no_done", NO_DONE)
def _sarsa_no_done(Q, s, a, r, s2, a2, done, alpha, gamma):
    return sarsa_update(Q, s, a, r, s2, a2, False, alpha, gamma)


@misconception(sarsa_update, "T13.2/replace_not_step", STEP)
def _sarsa_replace(Q, s, a, r, s2, a2, done, alpha, gamma):
    return sarsa_update(Q, s, a, r, s2, a2, done, 1.0, gamma)


@misconception(expected_sarsa_update, "T13.2/sarsa_max", "Take the mean over the policy, not the best action.")
def _expected_max(Q, s, a, r, s2, probs, done, alpha, gamma):
    return q_learning_update(Q, s, a, r, s2, done, alpha, gamma)


@misconception(expected_sarsa_update, "T13.2/uniform", "Weigh the actions with the probabilities of the policy.")
def _expected_uniform(Q, s, a, r, s2, probs, done, alpha, gamma):
    return expected_sarsa_update(Q, s, a, r, s2, 0 * probs + 1 / probs.shape[0], done, alpha, gamma)


@misconception(expected_sarsa_update, "T13.2/no_done", NO_DONE)
def _expected_no_done(Q, s, a, r, s2, probs, done, alpha, gamma):
    return expected_sarsa_update(Q, s, a, r, s2, probs, False, alpha, gamma)


@misconception(dqn_target, "T13.2/no_done", NO_DONE)
def _dqn_no_done(r, done, q_next, gamma):
    return r + gamma * namespace(q_next).max(q_next, axis=1)


@misconception(dqn_target, "T13.2/gradient_through_target", CONSTANT)
def _dqn_gradient(r, done, q_next, gamma):
    xp = namespace(q_next)
    return r + gamma * xp.where(done, 0 * r, xp.max(q_next, axis=1))


@misconception(dqn_target, "T13.2/mean_over_actions", "The best action counts, not their average.")
def _dqn_mean(r, done, q_next, gamma):
    xp = namespace(q_next)
    return r + gamma * xp.where(done, 0 * r, xp.mean(q_next, axis=1))


@misconception(dqn_target, "T13.2/reward_dropped", "A terminal step still has its reward.")
def _dqn_no_reward(r, done, q_next, gamma):
    target = dqn_target(r, done, q_next, gamma)
    return namespace(target).where(done, 0 * target, target)


@misconception(double_dqn_target, "T13.2/double_swapped", "The online network selects, the target network evaluates.")
def _swapped(r, done, q_online, q_target, gamma):
    return double_dqn_target(r, done, q_target, q_online, gamma)


@misconception(double_dqn_target, "T13.2/plain_dqn", "Evaluate the online network's choice, not the target's own best.")
def _plain(r, done, q_online, q_target, gamma):
    return dqn_target(r, done, q_target, gamma)


@misconception(double_dqn_target, "T13.2/no_done", NO_DONE)
def _double_no_done(r, done, q_online, q_target, gamma):
    return double_dqn_target(r, done & ~done, q_online, q_target, gamma)


@misconception(huber_loss, "T13.2/squared", "Beyond δ the loss grows linearly.")
def _squared(pred, target, delta=1.0, reduction="mean"):
    return reduced((pred - target) ** 2 / 2, reduction)


@misconception(huber_loss, "T13.2/no_half", "Inside δ stands ½e².")
def _no_half(pred, target, delta=1.0, reduction="mean"):
    xp = namespace(pred, target)
    e = xp.abs(pred - target)
    return reduced(xp.where(e <= delta, e * e, delta * (2 * e - delta)), reduction)


@misconception(huber_loss, "T13.2/jump", "The two parts meet: δ(|e| − δ/2).")
def _jump(pred, target, delta=1.0, reduction="mean"):
    xp = namespace(pred, target)
    e = xp.abs(pred - target)
    return reduced(xp.where(e <= delta, e * e / 2, delta * e), reduction)


@misconception(huber_loss, "T13.2/smooth_l1", "This is the smooth L1 loss: the Huber loss divided by δ.")
def _smooth_l1(pred, target, delta=1.0, reduction="mean"):
    return huber_loss(pred, target, delta, reduction) / delta


@misconception(epsilon_greedy_probs, "T13.2/eps_excludes_best", "The greedy action also gets ε/A.")
def _excludes_best(q, eps):
    xp = namespace(q)
    probs = xp.full_like(1.0 * q, eps / (q.shape[0] - 1))
    probs[int(xp.argmax(q))] = 1 - eps
    return probs


@misconception(epsilon_greedy_probs, "T13.2/eps_swapped", "ε is the share of exploring.")
def _swapped_eps(q, eps):
    return epsilon_greedy_probs(q, 1 - eps)


@misconception(epsilon_greedy_probs, "T13.2/ties_shared", "Of equal actions the first alone is greedy.")
def _ties_shared(q, eps):
    xp = namespace(q)
    best = xp.astype(q == xp.max(q), q.dtype)
    return eps / q.shape[0] + (1 - eps) * best / xp.sum(best)


@misconception(replay_sample, "T13.2/in_order", "Take the rows in the order in which they were drawn.")
def _in_order(buffer, idx):
    return replay_sample(buffer, namespace(idx).sort(idx))


@misconception(replay_sample, "T13.2/without_repeats", "A row that was drawn twice comes twice.")
def _without_repeats(buffer, idx):
    xp = namespace(idx)
    seen = [int(i) for i in idx]
    return replay_sample(buffer, xp.asarray([i for n, i in enumerate(seen) if i not in seen[:n]]))


@misconception(replay_sample, "T13.2/latest", "Sample from the whole buffer: neighbours in time are alike.")
def _latest(buffer, idx):
    N = next(iter(buffer.values())).shape[0]
    return replay_sample(buffer, namespace(idx).arange(N - idx.shape[0], N))
