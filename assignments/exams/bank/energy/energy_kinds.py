# %% [raw]
# # BEGIN QUESTION
# name: energy_kinds
# type: choice
# points: 1
# title: Which energy-based model
# topics: [T11.2, T11.3, T11.4, T11.5, T11.6, T11.7]
# %% tags=["variant"]
KINDS = {  # what it is → its name
    "Units are ±1 and follow the sign of their field; stored patterns are minima.": "the Hopfield network",
    "All units are linked with each other and are on with a probability that a sigmoid gives.": "the Boltzmann machine",
    "There are two layers, and links only from one layer to the other.": "the restricted Boltzmann machine",
    "Machines are stacked one by one; below the top pair, links point down.": "the deep belief network",
    "There are several hidden layers, and every link has both directions.": "the deep Boltzmann machine",
    "Noise is added in many small steps, and a network learns to take it away.": "the diffusion model",
}


def variant(rng):
    told = [str(t) for t in rng.choice(list(KINDS), size=4, replace=False)]
    return {"name": KINDS[told[0]], "told": told}


def options(v):
    right, *others = v["told"]
    return {"right": [right], "wrong": {t: f"That describes {KINDS[t]}." for t in others}}


# %% [markdown]
# Which sentence describes **{{ name }}**?
# %% [raw]
# # END QUESTION
