# /// solution
# why = "Forgets the minus."
# scores = { q6 = 1.5 }
# fails = { q6 = ["two ways to tell the generator", "generators", "fakes that are seen through, fakes that pass"] }
# [[change]]
# question = "q6"
# old = "return -softplus(fake_logits).mean()"
# new = "return softplus(fake_logits).mean()"
# ///
