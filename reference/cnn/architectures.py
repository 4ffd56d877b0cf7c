"""Layer lists of LeNet-5 to MobileNet, with their parameter counts, shapes and torch modules.

Sources: `001_93c4fdc1f7522504.txt` (popular CNN architectures, outline only; its table dates LeNet 1990, LeNet-5 here
is that of 1998), `004_c46ddd2f6285f478.txt`. Layer sizes are the papers', in torchvision's variant where several exist:
AlexNet in one tower, ResNet-50 with the stride in the 3×3 layer. A convolution before batch norm has no bias; dropout,
which has neither parameters nor a shape of its own, is left out.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from reference._array import check_at_least, check_option, torch_nn
from reference.cnn.blocks import inception_concat, residual_block
from reference.cnn.sizes import conv_output_size, conv_param_count

KINDS = (
    *("conv", "batch_norm", "relu", "max_pool", "avg_pool", "global_avg_pool", "flatten", "linear"),
    *("add", "concat"),
)
# The network of 1998: C3 sees chosen maps only, S2 and S4 have a gain and a bias per map, the output is RBF units.
LENET5_1998 = {"C1": 156, "S2": 12, "C3": 1_516, "S4": 32, "C5": 48_120, "F6": 10_164, "RBF": 840}


class LayerSpec(NamedTuple):
    """One layer; channels for images, features for "linear". Sides are square.

    "add" and "concat" give their input to each of `branches` (an empty branch hands it on) and join the results, by
    sum or along the channels.
    """

    kind: str
    c_in: int = 0
    c_out: int = 0
    k: int = 1
    stride: int = 1
    padding: int = 0
    groups: int = 1
    bias: bool = True
    branches: tuple[tuple["LayerSpec", ...], ...] = ()


Spec = Sequence[LayerSpec]
RELU, FLATTEN, GLOBAL = (LayerSpec(kind) for kind in ("relu", "flatten", "global_avg_pool"))


def _conv(c_in: int, c_out: int, k: int, stride: int = 1, padding: int = 0, groups: int = 1) -> list[LayerSpec]:
    return [LayerSpec("conv", c_in, c_out, k, stride, padding, groups), RELU]


def _conv_bn(c_in: int, c_out: int, k: int, stride: int = 1, groups: int = 1) -> list[LayerSpec]:
    """Convolution of odd size that keeps the image (but for its stride), without bias, and batch norm."""
    return [
        LayerSpec("conv", c_in, c_out, k, stride, k // 2, groups, bias=False),
        LayerSpec("batch_norm", c_out, c_out),
    ]


def _pool(kind: str, k: int, stride: int, padding: int = 0) -> LayerSpec:
    return LayerSpec(kind, k=k, stride=stride, padding=padding)


def _dense(*sizes: int) -> list[LayerSpec]:
    """Dense layers with ReLU between them."""
    layers = [layer for c_in, c_out in pairwise(sizes) for layer in (LayerSpec("linear", c_in, c_out), RELU)]
    return layers[:-1]


def _lenet5() -> list[LayerSpec]:
    pool = _pool("max_pool", 2, 2)
    return [*_conv(1, 6, 5), pool, *_conv(6, 16, 5), pool, FLATTEN, *_dense(400, 120, 84, 10)]


def _alexnet(widths: tuple[int, ...], groups: int) -> list[LayerSpec]:
    a, b, c, d, e = widths
    pool = _pool("max_pool", 3, 2)
    layers = [*_conv(3, a, 11, 4, 2), pool, *_conv(a, b, 5, 1, 2, groups), pool, *_conv(b, c, 3, 1, 1)]
    layers += [*_conv(c, d, 3, 1, 1, groups), *_conv(d, e, 3, 1, 1, groups), pool, FLATTEN]
    return layers + _dense(e * 6 * 6, 4096, 4096, 1000)


def _vgg16() -> list[LayerSpec]:
    layers, c_in = [], 3
    for c_out, times in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(times):
            layers += _conv(c_in, c_out, 3, 1, 1)
            c_in = c_out
        layers.append(_pool("max_pool", 2, 2))
    return [*layers, FLATTEN, *_dense(512 * 7 * 7, 4096, 4096, 1000)]


def _inception_3a() -> list[LayerSpec]:
    return [
        LayerSpec(
            "concat",
            192,
            256,
            branches=(
                tuple(_conv(192, 64, 1)),
                (*_conv(192, 96, 1), *_conv(96, 128, 3, 1, 1)),
                (*_conv(192, 16, 1), *_conv(16, 32, 5, 1, 2)),
                (_pool("max_pool", 3, 1, 1), *_conv(192, 32, 1)),
            ),
        )
    ]


def _stem() -> list[LayerSpec]:
    return [*_conv_bn(3, 64, 7, 2), RELU, _pool("max_pool", 3, 2, 1)]


def _resnet(blocks: tuple[int, ...], bottleneck: bool) -> list[LayerSpec]:
    layers, c_in = _stem(), 64
    for stage, times in enumerate(blocks):
        width = 64 * 2**stage
        c_out = 4 * width if bottleneck else width
        for block in range(times):
            stride = 2 if stage and not block else 1
            if bottleneck:
                main = [*_conv_bn(c_in, width, 1), RELU, *_conv_bn(width, width, 3, stride), RELU]
                main += _conv_bn(width, c_out, 1)
            else:
                main = [*_conv_bn(c_in, c_out, 3, stride), RELU, *_conv_bn(c_out, c_out, 3)]
            shortcut = [] if stride == 1 and c_in == c_out else _conv_bn(c_in, c_out, 1, stride)
            layers += [LayerSpec("add", c_in, c_out, branches=(tuple(main), tuple(shortcut))), RELU]
            c_in = c_out
    return [*layers, GLOBAL, *_dense(c_in, 1000)]


def _bn_conv(c_in: int, c_out: int, k: int) -> list[LayerSpec]:
    """DenseNet's order: batch norm, ReLU, convolution."""
    return [LayerSpec("batch_norm", c_in, c_in), RELU, _conv_bn(c_in, c_out, k)[0]]


