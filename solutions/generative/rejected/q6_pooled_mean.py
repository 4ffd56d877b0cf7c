# /// solution
# why = "Averages over all logits."
# scores = { q6 = 1.5 }
# fails = { q6 = ["two real ones, two fakes", "critics", "critics that are sure"] }
# misconception = { q6 = "T10.4/pooled_mean" }
# [[change]]
# question = "q6"
# old = "softplus(-real_logits).mean() + softplus(fake_logits).mean()"
# new = "softplus(np.concatenate([-real_logits, fake_logits])).mean()"
# ///
