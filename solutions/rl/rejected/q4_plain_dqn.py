# /// solution
# why = "The target network chooses and judges: DQN."
# scores = { q4 = 1.5 }
# fails = { q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"] }
# misconception = { q4 = "T13.2/plain_dqn" }
# [[change]]
# question = "q4"
# old = "best = q_online.argmax(axis=1)"
# new = "best = q_target.argmax(axis=1)"
# ///
