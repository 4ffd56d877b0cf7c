# /// solution
# why = "Sorts the rewards, although people have sorted the answers."
# scores = { q4 = 2 }
# fails = { q4 = ["random rankings", "pairs, ties and rewards far apart"] }
# [[change]]
# question = "q4"
# old = "    better, worse = np.triu"
# new = "    r = -np.sort(-r, axis=1)\n    better, worse = np.triu"
# ///
