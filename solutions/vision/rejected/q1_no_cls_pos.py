# /// solution
# why = "Adds positions to the patches alone."
# scores = { q1 = 2 }
# fails = { q1 = ["one patch and the class token", "tokens of a batch", "tokens of small patches"] }
# misconception = { q1 = "T9.1/no_cls_pos" }
# [[change]]
# question = "q1"
# old = "    return np.concatenate([first, tokens], axis=1) + pos"
# new = "    return np.concatenate([first, tokens + pos[1:]], axis=1)"
# ///
