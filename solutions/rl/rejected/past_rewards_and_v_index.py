# /// solution
# why = "Adds the bootstrap to the last reward without a discount. Hopes for the best next state. SARSA with the best next action. The target network chooses and judges: DQN. Weighs each step with the return of the whole episode. Takes the value of a state earlier."
# scores = { q1 = 1.5, q2 = 4.5, q3 = 3.5, q4 = 1.5, q5 = 0, q6 = 2 }
# fails = { q1 = ["an episode that was cut off", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["two rounds", "rounds from any V"], q3 = ["one step of each", "steps of SARSA"], q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"], q5 = ["two steps", "a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q1 = "T13.1/bootstrap_undiscounted", q2 = "T13.1/expect_max", q3 = "T13.2/sarsa_max", q4 = "T13.2/plain_dqn", q5 = "T13.3/past_rewards", q6 = "T13.4/v_index" }
# [[change]]
# question = "q1"
# old = "G, after = np.zeros(len(r)), bootstrap"
# new = "r = r + bootstrap * (np.arange(len(r)) == len(r) - 1)\n    G, after = np.zeros(len(r)), 0.0"
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = "return (R + gamma * np.where(P > 0, V, -np.inf).max(axis=2)).max(axis=1)"
# [[change]]
# question = "q2"
# old = "new = bellman_optimality_operator(V, P, R, gamma)"
# new = "new = (R + gamma * P @ V).max(axis=1)"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2, a2]"
# new = "target = r if done else r + gamma * Q[s2].max()"
# [[change]]
# question = "q4"
# old = "best = q_online.argmax(axis=1)"
# new = "best = q_target.argmax(axis=1)"
# [[change]]
# question = "q5"
# old = "advantage = G if baseline is None else G - baseline"
# new = "G = np.full(len(G), G[0])\n    advantage = G if baseline is None else G - baseline"
# [[change]]
# question = "q6"
# old = "delta = r + gamma * going_on * v[1:] - v[:-1]"
# new = "v = np.concatenate([v[:1], v[:-1]])\n    delta = r + gamma * going_on * v[1:] - v[:-1]"
# ///
