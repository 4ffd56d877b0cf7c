# /// solution
# why = "Two to the power of nats."
# scores = { q2 = 3 }
# fails = { q2 = ["other perplexities", "a die with four sides"] }
# misconception = { q2 = "T8.2/base2" }
# [[change]]
# question = "q2"
# old = "np.exp(np.mean(nll))"
# new = "2 ** np.mean(nll)"
# ///
