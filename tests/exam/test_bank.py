"""The question bank: every file draws, every worked number of the course comes out, every mistake is one.

The numbers in SAMPLES are the lectures' own or were computed without this package.
"""

import functools
import itertools
import math
import re
from pathlib import Path

import msgspec
import pytest

from autograder.exam.questions.draw import draw
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.kinds.symbolic import Symbolic
from autograder.exam.questions.question import read_question
from autograder.exam.questions.text import render
from autograder.exam.sheets.exam import question_files
from autograder.proof.variants import prove_question

ROOT = Path(__file__).parents[2]
PATHS = question_files(ROOT / "assignments/exams/bank")
CONCEPTS = [name for name in PATHS if name.startswith("concept_")]
DRAWS = 100

# How many of 100 draws differ at least; files whose template has fewer variants than that say so here.
DIFFERENT = dict.fromkeys(CONCEPTS, 3) | {
    "activation_slope": 40, "architecture_facts": 8, "bias_variance_value": 30, "chain_rule": 22, "gate_bias": 30,
    "dnf_network": 50, "milestone_match": 30, "momentum_run": 9, "pool_signal": 12, "slope_in_z": 20, "slope_of_output": 14,
    "softmax_slope": 20, "tempered_softmax": 9, "gate_slope": 9, "mask_patches": 10, "window_mask": 30,
    "attention_weight_slope": 16, "local_attention": 12, "lora_slope": 9, "nucleus": 16, "state_slope": 10,
    "gate_weights": 50, "shattered_points": 20, "slope_of_a_neuron": 30,
    "agent_slope": 8, "balanced": 15, "change_of_variables": 12, "gan_slope": 10, "guided_step": 12, "kl_slope": 20, "metric_slope": 8,
    "noise_algebra": 8, "quantised": 12, "schedule_step": 50, "score_slope": 9, "step_weights": 45, "trained_map": 25, "tree_search": 15,
    "wavenet_field": 45,
}  # fmt: skip


@functools.cache
def question(name):
    return read_question(PATHS[name], ROOT)


@functools.cache
def drawn(name):
    return [draw(question(name), seed) for seed in range(DRAWS)]


def kinds(name):
    return [d.kind for d in drawn(name) if d.kind is not None]


def texts(name):
    """What students read, for some draws."""
    cells = [c.source for c in question(name).cells if c.cell_type == "markdown"]
    return [
        "\n".join([*(render(c, d.params, name) for c in cells), d.kind.ask() if d.kind else ""])
        for d in drawn(name)[:20]
    ]


@pytest.mark.parametrize("name", PATHS)
def test_a_hundred_seeds_give_questions_that_can_be_asked(name):
    header = question(name).header
    for kind in kinds(name):
        assert kind.problem() is None
        numbers = _numbers(kind.expected) if isinstance(kind, Number | Matrix) else []
        assert all(math.isfinite(x) and header.low <= x <= header.high for x in numbers)


@pytest.mark.parametrize("name", PATHS)
def test_a_class_gets_different_questions(name):
    different = {msgspec.json.encode(d.params, order="deterministic") for d in drawn(name)}
    assert len(different) >= DIFFERENT.get(name, 75)


@pytest.mark.parametrize("name", PATHS)
def test_every_mistake_has_a_name_is_wrong_and_is_recognised(name):
    proof = prove_question(PATHS[name], ROOT, draws=DRAWS)
    assert proof.gaps == ()
    assert proof.told == proof.mistakes


@pytest.mark.parametrize("name", PATHS)
def test_the_text_is_filled_in_and_no_line_turns_into_a_list(name):
    for text in texts(name):
        assert "{{" not in text
        assert "{%" not in text
        assert name == "receptive_field" or not re.search(r"^(\d+[.)]|[+*]) ", text, re.M)  # Markdown would make a list


@pytest.mark.parametrize("name", [n for n in PATHS if n not in CONCEPTS])
def test_a_difficulty_is_near_one(name):
    assert all(0.5 <= d.difficulty <= 2 for d in drawn(name))


# -- the curriculum's numbers ------------------------------------------------------------------------------------------

