# /// solution
# why = "One over the probability of the whole text."
# scores = { q2 = 3 }
# fails = { q2 = ["other perplexities", "a die with four sides"] }
# misconception = { q2 = "T8.2/sum_not_mean" }
# [[change]]
# question = "q2"
# old = "np.exp(np.mean(nll))"
# new = "np.exp(np.sum(nll))"
# ///
