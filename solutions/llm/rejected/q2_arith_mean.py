# /// solution
# why = "The mean of 2, 4 and 8."
# scores = { q2 = 3 }
# fails = { q2 = ["other perplexities", "a die with four sides"] }
# misconception = { q2 = "T8.2/arith_mean" }
# [[change]]
# question = "q2"
# old = "np.exp(np.mean(nll))"
# new = "np.mean(np.exp(nll))"
# ///