def _densenet121() -> list[LayerSpec]:
    layers, c, growth, blocks = _stem(), 64, 32, (6, 12, 24, 16)
    for stage, times in enumerate(blocks):
        for _ in range(times):
            new = (*_bn_conv(c, 4 * growth, 1), *_bn_conv(4 * growth, growth, 3))
            layers.append(LayerSpec("concat", c, c + growth, branches=((), new)))
            c += growth
        if stage < len(blocks) - 1:
            layers += [*_bn_conv(c, c // 2, 1), _pool("avg_pool", 2, 2)]
            c //= 2
    return [*layers, LayerSpec("batch_norm", c, c), RELU, GLOBAL, *_dense(c, 1000)]


def _mobilenet_v1() -> list[LayerSpec]:
    layers, c = [*_conv_bn(3, 32, 3, 2), RELU], 32
    strided = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *((512, 1),) * 5, (1024, 2), (1024, 1))
    for c_out, stride in strided:
        layers += [*_conv_bn(c, c, 3, stride, groups=c), RELU, *_conv_bn(c, c_out, 1), RELU]
        c = c_out
    return [*layers, GLOBAL, *_dense(c, 1000)]


ARCHITECTURES: dict[str, Callable[[], list[LayerSpec]]] = {
    "lenet5": _lenet5,
    "alexnet": lambda: _alexnet((64, 192, 384, 256, 256), 1),
    "alexnet_two_gpu": lambda: _alexnet((96, 256, 384, 384, 256), 2),
    "vgg16": _vgg16,
    "googlenet_inception_3a": _inception_3a,
    "resnet18": lambda: _resnet((2, 2, 2, 2), bottleneck=False),
    "resnet50": lambda: _resnet((3, 4, 6, 3), bottleneck=True),
    "densenet121": _densenet121,
    "mobilenet_v1": _mobilenet_v1,
}


def architecture(name: str) -> list[LayerSpec]:
    """The layers of a network, from a 1×32×32 image for lenet5, 192×28×28 for the inception block, else 3×224×224.

    Args:
        name: a key of `ARCHITECTURES`; 1000 classes, 10 for lenet5.

    Raises:
        ValueError: an unknown name.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.
    """
    check_option("name", name, tuple(ARCHITECTURES))
    return ARCHITECTURES[name]()


def _leaves(spec: Spec) -> Iterator[LayerSpec]:
    """All layers, those of branches included."""
    for layer in spec:
        if layer.branches:
            for branch in layer.branches:
                yield from _leaves(branch)
        else:
            yield layer


def _layer_parameters(layer: LayerSpec) -> int:
    check_option("kind", layer.kind, KINDS)
    if layer.kind == "conv":
        return conv_param_count(layer.c_in, layer.c_out, layer.k, layer.groups, layer.bias)
    if layer.kind == "linear":
        return layer.c_out * (layer.c_in + layer.bias)
    return 2 * layer.c_in if layer.kind == "batch_norm" else 0  # γ and β; running statistics are not learned


def count_parameters(name_or_spec: str | Spec) -> int:
    """Learnable parameters of a network, given by name or as its layers.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.

    >>> count_parameters("lenet5")
    61706
    """
    spec = architecture(name_or_spec) if isinstance(name_or_spec, str) else name_or_spec
    return sum(_layer_parameters(layer) for layer in _leaves(spec))


def shape_trace(spec: Spec, in_shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The shape after each layer of `spec`, without the batch axis; a joining layer counts as one.

    Args:
        in_shape: (C, H, W), or (D,) where the first layer is dense.

    Raises:
        ValueError: channels or features that do not fit, branches that cannot be joined, an image that has run out.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.
    """
    return _trace(spec, in_shape, conv_output_size)


def _trace(spec: Spec, shape: tuple[int, ...], size: Callable[..., int]) -> list[tuple[int, ...]]:
    shapes = []
    for i, layer in enumerate(spec):
        check_option("kind", layer.kind, KINDS)
        if layer.c_in and shape[0] != layer.c_in:
            raise ValueError(f"spec[{i}]: expected {layer.c_in} channels or features for {layer.kind}, got {shape[0]}")
        shape = _shape_after(layer, shape, size)
        shapes.append(shape)
    return shapes


def _shape_after(layer: LayerSpec, shape: tuple[int, ...], size: Callable[..., int]) -> tuple[int, ...]:
    if layer.kind in ("conv", "max_pool", "avg_pool"):
        sides = tuple(size(n, layer.k, layer.stride, layer.padding) for n in shape[1:])
        return (layer.c_out or shape[0], *sides)
    if layer.kind in ("add", "concat"):
        ends = [([shape, *_trace(branch, shape, size)])[-1] for branch in layer.branches]
        if len({end[layer.kind == "concat" :] for end in ends}) > 1:
            raise ValueError(f"{layer.kind}: expected branches that fit together, got {ends}")
        return ends[0] if layer.kind == "add" else (sum(end[0] for end in ends), *ends[0][1:])
    if layer.kind == "flatten":
        return (math.prod(shape),)
    return {"linear": (layer.c_out,), "global_avg_pool": shape[:1]}.get(layer.kind, shape)


@cache
def _join() -> type:
    """The class of modules that give their input to several branches and join the results."""

    class Join(torch_nn().Module):
        def __init__(self, kind: str, branches: Sequence[Any]) -> None:
            super().__init__()
            self.kind, self.branches = kind, torch_nn().ModuleList(branches)

        def forward(self, x: Any) -> Any:
            if self.kind == "add":
                main, shortcut = self.branches
                return residual_block(x, main, shortcut)
            return inception_concat([branch(x) for branch in self.branches])

    return Join


def _module(layer: LayerSpec) -> Any:
    """The torch module of one layer."""
    nn = torch_nn()
    if layer.branches:
        return _join()(layer.kind, [_network(branch) for branch in layer.branches])
    return {
        "conv": lambda c: nn.Conv2d(c.c_in, c.c_out, c.k, c.stride, c.padding, groups=c.groups, bias=c.bias),
        "batch_norm": lambda c: nn.BatchNorm2d(c.c_in),
        "relu": lambda c: nn.ReLU(),
        "max_pool": lambda c: nn.MaxPool2d(c.k, c.stride, c.padding),
        "avg_pool": lambda c: nn.AvgPool2d(c.k, c.stride, c.padding),
        "global_avg_pool": lambda c: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        "flatten": lambda c: nn.Flatten(),
        "linear": lambda c: nn.Linear(c.c_in, c.c_out, c.bias),
    }[layer.kind](layer)


def _network(spec: Spec) -> Any:
    return torch_nn().Sequential(*(_module(layer) for layer in spec))


def with_classes(spec: Spec, num_classes: int) -> list[LayerSpec]:
    """The same layers with `num_classes` outputs.

    Raises:
        ValueError: no class, or a last layer that is not dense: a block does not classify.
    """
    check_at_least(1, num_classes=num_classes)
    if spec[-1].kind != "linear":
        raise ValueError(f"num_classes: expected None, since the last layer is {spec[-1].kind}, got {num_classes}")
    return [*spec[:-1], spec[-1]._replace(c_out=num_classes)]


def build_model(name: str, num_classes: int | None = None) -> Any:
    """The network as a `torch.nn.Sequential`, a module for each layer of its list: (N, C, H, W) → (N, num_classes).

    Args:
        name: a key of `ARCHITECTURES`. num_classes: at least 1; None for as many as its list has, and for a block.

    Returns:
        a `torch.nn.Module` in training mode; torch's generator draws its weights.

    Raises:
        ValueError: an unknown name, a `num_classes` below 1 or for a block that does not classify.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.

    >>> sum(p.numel() for p in build_model("lenet5").parameters())
    61706
    """
    spec = architecture(name)
    return _network(spec if num_classes is None else with_classes(spec, num_classes))
