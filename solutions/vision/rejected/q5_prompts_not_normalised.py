# /// solution
# why = "Averages the prompts as they are."
# scores = { q5 = 4 }
# fails = { q5 = ["classes from several prompts"] }
# misconception = { q5 = "T9.5/prompts_not_normalised" }
# [[change]]
# question = "q5"
# old = "(prompts / np.linalg.norm(prompts, axis=1, keepdims=True)).mean(axis=0)"
# new = "prompts.mean(axis=0)"
# ///
