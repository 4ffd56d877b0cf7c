# /// solution
# why = "The wrong sign in both exponents, and of the gradient."
# scores = { q2 = 1 }
# fails = { q2 = ["three samples of two classes", "losses of batches", "gradients of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/exp_sign" }
# [[change]]
# question = "q2"
# old = "    (x, top), (y, high) = exponents(S, labels, alpha, beta, lam)"
# new = "    (x, top), (y, high) = exponents(S, labels, -alpha, -beta, lam)"
# [[change]]
# question = "q2"
# old = "(shares[1] - shares[0])"
# new = "(shares[0] - shares[1])"
# ///