NETWORK = {"x": 0.5, "w1": 0.8, "w2": -1.2, "y": 1, "g": "sigmoid"}
LINE = {"x": [1, 2, 3], "y": [2, 4, 7], "w0": 0.0, "lr": 0.01}
TINY = {"W": [[1, 0, 2], [0, 1, -1], [1, 1, 0]], "x": [2, -1, 1], "delta": 2, "lam": 0.1}
LAYER = {"h": [2, -1, 3, 0, 1, 4], "w": [1, 2, -1], "b": 0, "relu": False, "flip": False}
DROPOUT = {"x": [1] * 8, "mask": [1, 0, 1, 1, 0, 1, 1, 0], "p": 0.5}
LOGITS = {"z": [1, 2, 3], "y": 0}
BCE = {"a": [0.8, 0.3, 0.6, 0.1], "y": [1, 0, 0, 1]}
ERRORS = {"s": [[1, -2], [0, 3]], "y": [[0, 0], [2, 3]]}
PENALTY = {"data": [0.0, 0.0, 0.0], "W": [[1, -2], [3, 0.5]], "b": [1, 1], "lam": 0.1}
RATE = {"lr0": 0.1}
PIXELS = {"kind": "conv", "s": 1, "p": 0, "d": 1}
ELMAN = {"x": [1, 0, 0], "h0": 0.0, "w_in": 1.0, "w": 0.5, "b_in": 0.0, "b": 0.0}
JORDAN = {"x": [1, 0, 0], "y0": 0.0, "w_xh": 1.0, "w_yh": 0.5, "b_h": 0.0, "w_hy": 2, "b_y": 0.0, "mu": 0.0}
BOTH = {"x": [1, 0, -1], "length": 3, "w": 0.5, "w_back": 0.5}
CELL = {"c": 2.0, "nets": dict.fromkeys("ifgo", 1.5)}
CTC = {"p": [[0.5, 0.3, 0.2], [0.4, 0.4, 0.2], [0.3, 0.3, 0.4]]}
KEYS = [[1, 0], [0, 1], [1, 1]]
UNIT = [[1, 0], [0, 1]]
GROUP = {"new": [60, 20, 40, 40], "old": [40] * 4, "adv": [1, -1], "first": 1}
UNIT3 = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
TOKEN = {"x": [1, 2, 3, 6], "gamma": [1] * 4, "beta": [0] * 4}
TURN = {"x": [1, 0, 1, 0], "p": 2, "base": 10000}
BACK = {"q": [1, 0], "K": KEYS, "V": [1, 3, 5], "do": 1}
GPT = {"n_layer": 12, "d": 768}
FOUR = {"z": [2, 1, 0.5, -1]}
TRAP = {"first": [60, 39, 1], "second": [[40, 30, 30], [5, 5, 90], [30, 30, 40]]}
RAG = {"p_z": [0.7, 0.3], "p_y": [[0.9, 0.2], [0.1, 0.8]]}
SEARCH = {"docs": ["deep learning is deep", "learning to rank", "cats and dogs and birds"], "query": "deep learning"}
FOUND = {"ranking": [3, 1, 7, 5], "relevant": [1, 5, 9]}
DRAFT = {"p": [0.5, 0.3, 0.2], "q": [0.2, 0.6, 0.2]}
RANKED = {"scores": [0.9, 0.8, 0.7, 0.7, 0.55, 0.4], "y": [1, 1, 0, 1, 0, 0]}
MAPS = {"acts": [[[1, 0], [2, 1]], [[0, 3], [1, 0]]], "grads": [[[0.5, 0.5], [0, 1]], [[-1, 0], [-0.5, -0.5]]]}
BITS = {"W": [[0, 1, -1], [1, 0, 0.5], [-1, 0.5, 0]], "b": [0, 0.2, -0.3]}
HARMONIUM = {"v": [1, 1], "h": [1, 0], "W": [[1, -1], [0.5, 2]], "b": [0.1, -0.2], "c": [0, 0.3]}
STEPS = {"betas": [0.1, 0.2, 0.3], "t": 3}
NOISY = 1.0620665  # of 1 with the noise ½, at the last of these steps
NEAR = {"S": [[1, 0.8, 0.3], [0.8, 1, 0.6], [0.3, 0.6, 1]], "alpha": 2, "beta": 10, "lam": 0.5}
VIEWS = {"z": [[1, 0], [0, 1], [2, -1]], "z2": [[1, 1], [0, 0], [1, -1]]}
ACTOR = {"Q": [[0.5, 0], [2, 1.5]], "a": 0, "a2": 1, "p": 0.3, "r": 1, "done": False, "alpha": 0.1, "gamma": 0.9}
NEXT = {"r": [1, 1], "done": [False, True], "q": [[1, 3, 2]] * 2, "target": [[2, 0.5, 1]] * 2, "gamma": 0.9}
MDP = {"P": [[[0.8, 0.2], [0.1, 0.9]], [[0.9, 0.1], [0, 1]]], "R": [[0, 1], [2, 0]], "gamma": 0.9}
CODES = {"E": [[0, 0], [1, 1], [1, 0]], "z": [[0.2, 0.1], [0.9, 0.8], [1.2, -0.1]], "beta": 0.25}
PLAYERS = {"real": [1, -0.5], "fake": [-2, 0.5]}
PUCT = {"Q": [0.2, 0, 0.5], "P": [0.5, 0.3, 0.2], "N": [10, 0, 5], "c": 1.5}
SAMPLES = [
    ("course_grade", {"quizzes": [80, 80], "final": 70, "project": 90}, 81.0),
    ("gate_bias", {"m": 2, "k": 2, "strict": False}, -2),
    ("gate_bias", {"m": 2, "k": 2, "strict": True}, -1),
    (
        "perceptron_trace",
        {"X": [[-1, -2], [-3, -3], [1, -3], [2, 0]], "y": [0, 1, 0, 0], "order": [0, 2, 3, 1], "eta": 1, "threshold": "ge"},
        [[-1, 1, 2], [-2, -1, 2], [-1, -4, -1], [-2, -3, 1]],
    ),
    (
        "perceptron_step",
        {"labels": "pm1", "threshold": "ge", "w": [0, 0], "b": -1, "x": [0.8, 0.8], "y": 1, "eta": 1},
        [1, 1.6, 1.6],
    ),
    ("decision_line", {"w": [3, -2], "b": 1}, [1.5, 0.5]),
    ("adaline_gradient", {"X": [[1], [2], [3]], "y": [1, 2, 3], "w": [0], "b": 0}, [-14, -6]),
    ("hebb_step", {"rule": "hebb", "eta": 0.5, "X": [[1, -1], [1, 1]], "y": [1, -1]}, [0, -1]),
    ("hebb_step", {"rule": "oja", "eta": 0.1, "w": [0.6, 0.8], "x": [1, 2]}, [0.5296, 0.8528]),
    (
        "class_scores",
        {"W": [[0.2, -0.5, 0.1, 2], [1.5, 1.3, 2.1, 0], [0, 0.25, 0.2, -0.3]], "b": [1.1, 3.2, -1.2], "x": [56, 231, 24, 2]},
        [-96.8, 437.9, 60.75],
    ),
    ("hinge_value", {"s": [6, -3, 4, 9], "y": 0, "delta": 5}, 11),
    ("hinge_value", {"s": [13, -7, 11], "y": 0, "delta": 10}, 8),
    ("hinge_gradient", TINY | {"y": 2}, [[2.2, -1, 1.4], [0, 0.2, -0.2], [-1.8, 1.2, -1]]),
    ("hinge_gradient", TINY | {"y": 1}, [[2.2, -1, 1.4], [-4, 2.2, -2.2], [2.2, -0.8, 1]]),
    ("combined_loss", PENALTY | {"form": "lam"}, 1.425),
    ("combined_loss", PENALTY | {"form": "half"}, 0.7125),
    ("regression_value", ERRORS | {"q": 1}, 2.5),
    ("regression_value", ERRORS | {"q": 2}, 4.5),
    ("bce_value", BCE | {"reduction": "sum"}, 3.798694),
    ("bce_value", BCE | {"reduction": "mean"}, 0.949674),
    ("softmax_value", LOGITS | {"ask": "p"}, 0.0900306),
    ("softmax_value", LOGITS | {"ask": "ce"}, 2.407606),
    ("softmax_value", {"z": [3.2, 5.1, -1.7], "y": 0, "ask": "ce"}, 2.040355),
    ("ce_gradient", {"z": [[1, 2, 3]], "y": [0]}, [[0.0900306 - 1, 0.244728, 0.665241]]),
    ("kfold_size", {"n": 10, "k": 3, "fold": 0, "part": "val"}, 4),
    ("kfold_size", {"n": 10, "k": 3, "fold": 1, "part": "train"}, 7),
    ("bias_variance_value", {"c": 0.8, "mu": 1, "sd": 1, "m": 2}, 1.36),
    ("activation_slope", {"f": "sigmoid", "z": -2}, 0.104994),
    ("activation_slope", {"f": "tanh", "z": -0.5}, 0.786448),
    ("dense_parameters", {"sizes": [3, 4, 4, 1]}, 41),
    ("dense_parameters", {"sizes": [784, 16, 16, 10]}, 13002),
    ("gradient_passes", {"sizes": [3, 4, 4, 1], "scheme": "central"}, 82),
    (
        "backprop_deltas",
        {"Wh": [[0.5, -1], [1, 0.5]], "Wo": [1, -1], "x": [1, 2], "y": 1},
        [0.332173, -0.148147, -0.022096, 0.015554],
    ),
    ("scalar_chain_value", NETWORK | {"wrt": "w1"}, 0.495444),
    ("scalar_chain_value", NETWORK | {"wrt": "w2"}, -2.057600),
    ("optimizer_steps", {"g": [2, -1], "lr": 0.1, "rule": "momentum", "beta": 0.5}, 0.8),
    ("optimizer_steps", {"g": [2, -1], "lr": 0.1, "rule": "adam_lecture"}, 0.864079),
    ("optimizer_steps", {"g": [2, -1], "lr": 0.1, "rule": "adam_paper"}, 0.873330),
    ("descent_epoch", LINE | {"scheme": "full"}, 0.206667),
    ("descent_epoch", LINE | {"scheme": "sgd"}, 0.581376),
    ("descent_epoch", LINE | {"scheme": "mini"}, 0.502),
    ("schedule_value", RATE | {"kind": "inverse", "t": 1, "more": {"k": 0.5}}, 0.0666667),
    ("schedule_value", RATE | {"kind": "exponential", "t": 2, "more": {"gamma": 0.5}}, 0.025),
    ("schedule_value", RATE | {"kind": "step", "t": 3, "more": {"s": 3, "gamma": 0.1}}, 0.01),
    ("schedule_value", RATE | {"kind": "cosine", "t": 5, "more": {"T": 10}}, 0.05),
    ("standardize_row", {"X": [[1, 10], [2, 20], [3, 60]], "x": [1, 10]}, [-1.224745, -0.925820]),
    ("dropout_values", DROPOUT | {"mode": "inverted", "train": True}, [2, 0, 2, 2, 0, 2, 2, 0]),
    ("dropout_values", DROPOUT | {"mode": "original", "train": False}, [0.5] * 8),
    ("stable_rate", {"H": [[1, 0], [0, 10]]}, 0.2),
    ("conv1d_values", LAYER, [-3, 5, 2, -2]),
    ("conv1d_values", LAYER | {"flip": True}, [-1, 7, -2, 6]),
    ("conv1d_values", LAYER | {"relu": True, "b": -1}, [0, 4, 1, 0]),
    (
        "conv2d_values",
        {"x": [[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]], "w": [[[0, 1], [2, 3]]], "b": 0},
        [[30, 36, 42], [54, 60, 66], [78, 84, 90]],
    ),
    (
        "max_pool_backward",
        {"x": [[3, 1, 2, 2], [0, 3, 2, 1], [1, 4, 0, 5], [4, 4, 1, 0]], "stride": 2, "dout": [[1, -2], [3, 0.5]]},
        [[1, 0, -2, 0], [0, 0, 0, 0], [0, 3, 0, 0.5], [0, 0, 0, 0]],
    ),
    ("output_size", PIXELS | {"n": 224, "k": 7, "s": 2, "p": 3}, 112),
    ("output_size", PIXELS | {"n": 227, "k": 11, "s": 4}, 55),
    ("output_size", PIXELS | {"n": 10, "k": 3, "d": 2}, 6),
    ("receptive_field", {"layers": [[3, 1, 1]] * 3}, 7),
    ("receptive_field", {"layers": [[3, 1, 1], [2, 2], [3, 1, 1], [2, 2]]}, 10),
    ("receptive_field", {"layers": [[3, 1, 1], [3, 1, 2], [3, 1, 4]]}, 15),
    ("conv_parameters", {"c_in": 64, "c_out": 128, "k": 3, "groups": 1}, 73856),
    ("conv_operations", {"n": 56, "s": 1, "c_in": 64, "c_out": 128, "k": 3}, 231_211_008),
    ("flatten_features", {"c": 1, "n": 32, "k": 5, "c1": 6, "c2": 16, "p": 0}, 400),
    ("vit_parameters", {"n_layer": 12, "d": 384, "patch": 16, "img": 224, "classes": 1000}, 22_050_664),
    ("patch_rows", {"x": [[[1, 2, 3, 4], [5, 6, 7, 8], [9, 0, 1, 2], [3, 4, 5, 6]]]}, [[1, 2, 5, 6], [3, 4, 7, 8], [9, 0, 3, 4], [1, 2, 5, 6]]),
    ("patch_rows", {"x": [[[1, 2, 3, 4], [5, 6, 7, 8]], [[9, 0, 1, 2], [3, 4, 5, 6]]]}, [[1, 2, 5, 6, 9, 0, 3, 4], [3, 4, 7, 8, 1, 2, 5, 6]]),
    ("window_mask", {"H": 4, "W": 4, "M": 2, "s": 1}, [0, 8, 8, 12]),
    ("relative_bias", {"M": 2, "query": [1, 0], "key": [0, 1]}, 6),
    ("attention_ratio", {"M": 7, "h": 56, "w": 56, "C": 96}, 13.809121),
    ("fused_kernel", {"w": [[1, 2, 3], [4, -4, 0], [1, 0, -1]], "gamma": 2.0, "beta": 1, "mean": 3, "var": 16}, [[0.5, 1, 1.5], [2, -1, 0], [0.5, 0, -0.5]]),
    ("carrier_products", {"H": 56, "window": 7, "L": 4, "d": 1}, 490_624),
    ("mae_value", {"pred": [[1, 2, 3], [0, 0, 0], [5, 5, 5]], "target": [[2, 2, 3], [1, 1, 1], [0, 1, 2]], "removed": [1, 2], "norm_pix": False}, 2 / 3),
    ("mae_value", {"pred": [[0, 0, 0]] * 3, "target": [[0, 1, 2], [1, 3, 5], [0, 0, 1]], "removed": [2], "norm_pix": True}, 2 / 3),
    ("clip_value", {"img": [[0.9, 0.1, 0.18**0.5], [0.3, 0.8, 0.27**0.5]], "txt": [[3, 0, 0], [0, 2, 0]], "scale": math.log(2)}, 0.245216),
    ("prompt_ensemble", {"prompts": [[2, 0], [3, 4]]}, [0.894427, 0.447214]),
    ("blip_row", {"sim": [2, 1, 0.5], "own": 1, "ask": "targets", "alpha": 0.4}, [0.851413, 0.092490, 0.056098]),
    ("blip_row", {"sim": [2, 1, 0.5], "own": 1, "ask": "negatives", "alpha": 0.4}, [0, 0.622459, 0.377541]),
    ("media_seen", {"tokens": ["<image>", "a", "b", "<image>", "c", "d"]}, [1, 1, 1, 2, 2, 2]),
    ("media_seen", {"tokens": ["a", "<image>", "b"]}, [0, 1, 1]),
    ("distillation_value", {"student": [0, 0], "teacher": [2, 0], "T": 2}, 4 * 0.11094407),
    ("elman_states", ELMAN, [0.761594, 0.363399, 0.179726]),
    ("jordan_outputs", JORDAN, [1.523188, 1.284030, 1.132540]),
    ("bidirectional_states", BOTH, [[0.761594, 0.674144], [0.363399, -0.363399], [-0.674144, -0.761594]]),
    ("bidirectional_states", BOTH | {"x": [1, 0, 1], "length": 2}, [[0.761594, 0.761594], [0.363399, 0], [0, 0]]),
    ("lstm_step", CELL | {"year": 2000}, [2.375175, 0.803554]),
    ("lstm_step", CELL | {"year": 1997}, [2.740026, 0.810786]),
    ("lstm_parameters", {"D": 64, "H": 128, "two_biases": True}, 99_328),
    ("lstm_parameters", {"D": 64, "H": 128, "two_biases": False}, 98_816),
    ("clip_gradients", {"a": [3, 4], "b": [12], "by": "norm", "limit": 6.5}, [1.5, 2, 6]),
    ("clip_gradients", {"a": [3, -4], "b": [12], "by": "value", "limit": 3.5}, [3, -3.5, 3.5]),
    ("gradient_bound", {"W": [[0.6, 0.8], [0.8, 0.6]], "f": "sigmoid", "T": 3}, 0.35**3),
    ("ctc_probability", CTC | {"word": "ab"}, 0.218),
    ("ctc_probability", CTC | {"word": "aa"}, 0.036),
    ("bleu_value", {"candidate": ["the", "cat", "sat", "on", "mat"], "reference": ["the", "cat", "sat", "on", "the", "mat"]}, 0.709042),
    ("sentence_loss", {"losses": [[1, 2, 9], [4, 9, 9]], "lengths": [2, 1]}, 7 / 3),
    ("noise_words", {"counts": [16, 81, 1]}, [0.222222, 0.75, 0.0277778]),
    ("sgns_gradient", {"v": [1, 0.5], "u": [0.4, -0.2], "U": [[1, 1], [-0.5, 0]]}, [0.458581, 0.902686]),
    ("causal_attention", {"X": [[1, 0], [0, 2], [1, 1]]}, [[1, 0], [0.055807, 1.888386], [0.598888, 1.203336]]),
    ("cross_attention", {"q": [0, 1], "K": KEYS, "V": [[1, 2], [3, 4], [5, 6]], "padded": False}, [3.406673, 4.406673]),
    ("attention_score", {"kind": "additive", "q": [1, 0], "k": [1, 1], "W": UNIT, "W2": UNIT, "v": [1, 1]}, 1.725622),
    ("position_row", {"p": 1, "d": 4, "base": 10000}, [0.841471, 0.540302, 0.0099998, 0.99995]),
    ("norm_values", TOKEN | {"kind": "layer norm"}, [-1.069045, -0.534522, 0, 1.603567]),
    ("norm_values", TOKEN | {"kind": "RMS norm"}, [0.282843, 0.565685, 0.848528, 1.697056]),
    ("transformer_parameters", {"d": 512, "ff": 2048, "decoder": False}, 3_152_384),
    ("transformer_parameters", {"d": 512, "ff": 2048, "decoder": True}, 4_204_032),
    (
        "two_heads",
        {"x": [[1, 0, 2, 0], [0, 1, 0, 2]], "b": 1},
        [[0.669762, 0.330238, 1.888386, 1.111614], [0.330238, 0.669762, 0.111614, 2.888386]],
    ),
    ("head_of_key", {"kv": 2, "n": 2, "head": 1}, 0),
    ("rotary_positions", TURN | {"layout": "interleaved"}, [-0.416147, 0.909297, 0.9998, 0.0199987]),
    ("rotary_positions", TURN | {"layout": "half"}, [-1.325444, 0, 0.493151, 0]),
    ("gated_feed_forward", {"x": 1, "w1": 1.0, "w3": 1.0, "w2": 1.0}, 0.731059),
    ("online_softmax", {"scores": [[1, 3], [2, 0]], "values": [[1, 2], [3, 4]]}, [3, 1.553002, 3.438120]),
    ("attention_slopes", BACK | {"ask": "q"}, [0, 0.567258]),
    ("attention_slopes", BACK | {"ask": "V"}, [0.401112, 0.197776, 0.401112]),
    ("kept_pairs", {"T": 3, "lengths": [3, 1]}, 6 + 3),
    ("linear_attention_value", {"q": 2, "k": [1, 2, 3], "v": [0, 3, 6]}, (3 * 3 + 4 * 6) / 9),
    ("perplexity_value", {"given": "probabilities", "values": [2, 4, 8]}, 4),
    ("model_parameters", GPT | {"name": "GPT-1", "vocab": 40478, "ctx": 512}, 116_534_784),
    ("model_parameters", GPT | {"name": "GPT-2", "vocab": 50257, "ctx": 1024}, 124_439_808),
    ("model_parameters", GPT | {"name": "BERT", "vocab": 30522, "ctx": 512}, 109_482_240),
    ("mlm_loss", {"losses": [1, 2, 4, 9], "select": [False, True, True, False]}, 3),
    ("reward_loss", {"r": [1.2, 0.4]}, 0.371101),
    ("reward_loss", {"r": [2, 1, 0.5, -1]}, 0.227613),
    ("rlhf_value", {"r": 1.5, "p": math.exp(-2), "ref": math.exp(-3.5), "beta": 0.1}, 1.35),
    ("dpo_value", {"logp_w": -10, "logp_l": -11, "ref_w": -12, "ref_l": -10, "beta": 0.1}, 0.554355),
    ("group_advantage", {"r": [1, 0, 0, 1]}, [0.866025, -0.866025, -0.866025, 0.866025]),
    ("kl_estimates", {"p": math.exp(-1), "ref": math.exp(-1.5), "kind": "k2"}, 0.125),
    ("kl_estimates", {"p": math.exp(-1), "ref": math.exp(-1.5), "kind": "k3"}, 0.106531),
    ("next_token", FOUR | {"how": "temperature", "value": 1.0}, [0.609460, 0.224208, 0.135989, 0.030343]),
    ("next_token", FOUR | {"how": "top-k", "value": 2.0}, [0.731059, 0.268941, 0, 0]),
    ("next_token", FOUR | {"how": "top-p", "value": 0.8}, [0.731059, 0.268941, 0, 0]),
    ("beam_probability", TRAP | {"width": 1}, 0.24),
    ("beam_probability", TRAP | {"width": 2}, 0.351),
    ("rag_probability", RAG | {"kind": "sequence"}, 0.15),
    ("rag_probability", RAG | {"kind": "token"}, 0.2508),
    ("bm25_value", SEARCH | {"ask": 0}, 1.871188),
    ("bm25_value", SEARCH | {"ask": 1}, 0.529582),
    ("retrieval_quality", FOUND | {"ask": "recall", "k": 3}, 1 / 3),
    ("retrieval_quality", FOUND | {"ask": "mrr", "k": 3}, 1 / 2),
    ("retrieval_quality", FOUND | {"ask": "ndcg", "k": 4}, 0.498189),
    ("chunk_count", {"n": 7, "size": 4, "overlap": 1}, 2),
    ("lora_parameters", {"d": 768, "k": 768, "r": 8, "layers": 2}, 24_576),
    ("int8_values", {"x": [0.5, -1.2, 0.03, 0.9]}, [53, -127, 3, 95]),
    ("cache_size", {"layers": 32, "kv_heads": 32, "head_dim": 128, "tokens": 4096, "batch": 1}, 2),
    ("training_cost", {"ask": "memory", "N": 7}, 112),
    ("training_cost", {"ask": "days", "N": 175, "D": 300, "gpus": 1000, "speed": 100}, 3.15e23 / 1e17 / 86400),
    ("drafted_tokens", DRAFT | {"gamma": 4}, 2.7731),
    ("residual_law", DRAFT, [1, 0, 0]),
    ("softmax_slopes", {"z": [0, 0, 0]}, [[2 / 9, -1 / 9, -1 / 9], [-1 / 9, 2 / 9, -1 / 9], [-1 / 9, -1 / 9, 2 / 9]]),
    ("classifier_scores", {"M": [[1, 2, 0], [0, 1, 1], [0, 0, 1]], "ask": "recall"}, 1 / 3),
    ("classifier_scores", {"M": [[1, 2, 0], [0, 1, 1], [0, 0, 1]], "ask": "macro"}, 0.522222),
    ("ranking_scores", RANKED | {"ask": "auc"}, 0.944444),
    ("ranking_scores", RANKED | {"ask": "ap"}, 0.916667),
    ("calibration_value", {"conf": [0.9, 0.6], "correct": [1, 0]}, 0.35),
    ("prototype_scores", {"P": [[1, 0], [3, 4]], "q": [2, 1]}, [1.5, -2.5]),
    ("box_overlap", {"boxes": [[0, 0, 2, 2], [1, 1, 3, 3]]}, 0.142857),
    ("anchor_code", {"anchor": [0, 0, 4, 4], "box": [1, 1, 3, 5]}, [0, 0.25, -0.693147, 0]),
    ("class_map", MAPS | {"kind": "Grad-CAM"}, [[0.5, 0], [0.5, 0.5]]),
    ("class_map", MAPS | {"kind": "saliency"}, [[1, 0.5], [0.5, 1]]),
    ("norm_slopes", {"x": [1, 2, 4], "gamma": 2, "dy": [1, 0, 0]}, [0.458162, -0.687243, 0.229081]),
    ("mixed_loss", {"z": [1, 2, 3], "y": 2, "kind": "smoothing", "eps": 0.1}, 0.507606),
    ("mixed_loss", {"z": [1, 2, 3], "y": 2, "other": 0, "kind": "mixup", "lam": 0.7}, 1.007606),
    ("limited_rows", {"W": [[3, 4], [0, 0.5]], "kind": "max-norm", "c": 2}, [[1.2, 1.6], [0, 0.5]]),
    ("limited_rows", {"W": [[1, -2], [0, 0.5]], "kind": "L1", "lam": 0.1}, [[0.1, -0.1], [0, 0.1]]),
    ("s_cell_value", {"u": [1, 0, 1, 1], "a": [1, 0, 1, 1], "b": 2, "r": 2.0}, 1.712813),
    ("c_cell_value", {"s": [[4, 0], [0, 1]], "d": [[0.25, 1], [1, 0.5]]}, 0.6),
    ("connection_parameters", {"kind": "local", "n": 5, "k": 3}, 12),
    ("sequence_convolution", {"x": [1, 2, 3, 4, 5, 6, 7], "w": [1, 1], "d": 2, "causal": False}, [4, 6, 8, 10, 12]),
    ("sequence_convolution", {"x": [1, 2, 3, 4, 5, 6, 7], "w": [1, 1], "d": 2, "causal": True}, [1, 2, 4, 6, 8, 10, 12]),
    ("lenet_layers", {"n": 32, "k": 5, "a": 6, "b": 16, "h": 120, "g": 84, "classes": 10}, [156, 2416, 48120, 10164, 850]),  # LeNet-5
    ("network_parameters", {"n": 16, "a": 8, "b": 16, "k": 3, "norm": False, "classes": 10}, 224 + 1168 + 2570),
    ("network_parameters", {"n": 16, "a": 8, "b": 16, "k": 3, "norm": True, "classes": 10}, 216 + 16 + 1152 + 32 + 2570),
    ("mistake_bound", {"X": [[3, -4], [-3, -2], [-3, 3], [3, 1]], "y": [1, 1, -1, -1], "w": [-2, -2], "b": -1}, 26 * 9),
    ("best_rate", {"H": [[1, 0], [0, 3]], "ask": "lr"}, 0.5),
    ("best_rate", {"H": [[1, 0], [0, 3]], "ask": "contraction"}, 0.5),
    ("group_norm_values", {"x": [0, 1, 2, 3, 4, 5], "groups": 3}, [-1, 1] * 3),
    ("answer_loss", {"losses": [9, 1, 2, 6, 9], "prompt": 3}, 17 / 3),
    ("adapter_output", {"h": [1, -1], "Wd": [[1, 2], [2, 1]], "Wu": [[1, 1], [0, 1]], "b": [0, 1]}, [2, 1]),
    ("scaling_law", {"ask": "loss", "N": 70, "D": 1400}, 1.93665),
    ("scaling_law", {"ask": "tokens", "C": 5.88, "exponent": 23}, 3016.219),
    ("replaced_head", {"key": "resnet18", "classes": 10}, 11_181_642),
    ("sampled_tokens", {"p": [0.5, 0.25, 0.25], "u": [0.49, 0.5, 0.8]}, [0, 1, 2]),
    ("gelu_value", {"z": 1.0, "ask": "value"}, 0.841345),
    ("gelu_value", {"z": 1.0, "ask": "slope"}, 0.841345 + 0.241971),
    ("split_sizes", {"n": 103, "parts": [0.8, 0.1, 0.1]}, [83, 10, 10]),
    ("threshold_unit", {"w": [1, 1], "b": -2, "threshold": "ge"}, [[-2, 0], [-1, 0], [-1, 0], [0, 1]]),
    ("threshold_unit", {"w": [1, 1], "b": -2, "threshold": "gt"}, [[-2, 0], [-1, 0], [-1, 0], [0, 0]]),
    ("hebb_link", {"w": [0, 1], "x": [1, -1], "y": 2, "eta": 0.5}, [1, 0]),
    ("adaline_labels", {"X": [[1], [0]], "w": [1], "b": 0.25, "labels": "01"}, [1, 0]),
    ("bain_groupings", {"x": [[1, 1, 0], [0, 1, 1], [1, 0, 1]]}, UNIT3),
    ("called_classes", {"scores": [[-96.8, 437.9, 60.75], [2, 1, 2]]}, [1, 0]),
    ("pixel_template", {"W": [[1, 2, 3, 4], [5, 6, 7, 8]], "shape": [2, 2], "ask": 1}, [[5, 6], [7, 8]]),
    ("penalty_slope", {"W": [[1, -2]], "lam": 0.1, "form": "lam"}, [[0.2, -0.4]]),
    ("penalty_slope", {"W": [[1, -2]], "lam": 0.1, "form": "half"}, [[0.1, -0.2]]),
    ("confusion_counts", {"y": [0, 0, 0, 1, 1, 2], "y_hat": [0, 1, 1, 1, 2, 2]}, [[1, 2, 0], [0, 1, 1], [0, 0, 1]]),
    ("prototype_distances", {"Q": [[2, 2]], "P": [[0, 0], [2, 0], [0, 2], [3, 3]]}, [[8, 4, 4, 2, 3]]),
    ("fit_report", {"y": [0] * 13, "y_hat": [0] * 9 + [1] * 4, "losses": [0.75, 0.5]}, [1, 0.2, -0.25]),
    ("one_neuron", {"x": [1, 1], "w": [3, -2], "w0": 1, "g": "sigmoid"}, 0.880797),
    ("largest_error", {"end": 2, "p": 1, "q": 0, "s": 0}, 2),
    ("largest_error", {"end": 1, "p": 1, "q": 0, "s": 0}, 0.25),
    (
        "logistic_gradients",
        {"W1": [[0, 0], [0, 0]], "W2": [1, -1], "x": [1, 2], "y": 1, "lam": 0.1},
        [[-0.125, -0.25], [0.125, 0.25], [-0.15, -0.35]],
    ),
    ("l1_value", {"W1": [[1, -2]], "W2": [[0.5]], "lam": 0.1}, 0.35),
    ("shattered_points", {"d": 2}, 3),
    ("converged_epoch", {"losses": [1, 0.5, 0.49, 0.48] + [0.1] * 7, "tol": 0.05, "patience": 2}, 4),
    ("transposed_convolution", {"x": [[1, 2], [3, 4]], "w": UNIT, "stride": 1}, [[1, 2, 0], [3, 5, 2], [0, 3, 4]]),
    ("transposed_convolution", {"x": [[1, 2]], "w": [[1, 1], [1, 1]], "stride": 2}, [[1, 1, 2, 2], [1, 1, 2, 2]]),
    ("inception_output", {"channels": [64, 128, 32, 32], "N": 2, "side": 28}, [2, 256, 28, 28]),
    ("decoded_box", {"anchor": [0, 0, 4, 4], "t": [0, 0.25, -math.log(2), 0]}, [1, 1, 3, 5]),
    ("video_convolution", {"x": [[[1] * 3] * 2] * 3, "w": [[[1, 1], [1, 1]], [[2, 2], [2, 2]]]}, [[12, 12], [12, 12]]),
    ("s_plane", {"u": [[1, 0], [1, 1]], "a": [[1, 0], [1, 1]], "b": 2, "r": 2.0}, [1.712813]),
    (
        "moved_kernel",
        {"x": [[0, 1, 2], [3, 4, 5], [6, 7, 8]], "w": [[1, 1], [1, 1]], "moves": [[0.5, 0], [0, 0.5], [0, 0], [0.5, 0.5]]},
        1.5 + 1.5 + 3 + 6,
    ),
    (
        "windows_back",
        {"windows": [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12, 13, 14, 15]], "H": 4, "W": 4},
        [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]],
    ),
    ("merged_patches", {"x": [[0, 1], [2, 3]], "W": [[1, 0, 0, 0], [0, 1, 0, 0]]}, [-1.341641, 0.447214]),
    ("blip_losses", {"ask": "itc", "i2t": [[0, 0], [0, 0]], "t2i": [[2, 0], [0, 2]], "soft": UNIT}, 0.410038),
    ("blip_losses", {"ask": "itm", "logits": [[0, 0], [2, 0]], "match": [1, 0]}, 0.410038),
    ("caption_loss", {"p": [[50, 25, 25], [80, 10, 10]], "words": [1, 0], "eps": 0.3}, 0.831777),
    ("caption_filter", {"web": [60, 40], "synthetic": [50, 70], "least": 50}, 3),
    (
        "patches_back",
        {"patches": [[1, 2, 5, 6], [3, 4, 7, 8], [9, 0, 3, 4], [1, 2, 5, 6]], "height": 4},
        [[1, 2, 3, 4], [5, 6, 7, 8], [9, 0, 1, 2], [3, 4, 5, 6]],
    ),
    ("resized_positions", {"g": 14, "rows": 24, "columns": 24}, 577),
    ("carriers", {"x": [[8 * i + j for j in range(8)] for i in range(4)]}, [4.5, 6.5, 20.5, 22.5, 8.5, 10.5, 24.5, 26.5]),
    ("carrier_attention", {"x": [[6, -3], [-2, -1]], "ct": [-2, 6]}, [[5 / 3] * 3, [-1 / 3] * 3]),
    ("resampled_features", {"feats": [1, 2, 1], "latents": [0, 1], "c": 1.0}, [2, 4]),
    (
        "mixer_output",
        {"x": [[1, 2], [3, 4]], "w": [[0, 0, 0], [0, 1, 0], [0, 0, 0]], "gamma": 2.0, "beta": 0.0, "mean": 1.0, "var": 4.0},
        [[1, 3], [5, 7]],
    ),
    ("probe_line", {"f": [-1, 1, -1, 1], "y": [0, 1, 0, 1], "lam": 4.0}, [0.25, 0.5]),
    ("joined_losses", {"model": "GPT-1", "first": 1.0, "lm": 2.0, "weight": 0.5}, 2),
    ("joined_losses", {"model": "InstructGPT", "first": 1.0, "lm": 2.0, "weight": 0.1}, 1.2),
    ("residual_init", {"n": 12, "base": 0.02}, 0.00408248),
    ("clipped_ratio", GROUP | {"average": "sequence"}, (-1.2 + 2.8 / 3) / 2),
    ("clipped_ratio", GROUP | {"average": "token"}, (-1.2 + 2.8) / 4),
    ("next_sentence", {"logits": [[0, 0], [2, 0]], "follows": [0, 1]}, 0.410038),
    ("text_probability", {"p": [[50, 30, 20], [60, 25, 15], [10, 10, 80]], "ids": [0, 1, 2]}, math.log(0.3 * 0.15)),
    (
        "cached_attention",
        {"q": [2, 0, 0, 0], "K": [[0] * 4] * 2, "V": UNIT, "k": [1, 0, 0, 0], "v": [1, 1]},
        [(1 + math.e) / (2 + math.e)] * 2,
    ),
    ("soft_prompt", {"p": 20, "B": 8, "T": 100, "E": 64}, [8, 120, 64, 1280]),
    ("trained_biases", {"d": 768, "ff": 4, "h": 12}, 3 * 768 + 3072 + 768),
    ("nf4_indices", {"x": [1, -1, 0.5, 0.25]}, [15, 0, 15, 12]),
    ("tfidf_row", {"docs": ["x y", "x", "x"], "ask": 0}, [0.508542, 0.861037]),
    ("lstm_slopes", {"nets": [0.0] * 4, "c": 2.0, "dh": 1.0, "dc": 0.0}, [0, 0.104994, 0.104994, 0.190399, 0.104994]),
    ("real_tokens", {"lengths": [2, 1], "T": 3}, [[1, 1, 0], [1, 0, 0]]),
    ("tiled_output", {"q": [2, 0, 0, 0], "K": [[i, 0, 0, 0] for i in range(4)], "V": [0, 0, 0, 1]}, [0.643914, 3.440190]),
    (
        "review_indices",
        {"texts": [["the", "film", "was", "the", "best"], ["the", "plot", "was", "thin"]], "num_words": 7, "new": ["the", "film", "was", "best"]},
        [1, 4, 2, 5, 6],
    ),
    ("review_vector", {"ids": [[3, 5], [1, 1]], "n": 6}, [[0, 0, 0, 1, 0, 1], [0, 1, 0, 0, 0, 0]]),
    ("kept_epoch", {"loss": [0] * 6, "val_loss": [0.4016, 0.3085, 0.2803, 0.2735, 0.2788, 0.3330]}, 4),
    ("wavenet_field", {"k": 2, "dilations": [2**i for i in range(10)]}, 1024),
    ("bits_per_entry", {"nll": 3000, "n": 32 * 32 * 3}, 1.408882),
    ("made_mask", {"m_in": [1, 2, 3], "m_hidden": [1, 2, 1, 2], "ask": "hidden"}, [[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 1, 0]]),
    ("made_mask", {"m_in": [1, 2, 3], "m_hidden": [1, 2, 1, 2], "ask": "output"}, [[0, 0, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]]),
    ("masked_pixel", {"x": [[1, 2, 3], [4, 5, 6], [7, 8, 9]], "w": [[1] * 3] * 3, "kind": "A"}, 10),
    ("masked_pixel", {"x": [[1, 2, 3], [4, 5, 6], [7, 8, 9]], "w": [[1] * 3] * 3, "kind": "B"}, 15),
    ("belief_network", {"W": [[0, 0], [2, 0]], "c": [0, -1], "x": [1, 1]}, -math.log(2) - math.log(1 + math.exp(-1))),
    (
        "nade_value",
        {"w": [1, 0], "V": [2, 2], "b": [0, 0], "c": 0.0, "x": [1, 1]},
        -math.log(1 + math.exp(-1)) - math.log(1 + math.exp(-2 / (1 + math.exp(-1)))),
    ),
    ("gaussian_kl_value", {"mu": [1, -0.5], "var": [1, 0.25]}, 0.943147),
    ("gaussian_kl_value", {"mu": [0.5, -1], "var": [0.5, 2]}, 0.875),
    ("latent_draw", {"mu": [1, -0.5], "var": [1, 0.25], "eps": [0.5, 1]}, [1.5, 0]),
    ("elbo_value", {"x": [1, 0], "p": [0.5, 0.25], "mu": 1, "var": 1, "beta": 2}, math.log(0.5 * 0.75) - 1),
    ("iwae_value", {"log_w": [-1, -2, -4]}, -1.7496),
    ("linear_code", {"X": [[3, 2], [3, 0], [-1, 2], [-1, 0]], "ask": 0}, [3, 1]),
    ("flow_density", {"kind": "exp", "a": 1, "b": 0, "x": 2}, -1.852312),
    ("flow_density", {"kind": "affine", "a": 3, "b": 1, "x": 4}, -2.517551),
    ("coupling_values", {"way": "forward", "p": 0.5, "q": 2, "r": 0, "x": [2, 3]}, [2, 3 * math.e + 4, 1]),
    ("coupling_values", {"way": "inverse", "p": 0.5, "q": 2, "r": 0, "x": [2, 3]}, [2, -1 / math.e, -1]),
    ("nice_values", {"x": [1, 2, 3], "mask": [True, True, False], "q": 2, "r": 1}, [1, 2, 10, 0]),
    ("planar_values", {"z": [0.2, 0.4], "w": [1, 2], "u": [0.5, -0.3], "b": 0.1}, [0.6002495, 0.1598503, -0.0365811]),
    ("layer_volume", {"kind": "actnorm", "H": 2, "W": 3, "scale": [2, -0.5, 3], "M": UNIT}, 6 * math.log(3)),
    ("layer_volume", {"kind": "conv", "H": 2, "W": 3, "scale": [1] * 3, "M": [[1, 2], [3, 4]]}, 6 * math.log(2)),
    ("gan_losses", PLAYERS | {"player": "discriminator"}, 1.194172),
    ("gan_losses", PLAYERS | {"player": "non_saturating"}, 1.300502),
    ("gan_losses", PLAYERS | {"player": "minimax"}, -0.550502),
    ("gan_step", {"x": 2, "z": 1, "w": 0, "a": 1, "lr": 1}, [0.5, 1 + 0.5 / (1 + math.exp(0.5))]),
    ("nearest_codes", CODES, [0, 1, 2]),
    ("quantiser_loss", CODES, 0.03125),
    ("straight_gradients", {"z": 1.5, "e": 1, "t": 0, "beta": 0.25}, [2 + 0.25, -1]),
    ("moved_code", {"N": 2, "m": -6, "z": [1, 3], "decay": 0.5}, [2, -1, -0.5]),
    ("code_use", {"idx": [0, 1, 2]}, 3),
    ("code_use", {"idx": [0, 0, 5, 0]}, 4 / 3**0.75),
    ("boltzmann_law", {"E": [0, 1, 2], "T": 0.5}, [0.866813, 0.117310, 0.0158763]),
    ("partition_value", {"a": 1, "b": 0.5, "c": 0}, math.log(6.960071)),
    ("langevin_values", {"a": 1, "b": 3, "x": [2, 0], "eps": 0.1, "noise": [0.5, 0]}, [2.058114, 0]),
    ("accepted_moves", {"dE": [-1, 1, 1], "u": [0.99, 0.36, 0.37], "T": 1}, [1, 1, 0]),
    ("contrast_value", {"a": 2, "c": 0, "data": [1, 3], "model": [2]}, 5 - 4),
    ("score_loss", {"a": 2, "m": 0, "x": [1, -1, 0]}, 4 / 3 - 2),
    ("denoising_scores", {"x": [1, 2], "noisy": [1.5, 1], "sigma": 0.5}, [-2, 4]),
    ("hopfield_matrix", {"P": [[1, -1, 1, -1], [1, 1, -1, -1]]}, [[0, 0, 0, -0.5], [0, 0, -0.5, 0], [0, -0.5, 0, 0], [-0.5, 0, 0, 0]]),
    ("hopfield_states", {"W": [[0, 1], [1, 0]], "s": [1, -1], "order": [1, 0]}, [[1, 1], [1, 1]]),
    ("hopfield_value", {"W": [[0, 0.5], [0.5, 0]], "s": [1, -1], "theta": [0, 0]}, 0.5),
    ("hopfield_value", {"W": [[0, 1], [1, 0]], "s": [-1, 1], "theta": [3, 0]}, -2),
    ("boltzmann_unit", BITS | {"s": [1, 0, 1], "i": 1, "T": 1}, 0.845535),
    ("boltzmann_energy", BITS | {"s": [1, 1, 1]}, -0.5 + 0.1),
    ("gibbs_states", {"W": [[0, 2], [2, 0]], "b": [0, -1], "s": [0, 0], "u": [0.4, 0.7]}, [1, 1]),
    ("boltzmann_slopes", {"w": 0.0, "b": [0, 0], "data": [[1, 1], [1, 0]]}, [0.25, 0.5, 0]),
    ("boltzmann_moments", {"w": math.log(2), "b": [0, 0]}, [0.6, 0.6, 0.4]),
    ("rbm_probabilities", {"ask": "h", "state": [1, 0, 1], "W": [[1, -1], [2, 0], [-0.5, 1.5]], "b": [0] * 3, "c": [0, 0.5]}, [0.622459, 0.731059]),
    ("rbm_values", HARMONIUM | {"ask": "energy"}, -1.4),
    ("rbm_values", HARMONIUM | {"ask": "free"}, -3.142422),
    ("rbm_values", HARMONIUM | {"ask": "likelihood"}, 3.142422 - math.log(57.808074)),
    ("contrastive_step", {"W": [0, 0], "b": [0, 0], "c": 0.0, "v": [1, 0], "u_h": 0.3, "u_v": [0.6, 0.4]}, [0.5, -0.5, 1, -1, 0]),
    (
        "belief_upward",
        {"v": [1, 1], "W1": HARMONIUM["W"], "c1": HARMONIUM["c"], "W2": [1, -1], "c2": 0.5},
        [0.817574, 0.785835, 0.629889],
    ),
    (
        "belief_joint",
        {"v": 1, "h1": 1, "h2": 0, "w1": 2, "w2": 0, "b": -1.0, "a": 1.0, "c": 0.0, "d": 0.0},
        -math.log(1 + math.exp(-1)) - math.log(4),
    ),
    (
        "belief_sample",
        {"W1": [[2, 0], [0, 2], [-2, -2]], "b1": [0] * 3, "W2": [2, -2], "b2": [0, 0], "c2": 0.0, "start": [1, 0], "u_h": 0.5, "u_v": [0.5, 0.5], "down": [0.5, 0.4, 0.3]},
        [1, 1, 0],
    ),
    ("mean_field", {"v": [1, 1], "W1": [1, 1], "W2": 2.0, "c1": 0.0, "c2": 0.0, "steps": 1}, [0.952574, 0.870473]),
    (
        "deep_energy",
        {"v": [1, 0], "h1": [1, 1], "h2": [1], "W1": [[1, 2], [3, 4]], "W2": [[1], [-2]], "b": [0.5, 0], "c1": [1, 0], "c2": [0.5]},
        -0.5 - 1 - 0.5 - 3 + 1,
    ),
    ("middle_layer", {"v": [1, 0], "h2": [1, 0], "W1": [[1, -1], [0, 0]], "W2": [[1, 0], [0, 3]], "c1": [0, 0]}, [0.880797, 0.268941]),
    ("noisy_value", STEPS | {"ask": "noisy", "x": 1, "eps": 0.5}, NOISY),
    ("noisy_value", STEPS | {"ask": "clean", "x": NOISY, "eps": 0.5}, 1),
    ("noisy_value", {"betas": [0.1, 0.2, 0.4], "t": 2, "ask": "noisy", "x": 2, "eps": -1}, 1.167906),
    ("denoising_law", STEPS | {"x0": 1, "x": NOISY}, [1.014845, 0.169355]),
    ("sampled_value", STEPS | {"kind": "ddpm", "x": NOISY, "eps": 0.5, "noise": 0.5}, 1.220609),
    ("sampled_value", STEPS | {"kind": "ddim", "x": NOISY, "eps": 0.5, "noise": 0.5, "eta": 0.5}, 1.16263),
    ("guided_noise", {"eps_c": [0.5], "eps_u": [0.2], "w": 2}, [0.8]),
    ("schedule_step", {"kind": "cosine", "T": 4, "t": 2}, 0.416958),
    ("schedule_step", {"kind": "linear", "T": 5, "t": 2}, 0.0001 + 0.0199 / 4),
    ("noise_loss", {"eps": [[1, 0]], "pred": [[0, 2]]}, 2.5),
    ("straight_path", {"x0": [-1], "x1": [2], "t": 0.25}, [[-0.25], [3]]),
    ("followed_flow", {"a": -1, "b": 0, "x": 1, "steps": 4, "method": "euler"}, 0.316406),
    ("followed_flow", {"a": -1, "b": 0, "x": 1, "steps": 2, "method": "heun"}, 0.390625),
    ("v_values", {"ask": "v", "first": 1, "second": 0.5, "bar": 0.504}, -0.349308),
    ("v_values", {"ask": "x0", "first": NOISY, "second": -0.349308, "bar": 0.504}, 1),
    ("v_values", {"ask": "eps", "first": NOISY, "second": -0.349308, "bar": 0.504}, 0.5),
    ("step_weights", STEPS | {"gamma": 5}, [0.555556, 1, 1]),
    ("triplet_value", {"X": [[0, 0], [1, 0], [1, 1]], "alpha": 1.5}, 0.5 + 1.5),
    ("pair_loss", {"d": [0.5, 0.5, 2], "same": [1, 0, 0], "margin": 1}, 0.25),
    ("triplet_slopes", {"X": [[0, 0], [1, 0], [1, 1]], "alpha": 1.5}, [[0, 2], [2, 0], [-2, -2]]),
    (
        "hard_triplets",
        {"D": [[abs(i - j) for j in (0, 1, 3, 7, 8)] for i in (0, 1, 3, 7, 8)]},
        [[1, 2, 3], [2, 1, 3], [3, 5, 2], [4, 3, 2], [5, 3, 2]],
    ),
    ("cosines", {"X": [[3, 4], [1, 0], [0, 2]]}, [[1, 0.6, 0.8], [0.6, 1, 0], [0.8, 0, 1]]),
    ("multi_similarity_value", NEAR, 0.238803),
    ("binomial_deviance_value", NEAR, 3.035260),
    ("similarity_slopes", NEAR, [-0.118115, 0.0397343]),
    ("nt_xent_value", {"z1": UNIT, "z2": UNIT, "tau": 0.5}, 0.239545),
    ("moco_value", {"q": [1, 0], "k": [1, 0], "queue": [[0, 1], [-1, 0]], "tau": 0.5}, 0.142932),
    ("queue_rows", {"queue": [1, 2, 3], "keys": [4, 5], "ptr": 2}, [5, 2, 4, 1]),
    ("slow_weights", {"k": [1], "q": [2], "m": 0.999}, [1.001]),
    ("target_rate", {"step": 5, "total": 10, "base": 0.996}, 0.998),
    ("byol_value", {"both": False, "p1": [3, 4], "p2": [1, 0], "z1": [1, 0], "z2": [1, 0]}, 0.4),
    ("byol_value", {"both": True, "p1": [3, 4], "p2": [3, 4], "z1": [1, 0], "z2": [1, 0]}, 1.6),
    ("simsiam_value", {"p1": [3, 4], "p2": [3, 4], "z1": [1, 0], "z2": [1, 0]}, -0.6),
    ("vicreg_terms", VIEWS | {"gamma": 1}, [1, 0, 1]),
    ("vicreg_value", {"z1": VIEWS["z"], "z2": VIEWS["z2"], "lam": 25, "mu": 25, "nu": 1}, 26 + 25 * (1 - 3**-0.5) / 2),
    ("barlow_value", {"z1": [[1, 0], [0, 1], [2, -1], [1, 2]], "z2": [[1, 1], [0, 0], [1, -1], [2, 2]], "lam": 0.005}, 0.291),
    ("dino_value", {"s": [1, 0, 0], "t": [2, 1, 0], "c": [1, 0.5, 0], "tau_s": 1, "tau_t": 0.5}, math.log(math.e + 2) - 0.665241),
    ("moved_centre", {"t": [[2, 1, 0], [0, 1, 1]], "c": [1, 0.5, 0], "m": 0.9}, [1, 0.55, 0.05]),
    ("balanced_codes", {"S": [[2, 0], [1, 0], [1, 1]], "eps": 0.5, "n": 3}, [[0.880797, 0.119203], [0.5, 0.5], [0.119203, 0.880797]]),
    ("sphere_values", {"ask": "alignment", "X": [[1, 0], [0, 1], [1, 0], [3, 4]]}, 0.2),
    ("sphere_values", {"ask": "uniformity", "X": [[1, 0], [0, 1], [-1, 0], [0, -1]], "t": 2}, -4.39635),
    ("rank_value", {"Z": [[3, 0], [0, 1]]}, 4 / 3**0.75),
    ("spread_value", {"Z": [[3, 0], [0, 2]]}, 0.5),
    ("cka_value", {"X": [[1, 0], [0, 1], [2, 1], [1, 3]], "Y": [[1, 0], [1, 1], [2, 0], [0, 3]]}, 0.789793),
    ("neighbour_share", {"z": [0, 1, 2, 10, 11], "y": [0, 0, 1, 1, 1], "z_test": [0, 12], "y_test": [1, 1]}, 0.5),
    ("return_values", {"r": [1, 0, 2], "gamma": 0.9, "end": 0}, [2.62, 1.8, 2]),
    (
        "policy_values",
        {"P": [[[0, 1]] * 2, [[1, 0]] * 2], "R": [[1, 1], [0, 0]], "pi": [0.25, 0.75], "gamma": 0.5},
        [4 / 3, 2 / 3],
    ),
    ("optimal_backup", MDP | {"V": [1, 2]}, [2.71, 2.99]),
    ("best_policy", MDP, [14.709302, 15.290698, 2, 1]),
    ("improved_policy", MDP, [14.709302, 15.290698, 2, 1]),
    ("chosen_probs", {"odds": [[1, 2, 1], [3, 1, 4]]}, [[0.25, 0.5, 0.25], [0.375, 0.125, 0.5]]),
    ("replayed_rows", {"rewards": [3, -1, 4, 0, 5, 2], "idx": [4, 1, 4]}, [5, -1, 5]),
    ("td_value", ACTOR | {"rule": "td"}, 0.73),
    ("td_value", ACTOR | {"rule": "q"}, 0.73),
    ("td_value", ACTOR | {"rule": "q", "done": True}, 0.55),
    ("td_value", ACTOR | {"rule": "sarsa"}, 0.685),
    ("td_value", ACTOR | {"rule": "expected"}, 0.5 + 0.1 * (1 + 0.9 * 1.65 - 0.5)),
    ("network_targets", NEXT | {"double": False}, [2.8, 1]),
    ("network_targets", NEXT | {"double": True}, [1.45, 1]),
    ("huber_value", {"pred": [2, 0.5], "target": [0, 0], "delta": 1}, (1.5 + 0.125) / 2),
    ("explore_probs", {"q": [1, 3, 2], "eps": 0.1}, [1 / 30, 28 / 30, 1 / 30]),
    ("policy_numbers", {"ask": "log", "z": [1, 0, -1], "a": 0}, math.log(0.665241)),
    ("policy_numbers", {"ask": "entropy", "z": [2, 2, 2], "a": 0}, math.log(3)),
    (
        "reinforce_gradient",
        {"z": [[1, 0, -1], [0, 0, 0]], "a": [1, 2], "G": [2, 1], "b": [0, 0]},
        [[0.665241, -0.755272, 0.0900306], [1 / 6, 1 / 6, -1 / 3]],
    ),
    ("reinforce_value", {"p": [50] * 3, "G": [1, 2, 3], "b": [0, 0, 0]}, 2 * math.log(2)),
    ("advantages", {"r": [1, 0, 2], "v": [0.5, 0.4, 0.3, 0], "end": False, "gamma": 0.9, "lam": 0.8}, [1.64768, 1.094, 1.7]),
    ("step_errors", {"r": [1, 0, 2], "v": [0.5, 0.4, 0.3, 0], "gamma": 0.9}, [0.86, -0.13, 1.7]),
    ("ppo_value", {"ratio": [1.5, 1.5, 0.5, 0.5], "adv": [2, -2, 2, -2], "eps": 0.2}, (-2.4 + 3 - 1 + 1.6) / 4),
    ("actor_critic_value", {"p": 50, "adv": 2, "v": 1.0, "ret": 0, "c_v": 0.5, "c_e": 1.0}, math.log(2) + 0.5),
    ("squashed_density", {"squash": False, "u": 0.5, "mu": 0.0, "log_std": 0.0}, -1.043939),
    ("squashed_density", {"squash": True, "u": 0.5, "mu": 0.0, "log_std": 0.0}, -0.803710),
    ("soft_target_value", {"r": 1, "done": False, "q1": 2, "q2": 1.5, "logp": -0.803710, "gamma": 0.9, "alpha": 0.2}, 2.494668),
    ("soft_weights", {"target": [0, 4], "online": [10, 0], "tau": 0.1}, [1, 3.6]),
    ("temperature_value", {"alpha": 2.0, "logp": [-1, 1, 0], "target": -1}, 2),
    ("offline_value", {"ask": "cql", "q": [[1, 2, 0]], "a": [0]}, 1.407606),
    ("offline_value", {"ask": "clone", "q": [[1, 2, 0]], "a": [0]}, 1.407606),
    ("penalty_slopes", {"q": [[1, 2, 0]], "a": [0]}, [[-0.755272, 0.665241, 0.0900306]]),
    ("many_steps", {"r": [1, 0, 2], "end": 5, "done": False, "gamma": 0.9}, 6.265),
    ("many_steps", {"r": [1, 0, 2], "end": 5, "done": True, "gamma": 0.9}, 2.62),
    ("expectile_value", {"target": [2, 0], "value": [0, 1], "tau": 0.7}, (0.7 * 4 + 0.3) / 2),
    ("copied_actions", {"adv": [1, -1], "lam": 1, "clip": 2}, [2, 0.367879]),
    ("search_scores", PUCT, [0.464067, 1.742843, 0.693649]),
    ("backed_up", {"path": [[1, 0], [2, 1]], "value": 0.5}, [[2, 0.5], [3, 0.5]]),
    ("played_moves", PUCT | {"T": 0.5}, [0.8, 0, 0.2]),
    ("game_loss", {"pi": [50, 50], "p": [50, 50], "v": 0.5, "z": 1, "wd": 0.1}, 0.25 + math.log(2) + 0.1),
    ("white_points", {"X": [[2, 0], [-2, 0], [0, 1], [0, -1]], "ask": 0}, [math.sqrt(2), 0]),
    ("closest_rotation", {"W": [[1, 1], [0, 1]]}, [[0.894427, 0.447214], [-0.447214, 0.894427]]),
    ("found_sources", {"sources": [[1, 1, -1, -1], [1, -1, 1, -1]], "found": [[2, -2, 2, -2], [-1, -1, 1, 1]]}, 1),
    ("shrunk_values", {"u": [3, -0.5, -2], "t": 1}, [2, 0, -1]),
    ("sparse_code", {"D": [[1, 0.6], [0, 0.8]], "x": [2, 0], "lam": 0.8, "n": 1}, [0.75, 0.25]),
    ("pursued_code", {"D": UNIT3, "x": [3, -4, 1]}, [3, -4, 0]),
    ("new_atoms", {"A": UNIT, "X": [[3, 4], [0, 2]]}, [[0.6, 0], [0.8, 1]]),
    (
        "map_step",
        {"W": [0, 2, 4, 6], "x": 2.5, "lr": 0.5, "sigma": 1},
        [1.25 * math.exp(-0.5), 2.25, 4 - 0.75 * math.exp(-0.5), 6 - 1.75 * math.exp(-2)],
    ),
    ("map_errors", {"ask": "quantization", "W": [0, 10, 20, 30], "X": [1, 12]}, 1.5),
    ("map_errors", {"ask": "topographic", "W": [0, 20, 10, 30], "X": [1, 19]}, 0.5),
    ("map_winner", {"W": [[0, 0], [1, 0], [0, 1], [1, 1]], "x": [0.9, 0.2]}, 2),
    ("map_pass", {"W": [0, 4, 8], "X": [1, 9], "order": [0, 1], "sigma": 1}, [1.075174, 4.882440, 8.263163]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "v", "expected"), SAMPLES, ids=[f"{s[0]}-{i}" for i, s in enumerate(SAMPLES)])
