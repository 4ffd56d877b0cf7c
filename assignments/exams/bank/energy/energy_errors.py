# %% [raw]
# # BEGIN QUESTION
# name: energy_errors
# type: text
# points: 6
# title: Find the error (energies and diffusion)
# topics: [T11.1, T11.2, T11.4, T11.7, T11.8]
# lines: 6
# %% tags=["variant"]
CASES = {
    "sync": (
        "They store {k} patterns in a Hopfield network of {n}0 units, and recall by computing the fields of **all** units from the same state and "
        "setting all of them at once.",
        "From {high} % of the starts the network ends in two states that take turns for ever.",
        "Only updates of one unit after the other are sure to lower the energy; all at once they may cycle. Update asynchronously.",
    ),
    "capacity": (
        "They store {n}0 random patterns in a Hopfield network of {n}00 units and test which are stable. Then they add as many, and as many again.",
        "After the first {n}0 nearly all are stable; at the end {low} % are.",
        "With 0.3 patterns a unit the network is far above its capacity of about 0.138 N: noise of the other patterns flips units. Store "
        "fewer, or take more units.",
    ),
    "negative": (
        "They train an energy-based network by lowering the mean energy of the images of each batch, with {k} epochs of Adam.",
        "The loss falls without end; samples by Langevin's dynamics are noise, even after {n}000 steps.",
        "Without the negative phase every energy may fall, that of noise as well. Raise the energy of the model's samples: mean E(data) − "
        "mean E(samples).",
    ),
    "mirror": (
        "They train a restricted Boltzmann machine with contrastive divergence and write `W = W - lr * (positive - negative)`.",
        "The reconstruction error rises from {low} to {high} within {k} epochs.",
        "Positive minus negative is the direction in which the likelihood grows: climb with +. (Or descend on its negative.)",
    ),
    "last": (
        "Their sampler for DDPM with {n}00 steps adds $\\sqrt{{\\beta_t}}\\,z$ after each step, the last one included, and is otherwise right.",
        "The images are good but grainy; the grain has a deviation of 0.0{low}, about $\\sqrt{{\\beta_1}}$.",
        "After the last step no noise belongs into the image. Add none at t = 1 (and the variance of the posterior elsewhere).",
    ),
    "bar": (
        "They train a diffusion model on $x_t = \\sqrt{{\\alpha_t}}\\,x_0 + \\sqrt{{1-\\alpha_t}}\\,\\varepsilon$ with $\\alpha_t = 1 - \\beta_t$ and "
        "$\\beta$ from 0.0001 to 0.02 in {n}00 steps. The sampler starts from pure noise.",
        "The loss is low after {k} epochs; all samples stay noise.",
        "x_t after t steps needs the running product ᾱ_t. With α_t even the last step is nearly clean, so that the network never saw what "
        "the sampler starts from. Use ᾱ.",
    ),
    "time": (
        "They train flow matching with noise at $t = 0$ and data at $t = 1$ on the target $x_0 - x_1$ (noise minus data), and follow the network from "
        "$t = 0$ to $t = 1$ in {n} steps.",
        "The loss falls as it should, but samples have {high} times the variance of the noise.",
        "The velocity from noise to data is data minus noise; with the other sign the sampler moves away. Turn the target's sign.",
    ),
}


def variant(rng):
    case, low = str(rng.choice(list(CASES))), int(rng.integers(2, 9))
    values = {"n": int(rng.integers(2, 10)), "k": int(rng.integers(4, 21)), "low": low, "high": int(rng.integers(20, 60))}
    told, seen, _ = CASES[case]
    return {"case": case, "told": told.format(**values), "seen": seen.format(**values)}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
