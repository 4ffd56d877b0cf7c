# /// solution
# why = "Shifts as GPT does."
# scores = { q3 = 2 }
# fails = { q3 = ["random losses", "one position, all positions, large logits", "one of two positions"] }
# misconception = { q3 = "T8.3/shifted" }
# [[change]]
# question = "q3"
# old = "    selected = labels != -100\n"
# new = "    logits, labels = logits[:, :-1], labels[:, 1:]\n    selected = labels != -100\n"
# ///
