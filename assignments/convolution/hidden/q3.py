"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.cnn.conv import conv2d as reference_conv
from reference.misconceptions import misconceptions_of

# The question has no groups: T5.3/group_weights is the right answer here.


def one_side(x, w, b=None, stride=1, padding=0, dilation=1):
    framed = np.pad(x, ((0, 0), (0, 0), (2 * padding, 0), (2 * padding, 0)))
    return reference_conv(framed, w, b, stride, 0, dilation)


def less_frame(x, w, b=None, stride=1, padding=0, dilation=1):
    return reference_conv(np.pad(x, ((0, 0), (0, 0), (padding, 0), (padding, 0))), w, b, stride, 0, dilation)


def first_channel(x, w, b=None, stride=1, padding=0, dilation=1):
    return reference_conv(x[:, :1], w[:, :1], b, stride, padding, dilation)


def all_behind(x, w, b=None, stride=1, padding=0, dilation=1):
    framed = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)))
    return reference_conv(framed, w, b, stride, 0, dilation)


def mean_over_channels(x, w, b=None, stride=1, padding=0, dilation=1):
    return reference_conv(x, w / w.shape[1], b, stride, padding, dilation)


def read_without_gaps(x, w, b=None, stride=1, padding=0, dilation=1):
    """The size of the output is right, but neighbouring weights read neighbouring pixels."""
    *_, rows, columns = reference_conv(x, w, b, stride, padding, dilation).shape
    return reference_conv(x, w, b, stride, padding, 1)[:, :, :rows, :columns]


MUTANTS = [
    Misconception("T5.2/one_side", "Padding lies on all four sides, as much on each.", all_behind),
    Misconception("T5.2/channel_mean", "A filter adds up over the channels, it takes no mean.", mean_over_channels),
    Misconception("T5.3/no_gaps", "Dilation also says which pixels the weights read: every d-th.", read_without_gaps),
    *misconceptions_of(reference_conv, "T5.2/flip", "T5.2/per_channel", "T5.2/pad_value", "T5.3/no_gaps"),
    Misconception(
        "T5.2/one_side", "Padding lies on all four sides, as much on each: height and width grow by 2p.", one_side
    ),
    Misconception(
        "T5.2/one_side", "Padding lies on all four sides, as much on each: height and width grow by 2p.", less_frame
    ),
    Misconception(
        "T5.2/first_channel", "A filter has a slice for each channel: add up over all of them.", first_channel
    ),
]
SHAPES = [
    ((2, 3, 8, 7), (4, 3, 3, 2)),
    ((1, 2, 6, 9), (5, 2, 2, 3)),
    ((3, 1, 7, 8), (2, 1, 3, 3)),
    ((2, 4, 5, 6), (1, 4, 1, 1)),
]


def images(seed, dtypes=("float64", "float32")):
    rng = np.random.default_rng(seed)
    drawn = [tuple(rng.normal(size=s).astype(t) for s in (x, w, w[0])) for x, w in SHAPES for t in dtypes]
    x, w, b = (a.copy(order="F") for a in drawn[0])
    x.flags.writeable = w.flags.writeable = b.flags.writeable = False
    again = tuple(a[::-1].copy() + 1 for a in drawn[0])  # the same shapes, other numbers
    return [*drawn, (x, w, b), again]


def check(student, cases, **options):
    agree(student, reference_conv, cases, mutants=MUTANTS, name="conv2d", **options)


@test_case(
    name="channels and filters",
    points=1,
    hidden=True,
    failure_message="What does a filter do with the input channels, and where does each bias go?",
)
def test_hidden_channels(conv2d):
    drawn = images(31)
    check(
        conv2d,
        [(*d, 1, 0, 1) for d in drawn] + [(x, w, None, 1, 0, 1) for x, w, _ in drawn] + [drawn[0][:2]],
        check_dtype=False,
    )


@test_case(
    name="padding",
    points=1,
    hidden=True,
    failure_message="Which numbers are put around the image, and on how many sides?",
)
def test_hidden_padding(conv2d):
    cases = [(*d, 1, p, 1) for i, d in enumerate(images(32)) for p in (i % 2 + 1, 3)]
    check(conv2d, [*cases, Case(*cases[0][:3], padding=np.int64(2))], check_dtype=False)


@test_case(
    name="stride",
    points=0.5,
    hidden=True,
    failure_message="Where does the second window begin, and where does the last one end?",
)
def test_hidden_stride(conv2d):
    cases = [(*d, s, p, 1) for d in images(33) for s, p in ((2, 0), (2, 1), (3, 2))]
    check(conv2d, [*cases, Case(*cases[0][:3], stride=np.int64(2))], check_dtype=False)


@test_case(
    name="dilation",
    points=1,
    hidden=True,
    failure_message="How far apart are two pixels that neighbouring weights read?",
)
def test_hidden_dilation(conv2d):
    settings = ((1, 0, 2), (1, 2, 3), (2, 1, 2))
    check(
        conv2d,
        [Case(*d, stride=s, padding=p, dilation=dd) for d in images(34) for s, p, dd in settings],
        check_dtype=False,
    )


@test_case(
    name="float32 stays float32",
    points=0.5,
    hidden=True,
    failure_message="Which dtype has np.zeros, if you do not say one?",
)
def test_hidden_dtype(conv2d):
    check(conv2d, [(x, w, b, 1, 1, 1) for x, w, b in images(35, ("float32",))], check_dtype=True)
