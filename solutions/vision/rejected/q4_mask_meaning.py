# /// solution
# why = "Marks what is kept, and takes the loss there."
# scores = { q4 = 0 }
# fails = { q4 = ["four patches", "two patches, one of them removed", "random noise", "equal noises, all and none, ten times a tenth", "losses of pixels", "losses of normalised patches", "one removed patch, all removed, a patch without structure"] }
# misconception = { q4 = "T9.4/mask_meaning" }
# [[change]]
# question = "q4"
# old = "restore >= K"
# new = "restore < K"
# [[change]]
# question = "q4"
# old = "[mask]"
# new = "[~mask]"
# ///