def test_the_numbers_of_the_curriculum_come_out(name, v, expected):
    answer = question(name).functions["answer"](v)
    pairs = zip(_numbers(answer), _numbers(expected), strict=True)
    assert all(got == pytest.approx(want, rel=1e-5, abs=1e-6) for got, want in pairs)


def _numbers(x):
    x = x.tolist() if hasattr(x, "tolist") else x
    return [n for part in x for n in _numbers(part)] if isinstance(x, list) else [x]


def test_the_five_mutants_of_the_hinge_loss_give_the_curriculum_s_distractors():
    found = question("hinge_value").functions["mistakes"]({"s": [6, -3, 4, 9], "y": 0, "delta": 5})
    assert {key.partition("/")[2]: value for key, (_, value) in found.items()} == {
        "self_class": 16, "div_c": 2.75, "max_only": 8, "delta_sign": 0, "swapped": 23
    }  # fmt: skip


# -- expressions against sympy -----------------------------------------------------------------------------------------


def agrees(name, v, gradient, functions=None):
    """Whether the key is `gradient`, at points inside the symbols' intervals."""
    sympy = pytest.importorskip("sympy")
    key = question(name).functions["answer"](v).replace("^", "**")
    sigmoid = sympy.Lambda((u := sympy.Symbol("u")), 1 / (1 + sympy.exp(-u)))
    expression = sympy.sympify(key, locals={"sigmoid": sigmoid, "sigma": sigmoid})
    intervals = question(name).header.symbols.items()
    points = [{s: low + (high - low) * t for s, (low, high) in intervals} for t in (0.21, 0.47, 0.83)]
    points = [{s: x * (1 + i / 9) for i, (s, x) in enumerate(p.items())} for p in points]
    return all(abs(float((expression - gradient).subs(p))) < 1e-9 for p in points)


