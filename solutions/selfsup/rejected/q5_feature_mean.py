# /// solution
# why = "The mean over features, too."
# scores = { q5 = 2 }
# fails = { q5 = ["three four", "losses of BYOL", "who learns"] }
# misconception = { q5 = "T12.5/feature_mean" }
# [[change]]
# question = "q5"
# old = "(2 - 2 * nn.functional.cosine_similarity(p, z_target.detach(), dim=1)).mean()"
# new = "(2 - 2 * nn.functional.cosine_similarity(p, z_target.detach(), dim=1)).mean() / p.shape[1]"
# ///
