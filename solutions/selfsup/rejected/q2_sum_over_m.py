# /// solution
# why = "The sum over anchors."
# scores = { q2 = 1 }
# fails = { q2 = ["three samples of two classes", "losses of batches", "gradients of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/sum_over_m" }
# [[change]]
# question = "q2"
# old = "return np.mean(pull"
# new = "return np.sum(pull"
# [[change]]
# question = "q2"
# old = "(shares[1] - shares[0]) / len(S)"
# new = "shares[1] - shares[0]"
# ///
