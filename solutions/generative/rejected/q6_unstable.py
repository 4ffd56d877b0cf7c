# /// solution
# why = "Takes the logarithm of a probability."
# scores = { q6 = 2.5 }
# fails = { q6 = ["critics that are sure"] }
# [[change]]
# question = "q6"
# old = "softplus(-real_logits).mean() + softplus(fake_logits).mean()"
# new = "-np.log(1 / (1 + np.exp(-real_logits))).mean() - np.log(1 - 1 / (1 + np.exp(-fake_logits))).mean()"
# ///
