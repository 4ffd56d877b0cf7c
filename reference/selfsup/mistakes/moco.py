"""Wrong versions of the functions in `reference.selfsup.moco`, with the message that names each mistake."""

from reference._array import namespace, stop_gradient, transpose
from reference.linear.softmax import cross_entropy
from reference.misconceptions import misconception
from reference.selfsup.moco import Queue, moco_loss, momentum_update, queue_enqueue
from reference.vision.clip import unit


def _loss(q, k, queue, tau, scale=unit, positive=0):
    xp, q = namespace(q, k, queue), scale(q)
    logits = [xp.sum(q * scale(k), axis=1, keepdims=True), q @ transpose(queue)]
    logits = xp.concat(logits if positive == 0 else logits[::-1], axis=1) / tau
    return cross_entropy(logits, xp.zeros(q.shape[0], dtype=xp.int64, device=getattr(q, "device", None)))


@misconception(moco_loss, "T12.4/grad_keys", "Detach the keys.")
def _grad_keys(q, k, queue, temperature=0.07):
    return _loss(q, k, stop_gradient(queue), temperature)


@misconception(moco_loss, "T12.4/positive_last", "The positive logit has index 0.")
def _positive_last(q, k, queue, temperature=0.07):
    return _loss(q, stop_gradient(k), stop_gradient(queue), temperature, positive=-1)


@misconception(moco_loss, "T12.4/batch_negatives", "Negatives come from the queue only.")
def _batch_negatives(q, k, queue, temperature=0.07):
    xp = namespace(q, k, queue)
    logits = unit(q) @ transpose(unit(stop_gradient(k))) / temperature
    return cross_entropy(logits, xp.arange(q.shape[0], device=getattr(q, "device", None)))


@misconception(moco_loss, "T12.4/not_normalised", "Queries and keys have length 1.")
def _not_normalised(q, k, queue, temperature=0.07):
    return _loss(q, stop_gradient(k), stop_gradient(queue), temperature, scale=lambda x: x)


@misconception(moco_loss, "T12.4/times_tau", "Divide by τ.")
def _times_tau(q, k, queue, temperature=0.07):
    return moco_loss(q, k, queue, 1 / temperature)


@misconception(momentum_update, "T12.4/m_swapped", "m weighs the old key encoder.")
def _m_swapped(theta_k, theta_q, m=0.999):
    return momentum_update(theta_k, theta_q, 1 - m)


@misconception(momentum_update, "T12.4/copied", "The key encoder follows slowly, it is no copy.")
def _copied(theta_k, theta_q, m=0.999):
    return momentum_update(theta_k, theta_q, 0.0)


@misconception(momentum_update, "T12.4/weights_do_not_sum", "The weights m and 1−m sum to 1.")
def _weights_do_not_sum(theta_k, theta_q, m=0.999):
    return m * theta_k + theta_q


@misconception(queue_enqueue, "T12.4/lifo", "The oldest keys leave first.")
def _lifo(queue, ptr, keys):
    K, N = queue.shape[0], keys.shape[0]
    return queue_enqueue(queue, (ptr - N) % K, keys)


@misconception(queue_enqueue, "T12.4/pointer_stays", "The pointer moves on by the number of keys.")
def _pointer_stays(queue, ptr, keys):
    return Queue(queue_enqueue(queue, ptr, keys).queue, ptr)


@misconception(queue_enqueue, "T12.4/no_wrap", "Keys beyond the end go on at the start.")
def _no_wrap(queue, ptr, keys):
    fit = keys[: queue.shape[0] - ptr, :]
    return queue_enqueue(queue, ptr, fit)
