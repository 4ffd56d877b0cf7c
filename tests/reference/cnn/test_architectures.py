"""Layer lists and models of the published networks against torch modules built from their layers."""

import pytest

from reference.cnn import architectures
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike

torch = pytest.importorskip("torch")
nn = torch.nn

COUNTS = {
    "lenet5": 61_706,
    "alexnet": 61_100_840,
    "alexnet_two_gpu": 60_965_224,
    "vgg16": 138_357_544,
    "googlenet_inception_3a": 163_696,
    "resnet18": 11_689_512,
    "resnet50": 25_557_032,
    "densenet121": 7_978_856,
    "mobilenet_v1": 4_231_976,
}
IN_SHAPES = {"lenet5": (1, 32, 32), "googlenet_inception_3a": (192, 28, 28)}


class Join(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.add = layer.kind == "add"
        self.branches = nn.ModuleList(build(branch) for branch in layer.branches)

    def forward(self, x):
        parts = [branch(x) for branch in self.branches]
        return sum(parts) if self.add else torch.cat(parts, dim=1)


def build(spec):
    """torch's own modules for a list of layers."""
    makers = {
        "conv": lambda a: nn.Conv2d(a.c_in, a.c_out, a.k, a.stride, a.padding, groups=a.groups, bias=a.bias),
        "batch_norm": lambda a: nn.BatchNorm2d(a.c_in),
        "relu": lambda a: nn.ReLU(),
        "max_pool": lambda a: nn.MaxPool2d(a.k, a.stride, a.padding),
        "avg_pool": lambda a: nn.AvgPool2d(a.k, a.stride, a.padding),
        "global_avg_pool": lambda a: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        "flatten": lambda a: nn.Flatten(),
        "linear": lambda a: nn.Linear(a.c_in, a.c_out, bias=a.bias),
        "add": Join,
        "concat": Join,
    }
    return nn.Sequential(*(makers[layer.kind](layer) for layer in spec))


def in_shape(name):
    return IN_SHAPES.get(name, (3, 224, 224))


@pytest.mark.parametrize("name", COUNTS)
def test_the_parameters_of_the_published_networks(name):
    assert architectures.count_parameters(name) == COUNTS[name]
    assert architectures.count_parameters(architectures.architecture(name)) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_torch_modules_have_the_same_parameters_and_shapes(name):
    spec = architectures.architecture(name)
    with torch.device("meta"):  # shapes without numbers
        model, x = build(spec).eval(), torch.zeros(1, *in_shape(name))
    assert sum(p.numel() for p in model.parameters()) == COUNTS[name]
    shapes = []
    for layer in model:
        x = layer(x)
        shapes.append(tuple(x.shape[1:]))
    assert architectures.shape_trace(spec, in_shape(name)) == shapes


def test_lenet5_layer_by_layer():
    spec = architectures.architecture("lenet5")
    counts = [architectures.count_parameters([layer]) for layer in spec]
    assert [c for c in counts if c] == [156, 2_416, 48_120, 10_164, 850]
    wide = [spec[0]._replace(padding=2), *spec[1:]]
    assert architectures.shape_trace(wide, (1, 28, 28)) == architectures.shape_trace(spec, (1, 32, 32))
    assert (400,) in architectures.shape_trace(spec, (1, 32, 32))


def test_the_sparse_lenet5_of_1998_has_60840_parameters():
    assert sum(architectures.LENET5_1998.values()) == 60_840
    c3 = 6 * (3 * 25 + 1) + 9 * (4 * 25 + 1) + (6 * 25 + 1)  # 6 maps see 3 inputs, 9 see 4, one sees all 6
    assert architectures.LENET5_1998["C3"] == c3


def test_the_inception_block_gives_256_channels():
    assert architectures.shape_trace(architectures.architecture("googlenet_inception_3a"), (192, 28, 28)) == [
        (256, 28, 28)
    ]


def test_two_copies_of_an_architecture_are_independent():
    architectures.architecture("lenet5").clear()
    assert architectures.architecture("lenet5")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: architectures.architecture("lenet"), "name: expected one of 'lenet5'"),
        (lambda: architectures.count_parameters([architectures.LayerSpec("dense")]), "kind: expected one of"),
        (
            lambda: architectures.shape_trace(architectures.architecture("lenet5"), (3, 32, 32)),
            r"spec\[0\]: expected 1 channels",
        ),
        (
            lambda: architectures.shape_trace(architectures.architecture("lenet5"), (1, 28, 28)),
            r"spec\[7\]: expected 400 channels",
        ),
        (
            lambda: architectures.shape_trace(architectures.architecture("lenet5"), (1, 4, 4)),
            "k: expected a kernel of at most",
        ),
    ],
)
def test_impossible_networks_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_branches_that_do_not_fit_are_refused():
    short = architectures.LayerSpec("conv", 2, 3, 3)
    for kind in ("add", "concat"):
        with pytest.raises(ValueError, match=f"{kind}: expected branches that fit"):
            architectures.shape_trace([architectures.LayerSpec(kind, branches=((), (short,)))], (2, 5, 7))


