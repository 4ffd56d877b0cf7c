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
    expression = sympy.sympify(key, locals={"sigmoid": sigmoid})
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
