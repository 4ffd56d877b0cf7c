# /// solution
# why = "Knows the way of the public test and of the map in the text by heart."
# scores = { q7 = 1 }
# fails = { q7 = ["another world, another way", "three worlds, two agents each"] }
# misconception = { q7 = "T13.2/one_map" }
# ///
# %% q7
def learn_to_walk(plan, seed):
    if len(plan) == 3:
        return np.array([2, 3, 0, 2, 0, 2, 1, 1, 0])
    return np.where(np.arange(len("".join(plan))) % 7 == 6, 0, 1)
