"""Wrong versions of the functions in `reference.cnn.blocks`, with the message that names each mistake."""

from reference._array import namespace
from reference.cnn.blocks import (
    MOMENTUM,
    BatchNorm,
    RunningStats,
    _each,
    batch_norm2d,
    dense_block,
    inception_concat,
    residual_block,
)
from reference.misconceptions import misconception

ADD = "ResNet adds, DenseNet and Inception concatenate."
AXIS = "Normalise over batch and space, per channel."
PROJECTION = "The shortcut needs a 1×1 convolution when shape changes."


@misconception(batch_norm2d, "T5.6/bn_axis", AXIS)
def _norm_batch_only(x, gamma, beta, eps=1e-5, train=True, running=None):
    xp = namespace(x)
    if not train:
        return batch_norm2d(x, gamma, beta, eps, train, running)
    mean, var = xp.mean(x, axis=0), xp.var(x, axis=0)
    y = _each(gamma) * (x - mean) / (var + eps) ** 0.5 + _each(beta)
    return BatchNorm(y, batch_norm2d(x, gamma, beta, eps, train, running).running)


@misconception(batch_norm2d, "T5.6/biased_running", "The running variance takes the unbiased variance.")
def _norm_biased_running(x, gamma, beta, eps=1e-5, train=True, running=None):
    right = batch_norm2d(x, gamma, beta, eps, train, running)
    if not train:
        return right
    start = 1.0 if running is None else running[1]
    var = (1 - MOMENTUM) * start + MOMENTUM * namespace(x).var(x, axis=(0, 2, 3))
    return right._replace(running=right.running._replace(var=var))


@misconception(batch_norm2d, "T5.6/unbiased_batch", "The batch is normalised with its biased variance.")
def _norm_unbiased(x, gamma, beta, eps=1e-5, train=True, running=None):
    xp = namespace(x)
    right = batch_norm2d(x, gamma, beta, eps, train, running)
    if not train:
        return right
    mean, var = xp.mean(x, axis=(0, 2, 3)), xp.var(x, axis=(0, 2, 3), correction=1)
    return right._replace(y=_each(gamma) * (x - _each(mean)) / (_each(var) + eps) ** 0.5 + _each(beta))


@misconception(batch_norm2d, "T5.6/eval_batch", "After training the running statistics replace those of the batch.")
def _norm_eval_batch(x, gamma, beta, eps=1e-5, train=True, running=None):
    right = batch_norm2d(x, gamma, beta, eps, True, running)
    return right if train else right._replace(running=RunningStats(*running))


@misconception(batch_norm2d, "T5.6/momentum", "The new batch has the small share: 0.9·running + 0.1·batch.")
def _norm_momentum(x, gamma, beta, eps=1e-5, train=True, running=None):
    right = batch_norm2d(x, gamma, beta, eps, train, running)
    if not train:
        return right
    start = (0.0, 1.0) if running is None else running
    batch = [(new - (1 - MOMENTUM) * old) / MOMENTUM for new, old in zip(right.running, start, strict=True)]
    swapped = [MOMENTUM * old + (1 - MOMENTUM) * new for new, old in zip(batch, start, strict=True)]
    return right._replace(running=RunningStats(*swapped))


@misconception(residual_block, "T5.6/add_vs_concat", ADD)
def _residual_concat(x, F, projection=None):
    return namespace(x).concat([F(x), x if projection is None else projection(x)], axis=1)


@misconception(residual_block, "T5.6/projection", PROJECTION)
def _residual_no_projection(x, F, projection=None):
    return F(x) + x if projection is None else F(x)


@misconception(residual_block, "T5.6/no_shortcut", "Add the block's input to its output.")
def _residual_plain(x, F, projection=None):
    return F(x)


@misconception(inception_concat, "T5.6/add_vs_concat", ADD)
def _inception_add(branches):
    widest = max(branch.shape[1] for branch in branches)
    xp = namespace(*branches)
    return sum(
        xp.concat([branch, *[0 * branch[:, :1, ...]] * (widest - branch.shape[1])], axis=1) for branch in branches
    )


@misconception(inception_concat, "T5.6/concat_batch", "Concatenate along the channels, axis 1.")
def _inception_batch(branches):
    least = min(branch.shape[1] for branch in branches)
    return namespace(*branches).concat([branch[:, :least, ...] for branch in branches], axis=0)


@misconception(inception_concat, "T5.6/reversed", "The branches keep their order.")
def _inception_reversed(branches):
    return inception_concat(branches[::-1])


@misconception(dense_block, "T5.6/add_vs_concat", ADD)
def _dense_add(x, layers):
    for layer in layers:
        new = layer(x)
        x = x + namespace(x).mean(new, axis=1, keepdims=True) if new.shape[1] != x.shape[1] else x + new
    return x


@misconception(dense_block, "T5.6/only_new", "The output keeps the input and every earlier layer's channels.")
def _dense_only_new(x, layers):
    return dense_block(x, layers)[:, x.shape[1] :, ...]


@misconception(dense_block, "T5.6/all_see_input", "Each layer sees what the layers before it made, too.")
def _dense_parallel(x, layers):
    seen = x
    parts = [x]
    for layer in layers:
        new = layer(seen)
        seen = namespace(x).concat([seen, 0 * new], axis=1)
        parts.append(new)
    return inception_concat(parts)
