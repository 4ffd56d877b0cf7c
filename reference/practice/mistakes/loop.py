"""Wrong versions of what is in `reference.practice.loop`, with the message that names each mistake."""

from reference._array import torch_module
from reference.misconceptions import misconception
from reference.practice.loop import Epoch, PairDataset, collate, evaluate, fit, train_step

ADDS_UP = "Gradients add up until you clear them."
BY_SIZE = "The last batch is smaller: weigh each batch by its size."


@misconception(PairDataset, "T0.3/swapped", "A pair is (sample, target), in this order.")
class _Swapped(PairDataset):
    def __getitem__(self, i):
        return self.Y[i], self.X[i]


@misconception(PairDataset, "T0.3/whole_target", "Index the targets, too.")
class _WholeTarget(PairDataset):
    def __getitem__(self, i):
        return self.X[i], self.Y


@misconception(PairDataset, "T0.3/length_of_pair", "The length is the number of samples, not of tensors.")
class _LengthOfPair(PairDataset):
    def __len__(self):
        return 2


@misconception(collate, "T0.3/sorted", "Keep the order of the indices: that is what shuffles.")
def _sorted(dataset, indices):
    return collate(dataset, sorted(indices))


@misconception(collate, "T0.3/concatenated", "Stack samples along a new first axis.")
def _concatenated(dataset, indices):
    x, y = collate(dataset, indices)
    return x.flatten(), y.flatten()


@misconception(collate, "T0.3/no_repeats", "An index that comes twice gives two samples.")
def _no_repeats(dataset, indices):
    return collate(dataset, list(dict.fromkeys(indices)))


def _step(model, loss_fn, optimizer, x, y, *, clear=True, mode=True):
    """A step with a part left out."""
    if mode:
        model.train()
    if clear:
        optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


@misconception(train_step, "T0.3/no_zero_grad", ADDS_UP)
def _step_not_cleared(model, loss_fn, optimizer, x, y):
    return _step(model, loss_fn, optimizer, x, y, clear=False).item()


@misconception(train_step, "T0.3/graph_kept", "Return loss.item(): a kept tensor keeps the whole graph.")
def _step_kept(model, loss_fn, optimizer, x, y):
    return _step(model, loss_fn, optimizer, x, y)


@misconception(train_step, "T0.3/loss_after", "The loss before the step: it is the one that gave the gradient.")
def _step_after(model, loss_fn, optimizer, x, y):
    train_step(model, loss_fn, optimizer, x, y)
    with torch_module().no_grad():
        return loss_fn(model(x), y).item()


@misconception(train_step, "T0.3/no_train_mode", "Switch to training mode: an evaluation may have left the other one.")
def _step_mode(model, loss_fn, optimizer, x, y):
    return _step(model, loss_fn, optimizer, x, y, mode=False).item()


@misconception(train_step, "T0.3/cleared_late", "Clear before backward: later it clears the gradient of this step.")
def _step_cleared_late(model, loss_fn, optimizer, x, y):
    model.train()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def _losses(model, loss_fn, batches):
    with torch_module().no_grad():
        return [(len(x), loss_fn(model(x), y).item()) for x, y in batches]


@misconception(evaluate, "T0.3/mean_of_means", BY_SIZE)
def _mean_of_means(model, loss_fn, batches):
    losses = []
    for x, y in batches:
        losses.append(evaluate(model, loss_fn, [(x, y)]))
    return sum(losses) / len(losses)


@misconception(evaluate, "T0.3/eval_in_train_mode", "Switch dropout and batch norm to evaluation, and back.")
def _in_train_mode(model, loss_fn, batches):
    losses = _losses(model, loss_fn, batches)
    return sum(n * loss for n, loss in losses) / sum(n for n, _ in losses)


@misconception(evaluate, "T0.3/stays_in_eval", "Afterwards the model is in the mode in which you found it.")
def _stays_in_eval(model, loss_fn, batches):
    model.eval()
    return evaluate(model, loss_fn, batches)


@misconception(evaluate, "T0.3/ends_in_train", "Restore the mode that you found: it need not be training.")
def _ends_in_train(model, loss_fn, batches):
    loss = evaluate(model, loss_fn, batches)
    model.train()
    return loss


@misconception(evaluate, "T0.3/sum_of_losses", "A mean over samples: divide by how many there are.")
def _sum_of_losses(model, loss_fn, batches):
    return sum(len(x) * evaluate(model, loss_fn, [(x, y)]) for x, y in batches)


def _fitted(model, loss_fn, optimizer, batches, val_batches, epochs, *, step=train_step, validate=evaluate,
            mean=lambda losses: sum(n * a for n, a in losses) / sum(n for n, _ in losses)):  # fmt: skip
    """fit with another part."""
    history = []
    for _ in range(epochs):
        losses = [(len(x), step(model, loss_fn, optimizer, x, y)) for x, y in batches]
        history.append(Epoch(mean(losses), validate(model, loss_fn, val_batches)))
    return history


@misconception(fit, "T0.3/no_zero_grad", ADDS_UP)
def _fit_not_cleared(*args):
    return _fitted(*args, step=_step_not_cleared)


@misconception(fit, "T0.3/mean_of_means", BY_SIZE)
def _fit_mean_of_means(*args):
    return _fitted(*args, validate=_mean_of_means, mean=lambda losses: sum(a for _, a in losses) / len(losses))


@misconception(fit, "T0.3/last_batch", "The loss of an epoch is that of all its batches, not of the last one.")
def _fit_last_batch(*args):
    return _fitted(*args, mean=lambda losses: losses[-1][1])


@misconception(fit, "T0.3/stays_in_eval", "After an evaluation the next step needs training mode again.")
def _fit_stays_in_eval(*args):
    return _fitted(*args, step=_step_mode, validate=_stays_in_eval)


@misconception(fit, "T0.3/trains_on_validation", "Validation data take no step.")
def _fit_on_validation(model, loss_fn, optimizer, batches, val_batches, epochs):
    return _fitted(model, loss_fn, optimizer, [*batches, *val_batches], val_batches, epochs)
