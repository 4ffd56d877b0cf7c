# /// solution
# why = "The sum over the batch."
# scores = { q5 = 2.5 }
# fails = { q5 = ["losses of BYOL", "who learns"] }
# misconception = { q5 = "T12.5/summed" }
# [[change]]
# question = "q5"
# old = "(2 - 2 * nn.functional.cosine_similarity(p, z_target.detach(), dim=1)).mean()"
# new = "(2 - 2 * nn.functional.cosine_similarity(p, z_target.detach(), dim=1)).sum()"
# ///
