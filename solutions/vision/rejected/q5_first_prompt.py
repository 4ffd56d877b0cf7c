# /// solution
# why = "Takes the first prompt of each class."
# scores = { q5 = 4 }
# fails = { q5 = ["classes from several prompts"] }
# misconception = { q5 = "T9.5/first_prompt" }
# [[change]]
# question = "q5"
# old = "(prompts / np.linalg.norm(prompts, axis=1, keepdims=True)).mean(axis=0)"
# new = "prompts[0]"
# ///
