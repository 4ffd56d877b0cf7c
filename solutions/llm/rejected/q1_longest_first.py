# /// solution
# why = "Looks for the longest pieces first."
# scores = { q1 = 2 }
# fails = { q1 = ["other words", "repetitions and nothing", "a word that was never seen"] }
# misconception = { q1 = "T8.1/longest_first" }
# [[change]]
# question = "q1"
# old = "    for left, right in merges:"
# new = "    for left, right in sorted(merges, key=lambda pair: -len(pair[0] + pair[1])):"
# ///
