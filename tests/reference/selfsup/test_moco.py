"""MoCo against torch's cross-entropy and autograd with detached keys, the queue by a deque, the worked numbers."""

from collections import deque

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import moco
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, K, D = 3, 5, 4


def test_the_worked_loss_and_update(xp):
    q, queue = xp.asarray([[1.0, 0]]), xp.asarray([[0.0, 1], [-1, 0]])
    published(xp, moco.moco_loss(q, q, queue, 0.5), 0.142932)
    published(xp, moco.moco_loss(xp.asarray([[3.0, 4]]), q, queue[:1, :], 0.5), 0.913015)
    close(xp, moco.momentum_update(xp.asarray([1.0]), xp.asarray([2.0])), [1.001])
    assert float(moco.momentum_update(1.0, 2.0, 0.5)) == 1.5
    (wrong,) = misconceptions_of(moco.momentum_update, "T12.4/m_swapped")
    close(xp, wrong.mutant(xp.asarray([1.0]), xp.asarray([2.0])), [1.999])
    (raw,) = misconceptions_of(moco.moco_loss, "T12.4/not_normalised")
    published(xp, raw.mutant(xp.asarray([[3.0, 4]]), q, queue[:1, :], 0.5), 2.126928)


@pytest.mark.parametrize(("n", "size"), [(1, 1), (N, K), (N, 0)])
def test_the_loss_is_torchs_cross_entropy_and_only_queries_learn(xp, n, size):
    q, k, queue = draw(xp, (n, D), (n, D), (size, D))
    tq, tk, tqueue = to_torch(xp, q, k, queue, grad=True)
    positive = (F.normalize(tq) * F.normalize(tk.detach())).sum(1, keepdim=True)
    logits = torch.cat([positive, F.normalize(tq) @ tqueue.detach().T], dim=1) / 0.2
    theirs = F.cross_entropy(logits, torch.zeros(n, dtype=torch.int64))
    close(xp, moco.moco_loss(q, k, queue, 0.2), theirs)
    if size:
        (expected,) = torch.autograd.grad(theirs, tq)
        moco.moco_loss(tq, tk, tqueue, 0.2).backward()
        close(NP, tq.grad.numpy(), expected, rtol=1e-8)
        assert tk.grad is None
        assert tqueue.grad is None


def test_the_key_encoder_gets_no_gradient():
    a, b = torch.tensor([1.0], requires_grad=True), torch.tensor([2.0], requires_grad=True)
    assert not moco.momentum_update(a, b).requires_grad


def test_the_queue_is_first_in_first_out(xp):
    rng = np.random.default_rng(0)
    start = rng.normal(size=(K, 2))
    expected, queue, ptr = deque(start.tolist(), maxlen=K), xp.asarray(start), 0
    for n in (2, 2, 0, 3, K, 1):
        keys = rng.normal(size=(n, 2))
        expected.extend(keys.tolist())
        queue, ptr = moco.queue_enqueue(queue, ptr, xp.asarray(keys))
        oldest_first = np.roll(xp.to_numpy(queue), -ptr, axis=0)
        np.testing.assert_array_equal(oldest_first, np.array(expected))


def test_keys_stand_at_the_pointer_and_wrap_around(xp):
    queue, ptr = moco.queue_enqueue(xp.asarray(np.zeros((3, 1))), 2, xp.asarray([[1.0], [2]]))
    assert xp.to_numpy(queue).tolist() == [[2], [0], [1]]
    assert ptr == 1


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    q, k, queue = draw(xp, (N, D), (N, D), (K, D), dtype="float32")
    out = [unchanged(xp, moco.moco_loss, [q, k, queue]), moco.momentum_update(q, k)]
    out += [unchanged(xp, lambda a, b: moco.queue_enqueue(a, 3, b).queue, [queue, k])]
    assert {a.dtype for a in out} == {q.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda q, Q: moco.moco_loss(q, q[:1, :], Q), r"k: expected shape \(N, d\) = \(3, 4\), got \(1, 4\)"),
        (lambda q, Q: moco.moco_loss(q, q, Q[:, :2]), r"queue: expected shape \(K, d\) = \(5, 4\), got \(5, 2\)"),
        (lambda q, Q: moco.moco_loss(q, q, Q, 0.0), "temperature: expected a temperature above 0, got 0.0"),
        (lambda q, Q: moco.moco_loss(q[:0, :], q[:0, :], Q), "q: expected at least one sample"),
        (lambda q, Q: moco.momentum_update(q, Q), "theta_q: expected shape that of theta_k"),
        (lambda q, Q: moco.momentum_update(q, q, 1.1), r"m: expected a number in \[0, 1\], got 1.1"),
        (lambda q, Q: moco.queue_enqueue(q, 0, Q), "keys: expected at most K = 3 keys, got 5"),
        (lambda q, Q: moco.queue_enqueue(Q, 5, q), "ptr: expected a place in 0…4, got 5"),
        (lambda q, Q: moco.queue_enqueue(Q, 0, q[:, :2]), r"keys: expected shape \(N, d\) = \(3, 4\), got \(3, 2\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D), (K, D)))


def with_gradients(f, q, k, queue, tau):
    """The loss and its gradients, 0 where none flows."""
    leaves = to_torch(NP, q, k, queue, grad=True)
    loss = f(*leaves, tau)
    grads = torch.autograd.grad(loss, leaves, allow_unused=True, materialize_grads=True)
    return [loss.detach().numpy(), *(g.numpy() for g in grads)]


CASES = {
    "moco_loss": [(*draw(NP, (N, D), (N, D), (K, D)), 0.2)],
    "momentum_update": [(np.array([1.0, 3]), np.array([2.0, -1]), 0.9)],
    "queue_enqueue": [(np.arange(5.0)[:, None], 4, np.array([[7.0], [8]]))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(moco, name), CASES[name], driver=with_gradients if name == "moco_loss" else None) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(moco)
    assert {m.function for m in mine} == set(CASES)
    listed = "m_swapped grad_keys lifo positive_last batch_negatives"
    assert {f"T12.4/{key}" for key in listed.split()} <= {m.key for m in mine}
