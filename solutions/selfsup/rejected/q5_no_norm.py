# /// solution
# why = "Squared distances of vectors of any length."
# scores = { q5 = 2 }
# fails = { q5 = ["three four", "losses of BYOL", "who learns"] }
# misconception = { q5 = "T12.5/no_norm" }
# [[change]]
# question = "q5"
# old = "(2 - 2 * nn.functional.cosine_similarity(p, z_target.detach(), dim=1)).mean()"
# new = "((p - z_target.detach()) ** 2).sum(dim=1).mean()"
# ///
