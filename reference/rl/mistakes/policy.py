"""Wrong versions of the functions in `reference.rl.policy`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.hinge import one_hot, reduced
from reference.linear.softmax import softmax
from reference.misconceptions import misconception
from reference.rl.policy import (
    entropy_bonus,
    log_prob,
    reinforce_grad_logits,
    reinforce_loss,
    softmax_policy,
)

SIGN = "Minimise the negative objective."
DETACHED = "The baseline is detached: no gradient flows through it."
ONWARD = "Use the return from t onward, not the one of the whole episode."
BASELINE = "Subtract the baseline from the return."


@misconception(softmax_policy, "T13.3/over_batch", "Each row is a policy: normalise over the actions.")
def _over_batch(logits):
    return softmax(logits, axis=0)


@misconception(softmax_policy, "T13.3/not_exp", "A policy of logits is their softmax.")
def _linear(logits):
    return logits / namespace(logits).sum(logits, axis=1, keepdims=True)


@misconception(softmax_policy, "T13.3/greedy", "A softmax policy gives every action a probability.")
def _greedy(logits):
    xp = namespace(logits)
    return xp.astype(one_hot(logits, xp.argmax(logits, axis=1)), logits.dtype)


@misconception(log_prob, "T13.3/prob_not_log", "Use log π.")
def _prob(logits, a):
    return namespace(logits).exp(log_prob(logits, a))


@misconception(log_prob, "T13.3/raw_logit", "A logit is not a log-probability: subtract the log-sum-exp.")
def _raw(logits, a):
    xp = namespace(logits)
    return xp.sum(xp.where(one_hot(logits, a), logits, xp.zeros_like(logits)), axis=1)


@misconception(log_prob, "T13.3/best_action", "The action that was taken counts, not the likeliest.")
def _best(logits, a):
    return log_prob(logits, namespace(logits).argmax(logits, axis=1))


@misconception(reinforce_loss, "T13.3/sign", SIGN)
def _sign(logits, a, G, baseline=None, reduction="mean"):
    return -reinforce_loss(logits, a, G, baseline, reduction)


@misconception(reinforce_loss, "T13.3/prob_not_log", "Use log π.")
def _loss_prob(logits, a, G, baseline=None, reduction="mean"):
    return reduced(-_prob(logits, a) * (G if baseline is None else G - baseline), reduction)


@misconception(reinforce_loss, "T13.3/baseline_grad", DETACHED)
def _baseline_grad(logits, a, G, baseline=None, reduction="mean"):
    return reduced(-log_prob(logits, a) * (G if baseline is None else G - baseline), reduction)


@misconception(reinforce_loss, "T13.3/no_baseline", BASELINE)
def _no_baseline(logits, a, G, baseline=None, reduction="mean"):
    return reinforce_loss(logits, a, G, None, reduction)


@misconception(reinforce_loss, "T13.3/past_rewards", ONWARD)
def _past(logits, a, G, baseline=None, reduction="mean"):
    return reinforce_loss(logits, a, 0 * G + G[0], baseline, reduction)


@misconception(reinforce_grad_logits, "T13.3/onehot_first", "Descent: π − onehot.")
def _onehot_first(logits, a, G, baseline=None, reduction="mean"):
    return -reinforce_grad_logits(logits, a, G, baseline, reduction)


@misconception(reinforce_grad_logits, "T13.3/not_divided", "The mean over T steps divides by T.")
def _not_divided(logits, a, G, baseline=None, reduction="mean"):
    return reinforce_grad_logits(logits, a, G, baseline, "sum")


@misconception(reinforce_grad_logits, "T13.3/no_baseline", BASELINE)
def _grad_no_baseline(logits, a, G, baseline=None, reduction="mean"):
    return reinforce_grad_logits(logits, a, G, None, reduction)


@misconception(reinforce_grad_logits, "T13.3/past_rewards", ONWARD)
def _grad_past(logits, a, G, baseline=None, reduction="mean"):
    return reinforce_grad_logits(logits, a, 0 * G + G[0], baseline, reduction)


@misconception(reinforce_grad_logits, "T13.3/prob_not_log", "The gradient of log π has no factor π(a).")
def _grad_prob(logits, a, G, baseline=None, reduction="mean"):
    return reinforce_grad_logits(logits, a, G, baseline, reduction) * _prob(logits, a)[:, None]


@misconception(entropy_bonus, "T13.3/entropy_negative", "An entropy is not negative: −Σ π log π.")
def _negative(logits):
    return -entropy_bonus(logits)


@misconception(entropy_bonus, "T13.3/bits", "In nats: the natural logarithm.")
def _bits(logits):
    return entropy_bonus(logits) * 1.4426950408889634


@misconception(entropy_bonus, "T13.3/summed", "The mean over the states, not their sum.")
def _summed(logits):
    return entropy_bonus(logits) * logits.shape[0]
