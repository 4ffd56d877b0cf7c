# /// solution
# why = "Divides by s."
# scores = { q4 = 0 }
# misconception = { q4 = "T4.8/no_root" }
# [[change]]
# question = "q4"
# old = "s.sqrt()"
# new = "s"
# ///