def sigma(z):
    import sympy

    return 1 / (1 + sympy.exp(-z))


CHAINS = [
    {"loss": loss, "out": out, "g": g, "wrt": wrt}
    for loss, out in (
        ("square", "linear"),
        ("square", "sigmoid"),
        ("half", "linear"),
        ("half", "sigmoid"),
        ("log", "sigmoid"),
    )
    for g in ("sigmoid", "tanh")
    for wrt in ("w1", "w2", "x")
]


@pytest.mark.parametrize("v", CHAINS, ids=lambda v: "-".join(v.values()))
def test_the_chain_rule_s_key_is_sympy_s_derivative(v):
    sympy = pytest.importorskip("sympy")
    from reference.mlp.chainrule import symbolic_gradient

    w1, w2, x, y = sympy.symbols("w1 w2 x y")
    out = w2 * (sigma if v["g"] == "sigmoid" else sympy.tanh)(w1 * x)
    y_hat = sigma(out) if v["out"] == "sigmoid" else out
    loss = {
        "square": (y - y_hat) ** 2, "half": (y - y_hat) ** 2 / 2,
        "log": -y * sympy.log(y_hat) - (1 - y) * sympy.log(1 - y_hat),
    }[v["loss"]]  # fmt: skip
    assert agrees("chain_rule", v, symbolic_gradient(loss, sympy.Symbol(v["wrt"])))


