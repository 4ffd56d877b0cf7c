# %% [raw]
# # BEGIN QUESTION
# name: prompt_ensemble
# type: matrix
# points: 2
# title: A class from several prompts
# topics: [T9.5]
# %% tags=["variant"]
import numpy as np

from reference.vision import clip

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [0, 1], [3, 0], [8, 15]]


def variant(rng):
    return {"prompts": rng.choice(LONG, size=int(rng.integers(2, 4)), replace=False)}


def answer(v):
    prompts = np.array(v["prompts"], dtype=float)
    return clip.class_embeddings(prompts, [prompts])[0]


def mistakes(v):
    prompts = np.array(v["prompts"], dtype=float)
    return {
        "T9.5/no_renorm": ("Renormalise the averaged prompt.", clip.unit(prompts).mean(axis=0)),
        "T9.5/prompts_not_normalised": (
            "Prompts have length 1 before they are averaged.",
            clip.unit(prompts.mean(axis=0)),
        ),
        "T9.5/no_norm": ("Cosines need unit vectors.", prompts.mean(axis=0)),
    }


# %% [markdown]
# To classify images without training, CLIP describes a class by {{ prompts | length }} prompts, whose embeddings are
# {% for p in prompts %}${{ p | tex }}${{ ", " if not loop.last }}{% endfor %}. Which vector represents the class, so that its scalar product with
# the unit vector of an image is their cosine?
# %% [raw]
# # END QUESTION
