# /// solution
# why = "Takes the action with the best reward."
# scores = { q2 = 4 }
# fails = { q2 = ["the best policies", "few rounds, equal actions"] }
# misconception = { q2 = "T13.1/policy_of_rewards" }
# [[change]]
# question = "q2"
# old = "return V, Q, Q.argmax(axis=1)"
# new = "return V, Q, R.argmax(axis=1)"
# ///
