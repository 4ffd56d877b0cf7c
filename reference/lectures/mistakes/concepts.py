"""Wrong versions of the functions in `reference.lectures.concepts`, with the message that names each mistake."""

from reference.lectures.concepts import concepts
from reference.misconceptions import misconception

# The option, by item, that somebody chooses who holds the misconception.
BELIEFS = {
    "T0.2/dl_not_ml": {"fields/2": 0},
    "T0.2/gpu_one_core": {"hardware/1": 0, "hardware/2": 0},
    "T0.2/generative_means_labels": {"paradigms/2": 0, "paradigms/3": 0},
    "T0.2/onehot_distributed": {"learning/3": 0, "learning/4": 1},
}

_MESSAGES = {
    "T0.2/dl_not_ml": "Deep learning is a part of machine learning, not an alternative to it.",
    "T0.2/gpu_one_core": "A GPU wins by many simple cores in parallel, not by a faster core.",
    "T0.2/generative_means_labels": ("A generative model describes p(x) or p(x,y); a discriminative one only p(y|x)."),
    "T0.2/onehot_distributed": "One-hot codes are local; distributed codes share units between concepts.",
}


def _believing(key):
    """`concepts` with the answers of somebody who holds this misconception."""
    return lambda: [item._replace(answer=BELIEFS[key].get(item.id, item.answer)) for item in concepts()]


for _key, _message in _MESSAGES.items():
    misconception(concepts, _key, _message)(_believing(_key))
