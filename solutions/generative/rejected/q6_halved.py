# /// solution
# why = "Averages the two means."
# scores = { q6 = 1.5 }
# fails = { q6 = ["two real ones, two fakes", "critics", "critics that are sure"] }
# [[change]]
# question = "q6"
# old = "softplus(-real_logits).mean() + softplus(fake_logits).mean()"
# new = "(softplus(-real_logits).mean() + softplus(fake_logits).mean()) / 2"
# ///
