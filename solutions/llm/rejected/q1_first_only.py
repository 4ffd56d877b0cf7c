# /// solution
# why = "Joins a pair once in each word."
# scores = { q1 = 2 }
# fails = { q1 = ["ties, and the end of the pairs", "other words", "repetitions and nothing"] }
# misconception = { q1 = "T8.1/first_only" }
# [[change]]
# question = "q1"
# old = "        joined = []\n        for piece in pieces:\n            if joined and joined[-1] == left and piece == right:\n                joined[-1] = left + right  # longer than left: nothing overlaps\n            else:\n                joined.append(piece)\n        pieces = joined\n"
# new = "        for i in range(len(pieces) - 1):\n            if pieces[i] == left and pieces[i + 1] == right:\n                pieces[i : i + 2] = [left + right]\n                break\n"
# ///
