# /// solution
# why = "Joins a pair once in each word."
# scores = { q1 = 2 }
# fails = { q1 = ["ties, and the end of the pairs", "other words", "repetitions and nothing"] }
# misconception = { q1 = "T8.1/first_only" }
# [[change]]
# question = "q1"
# old = "                pieces[i : i + 2] = [left + right]\n"
# new = "                pieces[i : i + 2] = [left + right]\n                break\n"
# ///
