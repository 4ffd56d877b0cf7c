# %% [raw]
# # BEGIN QUESTION
# name: caption_filter
# type: number
# points: 1
# title: CapFilt
# topics: [T9.6]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.vision import blip


def variant(rng):
    web, synthetic = ([int(n) for n in rng.integers(5, 96, size=5)] for _ in range(2))
    return {"web": web, "synthetic": synthetic, "least": int(rng.choice([40, 50, 60]))}


def pairs(function, v):
    """How many pairs are kept; a text stands for its match with the image, in hundredths."""
    web, synthetic = (list(enumerate(map(str, v[name]))) for name in ("web", "synthetic"))
    return len(function(web, synthetic, lambda image, text: int(text) >= v["least"]))


def answer(v):
    return pairs(blip.capfilt, v)


def mistakes(v):
    return {m.key: (m.message, pairs(m.mutant, v)) for m in misconceptions_of(blip.capfilt)}


# %% [markdown]
# BLIP cleans its training data with CapFilt. Of five images it has the text from the web and one from its captioner; its filter finds
# these probabilities that image and text match:
#
# | image | 1 | 2 | 3 | 4 | 5 |
# |---|---|---|---|---|---|
# | text from the web | {% for p in web %}{{ (p / 100) | neat }} | {% endfor %}
# | generated text | {% for p in synthetic %}{{ (p / 100) | neat }} | {% endfor %}
#
# The filter keeps what matches with a probability of at least {{ (least / 100) | neat }}. How many pairs of image and text are in the new
# training data?
# %% [raw]
# # END QUESTION
