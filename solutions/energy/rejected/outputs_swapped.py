# /// solution
# why = "Outputs in each other's place."
# scores = { q1 = 3.5, q2 = 2.5, q3 = 2.5, q5 = 2, q7 = 2.5 }
# [[change]]
# question = "q1"
# old = "return s, np.array(energies)"
# new = "return np.array(energies), s"
# [[change]]
# question = "q2"
# old = "return dW * (1 - np.eye(len(b))), data.mean(axis=0) - means"
# new = "return data.mean(axis=0) - means, dW * (1 - np.eye(len(b)))"
# [[change]]
# question = "q3"
# old = "return dW, (v0 - v).mean(axis=0), (first - last).mean(axis=0)"
# new = "return dW, (first - last).mean(axis=0), (v0 - v).mean(axis=0)"
# [[change]]
# question = "q5"
# old = "return m1, m2"
# new = "return m2, m1"
# [[change]]
# question = "q7"
# old = "return mean, np.full(np.shape(x0), beta * (1 - before) / (1 - bar))"
# new = "return np.full(np.shape(x0), beta * (1 - before) / (1 - bar)), mean"
# ///
