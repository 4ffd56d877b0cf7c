# /// solution
# why = "Calls real ones 0 and fakes 1."
# scores = { q6 = 0 }
# fails = { q6 = ["two real ones, two fakes", "two ways to tell the generator", "critics", "critics that are sure", "generators", "fakes that are seen through, fakes that pass"] }
# misconception = { q6 = "T10.4/labels_swapped" }
# [[change]]
# question = "q6"
# old = "softplus(-real_logits).mean() + softplus(fake_logits).mean()"
# new = "softplus(real_logits).mean() + softplus(-fake_logits).mean()"
# [[change]]
# question = "q6"
# old = "return -softplus(fake_logits).mean()"
# new = "return -softplus(-fake_logits).mean()"
# [[change]]
# question = "q6"
# old = "    return softplus(-fake_logits).mean()"
# new = "    return softplus(fake_logits).mean()"
# ///
