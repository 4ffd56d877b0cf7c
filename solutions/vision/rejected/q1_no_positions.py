# /// solution
# why = "Forgets the positions."
# scores = { q1 = 2 }
# fails = { q1 = ["one patch and the class token", "tokens of a batch", "tokens of small patches"] }
# misconception = { q1 = "T9.1/no_positions" }
# [[change]]
# question = "q1"
# old = "np.concatenate([first, tokens], axis=1) + pos"
# new = "np.concatenate([first, tokens], axis=1)"
# ///
