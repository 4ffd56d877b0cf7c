# %% [raw]
# # BEGIN QUESTION
# name: energy_facts
# type: multiple
# points: 2
# title: Energies, memories, diffusion
# topics: [T11.1, T11.2, T11.3, T11.4, T11.5, T11.6, T11.7, T11.8]
# %% tags=["variant"]
RIGHT = [
    "In an energy-based model, states of low energy are the likely ones.",
    "Updating one unit after the other, a Hopfield network never raises its energy.",
    "The inverse of a stored pattern has the same energy as the pattern, without thresholds.",
    "A Boltzmann machine's learning compares averages over the data with averages over the model.",
    "Given the visible units, the hidden units of a restricted Boltzmann machine are independent.",
    "In a deep belief network, only the two top layers are linked in both directions.",
    "In a deep Boltzmann machine, the middle layer hears the layers below and above it.",
    "A diffusion model's forward process has nothing to learn.",
    "The noisy image of any step can be drawn in one go from the clean one.",
    "DDIM with η = 0 gives the same image from the same noise each time.",
    "In flow matching on straight lines, the target does not depend on the time.",
]
WRONG = {
    "A Hopfield network of N units recalls about N patterns.": "About 0.14 N patterns.",
    "Langevin's dynamics without noise draw samples from the model.": "Without noise they descend to a minimum.",
    "At a higher temperature, a Boltzmann machine prefers its lowest states more.": "Heat makes the states more alike.",
    "Contrastive divergence runs its chain to equilibrium.": "One or a few steps from the data.",
    "A restricted Boltzmann machine has links between its visible units.": "Links join the two layers only.",
    "In a deep belief network, all layers are trained at once from the start.": "One after the other, from the bottom up.",
    "The mean field of a deep Boltzmann machine is its exact posterior.": "It is an approximation: hidden units are taken for independent.",
    "The last step of a DDPM sampler adds noise as well.": "The last step adds none.",
    "With guidance of weight 1, the condition has no influence.": "Weight 1 is the prediction with the condition, 0 without.",
    "The score points from the data to the noise.": "It points to where the density grows.",
}


def variant(rng):
    return {"statements": [str(s) for s in rng.choice([*RIGHT, *WRONG], size=5, replace=False)]}


def options(v):
    right = [s for s in v["statements"] if s in RIGHT]
    return {"right": right, "wrong": {s: WRONG[s] for s in v["statements"] if s in WRONG}}


def accept(v):
    return 2 <= len(options(v)["right"]) <= 3


# %% [markdown]
# Which of these statements are right?
# %% [raw]
# # END QUESTION
