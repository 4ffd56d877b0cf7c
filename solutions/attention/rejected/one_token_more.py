# /// solution
# why = "A mask that keeps one token more; heads averaged; a pronoun that looks at every noun."
# scores = { q2 = 3.5, q3 = 0.5, q7 = 1.5 }
# fails = { q2 = ["masks of the picture", "masks of other sizes"], q3 = ["six features, two heads", "two tokens, two heads", "merges", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q7 = ["the girl saw the cat and she fed it", "what a pronoun stands for"] }
# misconception = { q2 = "T7.2/one_more", q3 = "T7.3/mean_of_heads", q7 = "T7.1/any_noun" }
# [[change]]
# question = "q2"
# old = "np.arange(T) <"
# new = "np.arange(T) <="
# [[change]]
# question = "q3"
# old = "np.concatenate(np.moveaxis(x, 1, 0), axis=2)"
# new = "np.tile(x.mean(axis=1), x.shape[1])"
# [[change]]
# question = "q7"
# old = "np.diag([0.0, 0, 1, 1, 1, 0])"
# new = "np.zeros((6, 6))"
# ///
