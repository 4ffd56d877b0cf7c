# /// solution
# why = "Sets the diagonal of what it was given to 0."
# scores = { q2 = 2.25 }
# fails = { q2 = ["three samples of two classes", "gradients of batches", "empty sets and large exponents"] }
# [[change]]
# question = "q2"
# old = "    shares = []\n"
# new = "    np.fill_diagonal(S, 0)\n    shares = []\n"
# ///
