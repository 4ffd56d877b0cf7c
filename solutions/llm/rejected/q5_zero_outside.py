# /// solution
# why = "What is left out becomes 0."
# scores = { q5 = 4.5 }
# fails = { q5 = ["the k largest", "equal logits, large logits", "the table of filters"] }
# misconception = { q5 = "T8.5/zero_outside" }
# [[change]]
# question = "q5"
# old = "np.full_like(logits, -np.inf)"
# new = "np.zeros_like(logits)"
# ///
