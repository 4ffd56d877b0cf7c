# /// solution
# why = "Counts each word once, however often it occurs."
# scores = { q1 = 2 }
# fails = { q1 = ["other texts", "ties, and the end of the pairs", "five merges"] }
# misconception = { q1 = "T8.1/unweighted" }
# [[change]]
# question = "q1"
# old = "pairs[pair] += word_counts[word]"
# new = "pairs[pair] += 1"
# ///
