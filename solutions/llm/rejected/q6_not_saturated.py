# /// solution
# why = "The tenth time tells as much as the first."
# scores = { q6 = 2 }
# fails = { q6 = ["other libraries", "other constants, unknown words, documents without words", "three documents"] }
# misconception = { q6 = "T8.6/not_saturated" }
# [[change]]
# question = "q6"
# old = " * f * (k1 + 1))[found] / (f + saturation)[found]"
# new = " * f)[found]"
# ///
