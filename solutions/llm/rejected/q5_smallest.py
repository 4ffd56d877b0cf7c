# /// solution
# why = "Sorts the wrong way round."
# scores = { q5 = 4.5 }
# fails = { q5 = ["the k largest", "equal logits, large logits", "the table of filters"] }
# misconception = { q5 = "T8.5/smallest" }
# [[change]]
# question = "q5"
# old = "kept = np.argsort(-logits, kind=\"stable\")[:k]"
# new = "kept = np.argsort(logits, kind=\"stable\")[:k]"
# ///
