# /// solution
# why = "Ignores the kind."
# scores = { q6 = 1.5 }
# fails = { q6 = ["two ways to tell the generator", "generators", "fakes that are seen through, fakes that pass"] }
# misconception = { q6 = "T10.4/always_non_saturating" }
# [[change]]
# question = "q6"
# old = "kind == \"minimax\""
# new = "not kind"
# ///
