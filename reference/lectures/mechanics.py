"""How the course runs: the grade, the project's rules and the weeks.

Source: `001_93c4fdc1f7522504.txt` (syllabus, weekly outline, project). The deck prints days without a year; with
lectures on Wednesdays they fit 2024/25, so that is the default of `schedule` and any other first lecture may be given.
"""

from datetime import date, time, timedelta
from typing import NamedTuple

from reference._array import Array, as_float, check_ndim, namespace

WEIGHTS = (0.20, 0.35, 0.45)  # quizzes, final exam, project
VENUES = ("ICLR", "AACL", "NeurIPS", "ICML", "CVPR", "ECCV")  # the deck adds "or similar": pass your own list
GROUP_SIZE = 2  # at most

COURSE = {
    "ects": 8,
    "theory_hours": 3,
    "lab_hours": 0,
    "quizzes": 10,  # about
    "lecture_day": "Wednesday",
    "lecture_time": (time(9, 40), time(11, 30)),
    "entry_form_due": date(2024, 10, 3),
    "paper_due": date(2024, 10, 13),
    "first_quiz": {"week": 2, "chapters": (1, 7), "pages": (4, 96)},
    "background": {
        "mathematics": ("calculus", "statistics", "linear algebra"),
        "programming": ("Python",),
        "algorithms": ("data structures",),
        "deep learning": ("MLP", "CNN", "RNN"),
    },
    "project_delivers": ("reproduced results", "critical comparison", "GitHub repository", "detailed README"),
}


class Week(NamedTuple):
    """One lecture."""

    no: int
    date: date
    title: str
    keywords: tuple[str, ...]


_WEEKS = (
    ("Overview; fundamentals of deep learning I", ("artificial neuron models", "perceptron learning")),
    (
        "Fundamentals of deep learning II",
        ("gradient descent", "multi-layer perceptrons", "backpropagation", "convergence", "overfitting", "capacity"),
    ),
    ("Convolutional neural networks", ("operations", "types of convolution", "architectures")),
    ("Recurrent neural networks", ("vanilla RNN", "LSTM")),
    ("Self-attention and transformers", ("types of attention", "self-attention", "encoder", "decoder")),
    ("Large language models I", ("generative pretraining", "BERT", "GPT-1", "GPT-2", "GPT-3", "InstructGPT")),
    ("Large language models II", ("pretrained LLMs", "retrieval-augmented generation", "efficient finetuning")),
    ("Vision models", ("ViT", "Swin", "FastViT", "FasterViT", "pretraining")),
    ("Vision-language models", ("CLIP", "BLIP", "Flamingo")),
    ("Generative models I", ("autoregressive models", "variational autoencoders", "flows")),
    ("Generative models II", ("energy-based models", "diffusion models")),
    ("Self-supervised learning I", ("contrastive learning", "SimCLR", "MoCo")),
    ("Self-supervised learning II", ("BYOL", "SimSiam", "VICReg")),
    ("Reinforcement learning", ("problem setting", "value networks", "policy networks", "actor-critic")),
)


def schedule(first: date = date(2024, 10, 2)) -> list[Week]:
    """The 14 weeks, seven days apart from the `first` lecture on.

    Source: `001_93c4fdc1f7522504.txt`, weekly outline; weeks 1–2 and 12–13 share one text there and are split here.

    >>> schedule()[13].date.isoformat()
    '2025-01-01'
    """
    return [Week(i + 1, first + timedelta(weeks=i), *_WEEKS[i]) for i in range(len(_WEEKS))]


def final_grade(
    quiz: Array, final: float, project: float, weights: tuple[float, float, float] = WEIGHTS
) -> float | Array:
    r"""$0.20 \cdot \overline{quiz} + 0.35 \cdot final + 0.45 \cdot project$.

    Args:
        quiz: (Q,) float, the quizzes given so far. final, project: float. All marks 0–100.
        weights: of quizzes, final and project; they add up to 1.

    Returns:
        0–100, a scalar of quiz's kind.

    Raises:
        ValueError: no quiz, a mark outside 0–100, weights that do not add up to 1.

    Source: `001_93c4fdc1f7522504.txt`, grading.

    >>> import numpy as np
    >>> round(float(final_grade(np.array([70.0, 90.0]), 70, 90)), 6)
    81.0
    """
    quiz = _checked_marks(quiz, final, project)
    if len(weights) != 3 or min(weights) < 0 or abs(sum(weights) - 1) > 1e-9:
        raise ValueError(f"weights: expected three numbers of at least 0 that add up to 1, got {weights}")
    return weights[0] * namespace(quiz).mean(quiz) + weights[1] * float(final) + weights[2] * float(project)


def _checked_marks(quiz: Array, final: float, project: float) -> Array:
    quiz = as_float(quiz)
    check_ndim("quiz", quiz, "(Q,)", 1)
    if quiz.shape[0] == 0:
        raise ValueError("quiz: expected at least one mark, got none")
    for name, marks in (("quiz", [quiz[i] for i in range(quiz.shape[0])]), ("final", [final]), ("project", [project])):
        for mark in marks:
            if not 0 <= float(mark) <= 100:
                raise ValueError(f"{name}: expected marks in 0–100, got {float(mark)}")
    return quiz


def validate_project(
    group_size: int,
    venue: str,
    has_public_code: bool,
    picked: date,
    deadline: date,
    venues: tuple[str, ...] = VENUES,
) -> list[str]:
    """What is wrong with a choice of paper: one message for each broken rule, in the arguments' order; [] if fine.

    Each message starts with the argument's name and a colon. A group has one or two members, the venue is listed,
    nobody has published code, and the paper is picked on the day of the deadline or earlier.

    Source: `001_93c4fdc1f7522504.txt`, project.

    >>> validate_project(3, "ICML", False, date(2024, 10, 13), date(2024, 10, 13))
    ['group_size: expected 1 or 2, got 3']
    """
    rules = (
        (1 <= group_size <= GROUP_SIZE, f"group_size: expected 1 or 2, got {group_size}"),
        (venue in venues, f"venue: expected one of {', '.join(venues)}, got {venue!r}"),
        (
            not has_public_code,
            "has_public_code: expected a paper without a published implementation, got one with code",
        ),
        (picked <= deadline, f"picked: expected {deadline} or earlier, got {picked}"),
    )
    return [message for kept, message in rules if not kept]
