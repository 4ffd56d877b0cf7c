# /// solution
# why = "Forgets the fakes."
# scores = { q6 = 1.5 }
# fails = { q6 = ["two real ones, two fakes", "critics", "critics that are sure"] }
# misconception = { q6 = "T10.4/real_only" }
# [[change]]
# question = "q6"
# old = " + softplus(fake_logits).mean()"
# new = ""
# ///