# -- models


def size_of(model):
    return sum(p.numel() for p in model.parameters())


def on_meta(build, *args):
    """A model without numbers: 138 million weights would take half a gigabyte."""
    with torch.device("meta"):
        return build(*args)


@pytest.mark.parametrize("name", COUNTS)
def test_a_model_has_the_published_number_of_parameters_and_the_traced_shape(name):
    model = on_meta(architectures.build_model, name).eval()
    assert size_of(model) == COUNTS[name]
    out = model(torch.zeros(2, *in_shape(name), device="meta"))
    assert tuple(out.shape[1:]) == architectures.shape_trace(architectures.architecture(name), in_shape(name))[-1]


@pytest.mark.parametrize(
    ("name", "side"), [("lenet5", 32), ("googlenet_inception_3a", 7), ("resnet18", 64), ("mobilenet_v1", 64)]
)
def test_a_model_computes_what_torch_modules_with_its_weights_compute(name, side):
    torch.manual_seed(0)
    model, oracle = architectures.build_model(name), build(architectures.architecture(name))
    for mine, theirs in zip(model.state_dict().values(), oracle.state_dict().values(), strict=True):
        theirs.copy_(mine)
    x = torch.randn(2, in_shape(name)[0], side, side)
    assert torch.equal(model(x), oracle(x))


@pytest.mark.parametrize("name", [name for name in COUNTS if name != "googlenet_inception_3a"])
def test_a_model_has_an_output_for_each_class(name):
    model = on_meta(architectures.build_model, name, 7).eval()
    assert tuple(model(torch.zeros(2, *in_shape(name), device="meta")).shape) == (2, 7)
    last = architectures.architecture(name)[-1]
    assert COUNTS[name] - size_of(model) == (last.c_out - 7) * (last.c_in + 1)


def test_a_model_learns():
    torch.manual_seed(1)
    model, x, y = architectures.build_model("lenet5", 3), torch.randn(8, 1, 32, 32), torch.arange(8) % 3
    losses = []
    for _ in range(5):
        losses.append(nn.functional.cross_entropy(model(x), y))
        model.zero_grad()
        losses[-1].backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= 0.05 * p.grad
    assert losses[-1] < losses[0]


@pytest.mark.parametrize(
    ("name", "classes", "message"),
    [
        ("lenet", 10, "name: expected one of 'lenet5'"),
        ("lenet5", 0, "num_classes: expected a number of at least 1, got 0"),
        ("googlenet_inception_3a", 10, "num_classes: expected None, since the last layer is concat, got 10"),
    ],
)
def test_impossible_models_are_refused(name, classes, message):
    with pytest.raises(ValueError, match=message):
        architectures.build_model(name, classes)


# -- misconceptions

NETS = ["lenet5", "resnet18", "mobilenet_v1", "densenet121"]


@pytest.mark.parametrize(
    ("function", "cases"),
    [
        (architectures.count_parameters, [(name,) for name in NETS]),
        (architectures.shape_trace, [(architectures.architecture(name), in_shape(name)) for name in NETS]),
    ],
    ids=["count_parameters", "shape_trace"],
)
def test_misconceptions_can_be_told_apart(function, cases):
    assert alike(function, cases) == []


def looked_at(make, name, *classes):
    """Parameters and output shape of a model; 0 where it refuses the image."""
    model = on_meta(make, name, *classes).eval()
    try:
        return size_of(model), *model(torch.zeros(2, *in_shape(name), device="meta")).shape
    except (RuntimeError, ValueError):
        return size_of(model), 0


def test_misconceptions_of_models_can_be_told_apart_by_size_and_output():
    assert (
        alike(architectures.build_model, [("lenet5", 10), ("resnet18", 10), ("densenet121", 10)], driver=looked_at)
        == []
    )


def test_a_model_with_learned_statistics_counts_them():
    (mistake,) = misconceptions_of(architectures.build_model, "T5.6/bn_params")
    statistics = 2 * sum(
        m.num_features for m in architectures.build_model("resnet18").modules() if isinstance(m, nn.BatchNorm2d)
    )
    assert size_of(mistake.mutant("resnet18")) == COUNTS["resnet18"] + statistics
