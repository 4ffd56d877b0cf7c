# %% [raw]
# # BEGIN QUESTION
# name: guided_noise
# type: matrix
# points: 2
# title: Guidance without a classifier
# topics: [T11.7]
# %% tags=["variant"]
import numpy as np

from reference.energy import diffusion
from reference.misconceptions import misconceptions_of


def variant(rng):
    with_, without = rng.integers(-6, 7, size=(2, 2)) / 4
    return {"eps_c": with_, "eps_u": without, "w": float(rng.choice([1.5, 2, 3, 4, 7.5]))}


def noise(function, v):
    return function(np.array(v["eps_c"]), np.array(v["eps_u"]), v["w"])


def answer(v):
    return noise(diffusion.classifier_free_guidance, v)


def mistakes(v):
    return {m.key: (m.message, noise(m.mutant, v)) for m in misconceptions_of(diffusion.classifier_free_guidance)}


# %% [markdown]
# For one image a network predicts the noise ${{ eps_c | tex }}$ with the text and ${{ eps_u | tex }}$ without it. Which noise does the sampler take with classifier-free guidance of weight $w = {{ w | neat }}$? ($w = 1$ is the prediction
# with the text, $w = 0$ the one without.)
# %% [raw]
# # END QUESTION