@pytest.mark.parametrize("loss", ["square", "half", "exp"])
@pytest.mark.parametrize("wrt", ["alpha", "a", "x"])
def test_the_slope_of_a_gate_is_sympy_s_derivative(loss, wrt):
    sympy = pytest.importorskip("sympy")
    x, a, alpha, t = sympy.symbols("x a alpha t")
    y = x + sympy.tanh(alpha) * a
    L = {"square": (t - y) ** 2, "half": (t - y) ** 2 / 2, "exp": sympy.exp(t * y)}[loss]
    assert agrees("gate_slope", {"loss": loss, "wrt": wrt}, sympy.diff(L, sympy.Symbol(wrt)))


@pytest.mark.parametrize("wrt", ["w", "u", "b", "h0", "x1"])
@pytest.mark.parametrize("f", ["tanh", "sigmoid"])
def test_the_slope_through_time_is_sympy_s_total_derivative(f, wrt):
    sympy = pytest.importorskip("sympy")
    at = dict(zip(symbols := sympy.symbols("w u b h0 x1 x2"), (0.7, -0.4, 0.2, 0.3, 1.1, -0.6), strict=True))
    w, u, b, h0, x1, x2 = symbols
    g = sympy.tanh if f == "tanh" else sigma
    h1 = g(u * x1 + w * h0 + b)
    h2 = g(u * x2 + w * h1 + b)
    key = sympy.sympify(question("state_slope").functions["answer"]({"f": f, "wrt": wrt}).replace("^", "**"))
    values = {str(s): value for s, value in at.items()} | {"h1": float(h1.subs(at)), "h2": float(h2.subs(at))}
    assert float(key.subs(values)) == pytest.approx(float(sympy.diff(h2, sympy.Symbol(wrt)).subs(at)))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("j", [1, 2])
