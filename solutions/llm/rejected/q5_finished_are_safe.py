# /// solution
# why = "Puts finished beams aside: they keep their places, and leave theirs to others."
# scores = { q5 = 5 }
# fails = { q5 = ["some beams end", "short against long"] }
# [[change]]
# question = "q5"
# old = "        pool = list(done)\n"
# new = "        pool = []\n"
# [[change]]
# question = "q5"
# old = "        done = [beam for beam in best if beam[0][-1] == eos]\n"
# new = "        done = done + [beam for beam in best if beam[0][-1] == eos]\n"
# [[change]]
# question = "q5"
# old = "sorted(done + live, key=score, reverse=True)]"
# new = "sorted(done + live, key=score, reverse=True)[:width]]"
# ///
