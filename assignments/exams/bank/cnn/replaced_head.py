# %% [raw]
# # BEGIN QUESTION
# name: replaced_head
# type: number
# points: 1
# title: A new last layer
# topics: [T5.6]
# integer: true
# low: 100
# %% tags=["variant"]
from reference.cnn import architectures
from reference.misconceptions import misconceptions_of

NAMES = {"alexnet": "AlexNet", "vgg16": "VGG-16", "resnet18": "ResNet-18", "resnet50": "ResNet-50", "densenet121": "DenseNet-121"}


def variant(rng):
    name = str(rng.choice(list(NAMES)))
    spec = architectures.architecture(name)
    return {"key": name, "name": NAMES[name], "total": architectures.count_parameters(name), "features": spec[-1].c_in, "classes": int(rng.integers(2, 200))}


def answer(v):
    return architectures.count_parameters(architectures.with_classes(architectures.architecture(v["key"]), v["classes"]))


def mistakes(v):
    (kept,) = misconceptions_of(architectures.build_model, "T5.6/num_classes")
    weights = v["features"] * (1000 - v["classes"])
    return {
        kept.key: (kept.message, v["total"]),
        "T5.6/added": ("The new layer takes the place of the old one.", v["total"] + (v["features"] + 1) * v["classes"]),
        "T5.6/no_bias": ("Each class has a bias, too.", v["total"] - weights),
    }


# %% [markdown]
# {{ name }} for 1000 classes has {{ total }} parameters; its last layer is dense, with biases, and takes {{ features }} features. It is replaced by one for {{ classes }} classes. How many parameters has the network now?
# %% [raw]
# # END QUESTION