@pytest.mark.parametrize("of", ["output", "square", "half", "product"])
def test_the_slope_of_attention_is_sympy_s_derivative(of, j, first):
    sympy = pytest.importorskip("sympy")
    s1, s2, v1, v2, t = sympy.symbols("s1 s2 v1 v2 t")
    p1 = sympy.exp(s1) / (sympy.exp(s1) + sympy.exp(s2))
    o = p1 * v1 + (1 - p1) * v2
    loss = {"output": o, "square": (o - t) ** 2, "half": (o - t) ** 2 / 2, "product": t * o}[of]
    at = {s1: 0.3, s2: -0.5, v1: 1.2, v2: -0.7, t: 0.4}
    key = sympy.sympify(
        question("attention_weight_slope").functions["answer"]({"of": of, "j": j, "first": first}).replace("^", "**")
    )
    p = float(p1.subs(at)) if first else 1 - float(p1.subs(at))
    values = {"p": p, "v1": 1.2, "v2": -0.7, "t": 0.4}
    assert float(key.subs(values)) == pytest.approx(float(sympy.diff(loss, (s1, s2)[j - 1]).subs(at)))


@pytest.mark.parametrize("loss", ["square", "half", "product"])
@pytest.mark.parametrize("wrt", ["a", "b", "x"])
def test_the_slope_of_a_low_rank_update_is_sympy_s_derivative(loss, wrt):
    sympy = pytest.importorskip("sympy")
    w, a, b, c, x, t = sympy.symbols("w a b c x t")
    y = w * x + c * b * a * x
    L = {"square": (y - t) ** 2, "half": (y - t) ** 2 / 2, "product": t * y}[loss]
    assert agrees("lora_slope", {"loss": loss, "wrt": wrt}, sympy.diff(L, sympy.Symbol(wrt)))


