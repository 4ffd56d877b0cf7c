"""Wrong versions of the functions in `reference.blocks`, with the message that names each mistake."""

from reference._array import namespace
from reference._misconceptions import misconception
from reference.blocks import (
    MOMENTUM,
    BatchNorm,
    LayerSpec,
    RunningStats,
    _each,
    _leaves,
    _trace,
    architecture,
    batch_norm2d,
    count_parameters,
    dense_block,
    inception_concat,
    residual_block,
    shape_trace,
)
from reference.counting import conv_output_size

ADD = "ResNet adds, DenseNet and Inception concatenate."
AXIS = "Normalise over batch and space, per channel."
PROJECTION = "The shortcut needs a 1×1 convolution when shape changes."


def _spec(name_or_spec):
    return architecture(name_or_spec) if isinstance(name_or_spec, str) else name_or_spec


def _changed(spec, change):
    """The same layers after `change`, those of branches included."""
    return tuple(
        layer._replace(branches=tuple(_changed(branch, change) for branch in layer.branches))
        if layer.branches
        else change(layer)
        for layer in spec
    )


@misconception(
    count_parameters,
    "T5.6/bn_params",
    "Batch norm has 2C learnable parameters; running statistics are not parameters.",
)
def _count_running(name_or_spec):
    spec = _spec(name_or_spec)
    return count_parameters(spec) + sum(2 * layer.c_in for layer in _leaves(spec) if layer.kind == "batch_norm")


@misconception(
    count_parameters, "T5.6/conv_bias_with_bn", "A convolution before batch norm has no bias here.", "convention"
)
def _count_all_biases(name_or_spec):
    return count_parameters(_changed(_spec(name_or_spec), lambda layer: layer._replace(bias=True)))


@misconception(count_parameters, "T5.6/flatten", "400 features enter LeNet's first dense layer (16·5·5).")
def _count_flatten(name_or_spec):
    def narrow(layer):  # 16·4·4: a 28×28 image without its padding
        return layer._replace(c_in=256) if (layer.kind, layer.c_in) == ("linear", 400) else layer

    return count_parameters(_changed(_spec(name_or_spec), narrow))


@misconception(count_parameters, "T5.6/projection", PROJECTION)
def _count_no_projection(name_or_spec):
    layers = _spec(name_or_spec)
    return count_parameters([_only_main(layer) for layer in layers])


def _only_main(layer: LayerSpec) -> LayerSpec:
    return layer._replace(branches=layer.branches[:1]) if layer.kind == "add" else layer


@misconception(shape_trace, "T5.5/forgot_plus1", "Add 1 after dividing.", "slip")
def _shapes_no_plus1(spec, in_shape):
    return _loose_trace(spec, in_shape, lambda n, k, s, p: max(1, conv_output_size(n, k, s, p) - 1))


@misconception(shape_trace, "T5.5/ceil", "Round down.")
def _shapes_ceil(spec, in_shape):
    return _loose_trace(spec, in_shape, lambda n, k, s, p: -(-(n + 2 * p - k) // s) + 1)


@misconception(shape_trace, "T5.5/pad_once", "Padding counts on both sides.")
def _shapes_pad_once(spec, in_shape):
    return _loose_trace(spec, in_shape, lambda n, k, s, p: max(1, (n + p - k) // s + 1))


@misconception(shape_trace, "T5.6/add_vs_concat", ADD)
def _shapes_add(spec, in_shape):
    other = {"add": "concat", "concat": "add"}
    return _loose_trace([layer._replace(kind=other.get(layer.kind, layer.kind)) for layer in spec], in_shape)


def _loose_trace(spec, in_shape, size=conv_output_size):
    """A trace that goes on where sizes no longer fit: the first branch of a join decides, widths are not compared."""
    shape, shapes = tuple(in_shape), []
    for layer in spec:
        if layer.kind in ("add", "concat"):
            ends = [([shape, *_loose_trace(branch, shape, size)])[-1] for branch in layer.branches]
            channels = sum(end[0] for end in ends) if layer.kind == "concat" else ends[0][0]
            shape = (channels, *ends[0][1:])
        else:
            (shape,) = _trace([layer._replace(c_in=0)], shape, size)
        shapes.append(shape)
    return shapes


@misconception(batch_norm2d, "T5.6/bn_axis", AXIS)
def _norm_batch_only(x, gamma, beta, eps=1e-5, train=True, running=None):
    xp = namespace(x)
    if not train:
        return batch_norm2d(x, gamma, beta, eps, train, running)
    mean, var = xp.mean(x, axis=0), xp.var(x, axis=0)
    y = _each(gamma) * (x - mean) / (var + eps) ** 0.5 + _each(beta)
    return BatchNorm(y, batch_norm2d(x, gamma, beta, eps, train, running).running)


@misconception(batch_norm2d, "T5.6/biased_running", "The running variance takes the unbiased variance.", "convention")
def _norm_biased_running(x, gamma, beta, eps=1e-5, train=True, running=None):
    right = batch_norm2d(x, gamma, beta, eps, train, running)
    if not train:
        return right
    start = 1.0 if running is None else running[1]
    var = (1 - MOMENTUM) * start + MOMENTUM * namespace(x).var(x, axis=(0, 2, 3))
    return right._replace(running=right.running._replace(var=var))


@misconception(batch_norm2d, "T5.6/unbiased_batch", "The batch is normalised with its biased variance.", "convention")
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


@misconception(inception_concat, "T5.6/concat_batch", "Concatenate along the channels, axis 1.", "slip")
def _inception_batch(branches):
    least = min(branch.shape[1] for branch in branches)
    return namespace(*branches).concat([branch[:, :least, ...] for branch in branches], axis=0)


@misconception(inception_concat, "T5.6/reversed", "The branches keep their order.", "slip")
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
