"""Wrong versions of the functions in `reference.cnn.architectures`, with the message that names each mistake."""

from reference._array import torch_nn
from reference.cnn.architectures import (
    _leaves,
    _network,
    _trace,
    architecture,
    build_model,
    count_parameters,
    shape_trace,
    with_classes,
)
from reference.cnn.sizes import conv_output_size
from reference.misconceptions import misconception

ADD = "ResNet adds, DenseNet and Inception concatenate."
BN_PARAMS = "Batch norm has 2C learnable parameters; running statistics are not parameters."
BIAS_WITH_BN = "A convolution before batch norm has no bias here."
FLATTEN_400 = "400 features enter LeNet's first dense layer (16·5·5)."
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


@misconception(count_parameters, "T5.6/bn_params", BN_PARAMS)
def _count_running(name_or_spec):
    spec = _spec(name_or_spec)
    return count_parameters(spec) + sum(2 * layer.c_in for layer in _leaves(spec) if layer.kind == "batch_norm")


def _biased(layer):
    return layer._replace(bias=True)


def _narrow(layer):
    """16·4·4 in the place of 16·5·5: a 28×28 image without its padding."""
    return layer._replace(c_in=256) if (layer.kind, layer.c_in) == ("linear", 400) else layer


def _unprojected(spec):
    return [layer._replace(branches=(layer.branches[0], ())) if layer.kind == "add" else layer for layer in spec]


@misconception(count_parameters, "T5.6/conv_bias_with_bn", BIAS_WITH_BN)
def _count_all_biases(name_or_spec):
    return count_parameters(_changed(_spec(name_or_spec), _biased))


@misconception(count_parameters, "T5.6/flatten", FLATTEN_400)
def _count_flatten(name_or_spec):
    return count_parameters(_changed(_spec(name_or_spec), _narrow))


@misconception(count_parameters, "T5.6/projection", PROJECTION)
def _count_no_projection(name_or_spec):
    return count_parameters(_unprojected(_spec(name_or_spec)))


@misconception(shape_trace, "T5.5/forgot_plus1", "Add 1 after dividing.")
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
    return _loose_trace(_joined_otherwise(spec), in_shape)


def _joined_otherwise(spec):
    other = {"add": "concat", "concat": "add"}
    return [layer._replace(kind=other.get(layer.kind, layer.kind)) for layer in spec]


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


def _model_with(change):
    """`build_model` from changed layers."""

    def build(name, num_classes=None):
        spec = architecture(name)
        return _network(change(spec if num_classes is None else with_classes(spec, num_classes)))

    return build


for _key, _text, _change in (
    ("conv_bias_with_bn", BIAS_WITH_BN, lambda spec: _changed(spec, _biased)),
    ("flatten", FLATTEN_400, lambda spec: _changed(spec, _narrow)),
    ("projection", PROJECTION, _unprojected),
    ("add_vs_concat", ADD, _joined_otherwise),
):
    misconception(build_model, f"T5.6/{_key}", _text)(_model_with(_change))


@misconception(build_model, "T5.6/bn_params", BN_PARAMS)
def _model_learned_statistics(name, num_classes=None):
    model, nn = build_model(name, num_classes), torch_nn()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for statistic in ("running_mean", "running_var"):
                start = getattr(module, statistic)
                delattr(module, statistic)
                module.register_parameter(statistic, nn.Parameter(start))
    return model


@misconception(build_model, "T5.6/num_classes", "The last layer has one output for each of your classes.")
def _model_of_the_paper(name, num_classes=None):
    return build_model(name)
