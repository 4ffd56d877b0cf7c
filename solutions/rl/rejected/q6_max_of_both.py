# /// solution
# why = "Takes the larger of both."
# scores = { q6 = 2 }
# fails = { q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# misconception = { q6 = "T13.4/max_of_both" }
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-np.maximum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# ///
