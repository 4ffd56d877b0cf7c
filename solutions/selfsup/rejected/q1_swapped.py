# /// solution
# why = "The negative is to come near."
# scores = { q1 = 2 }
# fails = { q1 = ["an active triplet and an inactive one", "losses of batches", "gradients of batches", "brackets of exactly 0"] }
# misconception = { q1 = "T12.1/swapped" }
# [[change]]
# question = "q1"
# old = "np.maximum(near - far + alpha, 0).sum()"
# new = "np.maximum(far - near + alpha, 0).sum()"
# [[change]]
# question = "q1"
# old = "active = (near - far + alpha > 0)[:, None]"
# new = "active = (far - near + alpha > 0)[:, None]"
# [[change]]
# question = "q1"
# old = "return 2 * active * (f_n - f_p), -2 * active * (f_a - f_p), 2 * active * (f_a - f_n)"
# new = "return 2 * active * (f_p - f_n), 2 * active * (f_a - f_p), -2 * active * (f_a - f_n)"
# ///
