# /// solution
# why = "Lets the rate fall between the drops."
# scores = { q1 = 3.5 }
# fails = { q1 = ["a drop every s steps"] }
# misconception = { q1 = "T4.4/floor" }
# [[change]]
# question = "q1"
# old = '(t // kw["s"])'
# new = '(t / kw["s"])'
# ///
