# /// solution
# why = "The gradient keeps alpha and beta."
# scores = { q2 = 2.25 }
# fails = { q2 = ["three samples of two classes", "gradients of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/scales_left" }
# [[change]]
# question = "q2"
# old = "(shares[1] - shares[0])"
# new = "(beta * shares[1] - alpha * shares[0])"
# ///
