# /// solution
# why = "Multiplies probabilities."
# scores = { q5 = 3 }
# fails = { q5 = ["sequences of one length", "some beams end", "short against long", "no room, few tokens, large logits", "the tree"] }
# misconception = { q5 = "T8.5/prob_product" }
# [[change]]
# question = "q5"
# old = "    live, done = [(list(start), 0.0)], []"
# new = "    live, done = [(list(start), 1.0)], []"
# [[change]]
# question = "q5"
# old = "total + float(more)"
# new = "total * float(np.exp(more))"
# ///
