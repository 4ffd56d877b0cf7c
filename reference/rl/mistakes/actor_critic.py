"""Wrong versions of the functions in `reference.rl.actor_critic`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rl.actor_critic import a2c_loss, gae, ppo_clip_loss, td_error
from reference.rl.policy import entropy_bonus, log_prob

INDEX = "δ uses v_{t+1}."
DONE = "Stop the recursion at episode ends."


@misconception(td_error, "T13.4/v_index", INDEX)
def _v_index(r, v, done, gamma):
    xp = namespace(r, v)
    return r + gamma * xp.where(done, 0 * r, v[:-1]) - v[:-1]


@misconception(td_error, "T13.4/done_ignored", "Nothing is bootstrapped after the last step of an episode.")
def _td_done_ignored(r, v, done, gamma):
    return td_error(r, v, done & ~done, gamma)


@misconception(td_error, "T13.4/td_sign", "Target less value: r + γv′ − v.")
def _td_sign(r, v, done, gamma):
    return -td_error(r, v, done, gamma)


@misconception(td_error, "T13.4/no_gamma", "The next value is discounted.")
def _td_no_gamma(r, v, done, gamma):
    return td_error(r, v, done, 1.0)


@misconception(gae, "T13.4/gae_no_gamma", "The decay is γλ.")
def _no_gamma(r, v, done, gamma, lam):
    delta, after = td_error(r, v, done, gamma), 0.0
    A = namespace(delta).empty_like(delta)
    for t in reversed(range(r.shape[0])):
        after = A[t] = delta[t] + (0.0 if done[t] else lam) * after
    return A


@misconception(gae, "T13.4/done_ignored", DONE)
def _done_ignored(r, v, done, gamma, lam):
    delta, after = td_error(r, v, done, gamma), 0.0
    A = namespace(delta).empty_like(delta)
    for t in reversed(range(r.shape[0])):
        after = A[t] = delta[t] + gamma * lam * after
    return A


@misconception(gae, "T13.4/v_index", INDEX)
def _gae_index(r, v, done, gamma, lam):
    xp = namespace(r, v)
    return gae(r, xp.concat([v[:1], v[:-1]]), done, gamma, lam)


@misconception(gae, "T13.4/one_step", "λ keeps later errors: γλ of them each step.")
def _one_step(r, v, done, gamma, lam):
    return td_error(r, v, done, gamma)


@misconception(gae, "T13.4/monte_carlo", "λ below 1 fades later errors out.")
def _monte_carlo(r, v, done, gamma, lam):
    return gae(r, v, done, gamma, 1.0)


@misconception(a2c_loss, "T13.4/adv_grad", "Advantages are constants for the actor.")
def _adv_grad(logits, a, adv, v, ret, c_v=0.5, c_e=0.01):
    xp = namespace(logits)
    actor = xp.mean(-log_prob(logits, a) * adv)
    return actor + c_v * xp.mean((v - ret) ** 2) - c_e * entropy_bonus(logits)


@misconception(a2c_loss, "T13.4/entropy_sign", "Entropy is *subtracted* from the loss.")
def _entropy_sign(logits, a, adv, v, ret, c_v=0.5, c_e=0.01):
    return a2c_loss(logits, a, adv, v, ret, c_v, c_e) + 2 * c_e * entropy_bonus(logits)


@misconception(a2c_loss, "T13.4/half_twice", "The ½ of the square is already in c_v.")
def _half_twice(logits, a, adv, v, ret, c_v=0.5, c_e=0.01):
    return a2c_loss(logits, a, adv, v, ret, c_v / 2, c_e)


@misconception(a2c_loss, "T13.4/actor_sign", "Minimise the negative objective of the actor.")
def _actor_sign(logits, a, adv, v, ret, c_v=0.5, c_e=0.01):
    return a2c_loss(logits, a, -adv, v, ret, c_v, c_e)


@misconception(ppo_clip_loss, "T13.4/clip_only", "Take the minimum with the unclipped term.")
def _clip_only(ratio, adv, eps=0.2):
    xp = namespace(ratio, adv)
    return -xp.mean(xp.clip(ratio, 1 - eps, 1 + eps) * adv)


@misconception(ppo_clip_loss, "T13.4/max_of_both", "The smaller of the two terms: a bound from below.")
def _max(ratio, adv, eps=0.2):
    xp = namespace(ratio, adv)
    return -xp.mean(xp.maximum(ratio * adv, xp.clip(ratio, 1 - eps, 1 + eps) * adv))


@misconception(ppo_clip_loss, "T13.4/no_clip", "Beyond 1 ± ε the ratio earns no more.")
def _no_clip(ratio, adv, eps=0.2):
    return -namespace(ratio, adv).mean(ratio * adv)


@misconception(ppo_clip_loss, "T13.4/ppo_sign", "A loss is minimised: the objective has a minus.")
def _sign(ratio, adv, eps=0.2):
    return -ppo_clip_loss(ratio, adv, eps)