@pytest.mark.parametrize("loss", ["square", "exp", "tanh"])
@pytest.mark.parametrize("wrt", ["w", "a"])
def test_the_slope_of_a_neuron_is_the_chain_rule_s(loss, wrt):
    sympy = pytest.importorskip("sympy")
    w, a, b, y = sympy.symbols("w a b y")
    z = w * a + 3 * b
    outer = {
        "square": 2 * (z - y), "exp": y * sympy.exp(y * z), "tanh": 2 * (sympy.tanh(z) - y) * (1 - sympy.tanh(z) ** 2),
    }[loss]  # fmt: skip
    assert agrees("slope_of_a_neuron", {"loss": loss, "wrt": wrt, "k": 3}, outer * (a if wrt == "w" else w))


@pytest.mark.parametrize("form", ["scaled", "tanh", "softplus", "swish", "gated", "square"])
def test_the_slope_of_an_activation_is_sympy_s_derivative(form):
    sympy = pytest.importorskip("sympy")
    z = sympy.Symbol("z")
    f = {
        "scaled": sigma(3 * z), "tanh": sympy.tanh(3 * z), "softplus": sympy.log(1 + sympy.exp(3 * z)),
        "swish": z * sigma(3 * z), "gated": z * sympy.tanh(3 * z), "square": sigma(3 * z) ** 2,
    }[form]  # fmt: skip
    assert agrees("slope_in_z", {"form": form, "k": 3}, sympy.diff(f, z))


@pytest.mark.parametrize("f", ["sigmoid", "tanh", "softplus"])
def test_the_slope_in_terms_of_the_output_is_that_of_the_inverse_turned_over(f):
    sympy = pytest.importorskip("sympy")
    a = sympy.Symbol("a")
    inverse = {
        "sigmoid": sympy.log(a / (1 - a)) / 3, "tanh": sympy.atanh(a) / 3, "softplus": sympy.log(sympy.exp(a) - 1) / 3,
    }[f]  # fmt: skip
    assert agrees("slope_of_output", {"f": f, "k": 3}, 1 / sympy.diff(inverse, a))


