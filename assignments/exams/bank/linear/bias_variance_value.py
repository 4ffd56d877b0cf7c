# %% [raw]
# # BEGIN QUESTION
# name: bias_variance_value
# type: number
# points: 2
# title: Bias and variance in numbers
# topics: [T2.8]
# low: 0
# %% tags=["variant"]
import itertools

import numpy as np

from reference.linear.model_selection import bias_variance


def variant(rng):
    return {
        "c": float(rng.choice([0.5, 0.6, 0.8, 0.9])),
        "mu": int(rng.integers(1, 4)),
        "sd": int(rng.integers(1, 4)),
        "m": int(rng.choice([2, 4])),
    }


def parts(v):
    """bias² and variance, from all 2^m samples."""
    draws = np.array(list(itertools.product((v["mu"] - v["sd"], v["mu"] + v["sd"]), repeat=v["m"])), dtype=float)
    result = bias_variance(v["c"] * draws.mean(axis=1, keepdims=True), np.array([float(v["mu"])]), v["sd"] ** 2)
    return float(result.bias2), float(result.var), float(result.mse)


def answer(v):
    return parts(v)[2]


def mistakes(v):
    bias2, var, total = parts(v)
    return {
        "T2.8/no_noise": ("The expected squared error includes the noise of y.", bias2 + var),
        "T2.8/bias_not_squared": ("The bias enters as its square.", total - bias2 + bias2**0.5),
        "T2.8/var_of_one": ("The mean of several observations varies less than one observation.", total - var + v["m"] * var),
        "T2.8/scale_not_squared": ("A factor in front of a random number enters its variance squared.", total - var + var / v["c"]),
    }


# %% [markdown]
# A measurement $y$ is ${{ mu - sd }}$ or ${{ mu + sd }}$, each with probability ½, so its mean is $\mu = {{ mu }}$ and its
# variance is $\sigma^2 = {{ sd * sd }}$. From {{ m }} independent measurements a model predicts
# $\hat f = {{ c | neat }} \cdot \bar y$, where $\bar y$ is their mean. What is the expected squared error $E[(y - \hat f)^2]$ on a new, independent measurement $y$?
# %% [raw]
# # END QUESTION
