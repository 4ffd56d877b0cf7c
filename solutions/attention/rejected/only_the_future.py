# /// solution
# why = "The causal mask upside down; heads that are not moved before the tokens."
# scores = { q2 = 3.5, q3 = 0.5 }
# fails = { q2 = ["masks of the picture", "masks of other sizes"], q3 = ["six features, two heads", "two tokens, two heads", "splits", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"] }
# misconception = { q2 = "T7.2/future", q3 = "T7.3/no_move" }
# [[change]]
# question = "q2"
# old = "np.tri(T, dtype=bool)"
# new = "np.tri(T, dtype=bool).T"
# [[change]]
# question = "q3"
# old = "np.stack(np.split(x, n_heads, axis=2), axis=1)"
# new = "np.stack(np.split(x, n_heads, axis=2), axis=2)"
# ///