@pytest.mark.parametrize(("i", "j"), list(itertools.product((1, 2, 3), repeat=2)))
@pytest.mark.parametrize("of", ["p", "ln", "loss"])
def test_the_softmax_s_slope_is_sympy_s_derivative(of, i, j):
    sympy = pytest.importorskip("sympy")
    z = sympy.symbols("z1:4")
    p = [sympy.exp(k) / sum(map(sympy.exp, z)) for k in z]
    function = {"p": p[i - 1], "ln": sympy.log(p[i - 1]), "loss": -sympy.log(p[i - 1])}[of]
    key = sympy.sympify(question("softmax_slope").functions["answer"]({"of": of, "i": i, "j": j}))
    at = dict(zip(z, (0.3, -0.7, 1.1), strict=True))
    values = {f"p{k + 1}": float(p[k].subs(at)) for k in range(3)}
    assert float(key.subs(values)) == pytest.approx(float(sympy.diff(function, z[j - 1]).subs(at)))


@pytest.mark.parametrize("law", ["logistic", "exponential", "cauchy"])
@pytest.mark.parametrize("kind", ["affine", "exp", "exp_shift", "cube", "square"])
def test_the_density_of_a_flow_is_the_derivative_of_its_distribution(kind, law):
    sympy = pytest.importorskip("sympy")
    x, a, b, z = sympy.symbols("x a b z", positive=True)
    inverse = {
        "affine": (x - b) / a, "exp": sympy.log(x) / a, "exp_shift": sympy.log(x - b), "cube": sympy.cbrt(x) + b,
        "square": sympy.sqrt(x / a),
    }[kind]  # fmt: skip
    below = {"logistic": sigma(z), "exponential": 1 - sympy.exp(-z), "cauchy": 2 * sympy.atan(z) / sympy.pi}[law]
    density = sympy.diff(below.subs(z, inverse), x)
    at = {x: 4.2, a: 1.3, b: 0.7}
    key = question("change_of_variables").functions["answer"]({"kind": kind, "law": law}).replace("^", "**")
    scope = {"sigma": sympy.Lambda(z, sigma(z)), "x": x, "a": a, "b": b}
    assert float(sympy.sympify(key, locals=scope).subs(at)) == pytest.approx(float(density.subs(at)))


@pytest.mark.parametrize("loss", ["square", "half"])
@pytest.mark.parametrize("wrt", ["m", "l", "w"])
def test_the_slope_of_a_vae_is_sympy_s_derivative(loss, wrt):
    sympy = pytest.importorskip("sympy")
    m, logvar, e, w, x = sympy.symbols("m l e w x")
    z = m + sympy.exp(logvar / 2) * e
    L = {"square": (x - w * z) ** 2, "half": (x - w * z) ** 2 / 2}[loss]
    L = L + 3 * (sympy.exp(logvar) + m**2 - 1 - logvar) / 2
    assert agrees("kl_slope", {"loss": loss, "wrt": wrt, "beta": 3}, sympy.diff(L, sympy.Symbol(wrt)))


@pytest.mark.parametrize("logit", ["wx", "wxb", "wx2"])
@pytest.mark.parametrize("loss", ["real", "fake", "fool", "minimax"])
def test_the_slope_of_a_gan_is_sympy_s_derivative(loss, logit):
    sympy = pytest.importorskip("sympy")
    w, x, b = sympy.symbols("w x b")
    p = sigma({"wx": w * x, "wxb": w * x + b, "wx2": w * x**2}[logit])
    L = {"real": -sympy.log(p), "fake": -sympy.log(1 - p), "fool": -sympy.log(p), "minimax": sympy.log(1 - p)}[loss]
    wrt = "w" if loss in ("real", "fake") else "x"
    assert agrees("gan_slope", {"logit": logit, "loss": loss, "wrt": wrt}, sympy.diff(L, sympy.Symbol(wrt)))


@pytest.mark.parametrize("hot", [True, False])
@pytest.mark.parametrize("energy", ["square", "quartic", "cosine", "softplus", "root"])
def test_the_score_is_minus_the_slope_of_the_energy(energy, hot):
    sympy = pytest.importorskip("sympy")
    x, a, m, T = sympy.symbols("x a m T")
    E = {
        "square": a * (x - m) ** 2 / 2, "quartic": a * x**4 - m * x**2, "cosine": a * sympy.cos(m * x),
        "softplus": a * x - sympy.log(1 + sympy.exp(m * x)), "root": a * sympy.sqrt(x**2 + m**2),
    }[energy]  # fmt: skip
    assert agrees("score_slope", {"energy": energy, "hot": hot}, -sympy.diff(E, x) / (T if hot else 1))


@pytest.mark.parametrize("ask", ["x0", "eps", "score", "score_x0", "v_x0", "v_eps", "ddim", "slope"])
def test_the_names_of_one_prediction_fit_together(ask):
    """With numbers for the clean image and its noise, every expression gives back what it stands for."""
    sympy = pytest.importorskip("sympy")
    a, b, x0, e = 0.36, 0.64, 1.3, -0.7
    x, v = 0.6 * x0 + 0.8 * e, 0.6 * e - 0.8 * x0
    right = {
        "x0": x0, "eps": e, "score": -e / 0.8, "score_x0": -e / 0.8, "v_x0": x0, "v_eps": e, "ddim": 0.8 * x0 + 0.6 * e,
        "slope": -0.8 / 0.6,
    }[ask]  # fmt: skip
    key = sympy.sympify(question("noise_algebra").functions["answer"]({"ask": ask}).replace("^", "**"))
    assert float(key.subs({"a": a, "b": b, "x": x, "x0": x0, "e": e, "v": v})) == pytest.approx(right)


def test_the_slopes_of_metric_losses_are_sympy_s_derivatives():
    sympy = pytest.importorskip("sympy")
    a, p, n, m, s, t = sympy.symbols("a p n m s t")
    exp, log = sympy.exp, sympy.log
    triplet = (a - p) ** 2 - (a - n) ** 2 + m
    contrast = -log(exp(p / t) / (exp(p / t) + exp(n / t)))
    cosine = 2 - 2 * (p * a + n * m) / sympy.sqrt((p**2 + n**2) * (a**2 + m**2))
    losses = {
        "triplet_a": (triplet, a), "triplet_p": (triplet, p), "triplet_n": (triplet, n), "far": ((m - (a - n)) ** 2 / 2, n),
        "deviance": (log(1 + exp(a * (m - s))), s), "scaled": (log(1 + exp(a * (s - m))) / a, s), "contrast_p": (contrast, p),
        "contrast_n": (contrast, n), "cosine": (cosine, p),
    }  # fmt: skip
    assert set(losses) == {d.params["kind"] for d in drawn("metric_slope")}
    for kind, (loss, wrt) in losses.items():
        assert agrees("metric_slope", {"kind": kind}, sympy.diff(loss, wrt)), kind


def test_the_slopes_of_an_agent_are_sympy_s_derivatives():
    """What is held fixed is a symbol of its own in the derivative, and gets its value afterwards."""
    sympy = pytest.importorskip("sympy")
    w, x, y, r, g, b, fixed = sympy.symbols("w x y r g b fixed")
    p, log = sigma(w * x), sympy.log
    normal = -((y - w * x) ** 2) / 2 - log(2 * sympy.pi) / 2
    losses = {
        "semi": ((r + fixed - w * x) ** 2 / 2, g * w * y), "last": ((r - w * x) ** 2, 0), "yes": (-(r - b) * log(p), 0),
        "no": (-(r - b) * log(1 - p), 0), "normal": (-r * normal, 0), "ratio": (-p / b * r, 0),
        "entropy": (b * (p * log(p) + (1 - p) * log(1 - p)), 0), "critic": (-fixed * log(b) + (w * x - r) ** 2 / 2, r - w * x),
    }  # fmt: skip
    assert set(losses) == {d.params["kind"] for d in drawn("agent_slope")}
    for kind, (loss, value) in losses.items():
        assert agrees("agent_slope", {"kind": kind}, sympy.diff(loss, w).subs(fixed, value)), kind


# -- choices -----------------------------------------------------------------------------------------------------------


def test_the_concept_bank_has_ten_themes_of_at_least_three_items():
    items = [len(question(name).functions["variant"].__globals__["ITEMS"]) for name in CONCEPTS]
    assert len(items) == 10
    assert min(items) >= 3


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_concept_has_one_right_option_notes_on_the_others_and_a_source(name):
    functions = question(name).functions
    for item in functions["variant"].__globals__["ITEMS"]:
        options = functions["options"]({"item": item})
        assert (len(options["right"]), len(options["wrong"])) == (1, 3)
        assert all(options["wrong"].values())
        assert ".txt" in functions["solution"]({"item": item})


@pytest.mark.parametrize("name", [n for n in PATHS if question(n).header.type in ("choice", "multiple")])
def test_a_note_does_not_repeat_a_right_option(name):
    for kind in kinds(name):
        assert isinstance(kind, Choice)
        right = [kind.options[kind.alphabet.index(c)].rstrip(".").lower() for c in kind.letters]
        long = [option for option in right if len(option) > 12]
        assert not [m.message for m in kind.mistakes for option in long if option in m.message.lower()]


@pytest.mark.parametrize(
    "name",
    [
        "attention_facts",
        "backprop_facts",
        "bias_variance_facts",
        "conv_facts",
        "history_facts",
        "llm_facts",
        "llm_use_facts",
        "rnn_facts",
        "training_facts",
        "vision_facts",
        "generative_facts",
        "energy_facts",
        "metric_facts",
        "selfsup_facts",
        "agent_facts",
        "unsupervised_facts",
    ],
)
def test_no_statement_is_right_and_wrong(name):
    lists = question(name).functions["variant"].__globals__
    assert not set(lists["RIGHT"]) & set(lists["WRONG"])


def test_seven_of_the_sixteen_functions_of_three_inputs_need_more_than_a_plane():
    separable = question("separable").functions["variant"].__globals__["SEPARABLE"]
    not_one = [text for text, found in separable.items() if not found]
    assert {"exactly one input is on", "an odd number of inputs is on", "$x_1$ and $x_2$ differ"} < set(not_one)
    assert len(separable) - len(not_one) == 9


def test_the_kinds_of_the_curriculum_s_templates():
    types = {name: question(name).header.type for name in PATHS}
    wanted = {
        "gate_bias": "number", "perceptron_trace": "matrix", "dnf_network": "code", "hinge_value": "number",
        "backprop_deltas": "matrix", "chain_rule": "symbolic", "optimizer_steps": "number", "conv1d_values": "matrix",
        "max_pool_backward": "matrix", "milestone_order": "choice", "critical_analysis": "rubric",
    }  # fmt: skip
    assert {name: types[name] for name in wanted} == wanted
    assert all(isinstance(kind, Symbolic) for kind in kinds("chain_rule"))
