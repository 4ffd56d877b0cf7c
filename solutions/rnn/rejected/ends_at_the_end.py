# /// solution
# why = "Both readers end at the last step, and only the last character is learnt; gates and μ at the wrong factor."
# scores = { q3 = 0, q4 = 0, q5 = 1.5, q6 = 3, q7 = 2 }
# fails = { q3 = ["three outputs", "the output comes back", "a context that fades", "one sequence, one step"], q4 = ["three steps, both ways", "all equally long", "sequences of different lengths", "one sequence, one step, no step"], q5 = ["one step of random cells", "gates driven far", "whole sequences"], q6 = ["three slopes", "bounds"], q7 = ["a net that knows nothing", "gradients of the whole model", "one character, and scores of a thousand"] }
# misconception = { q3 = "T6.2/mu_on_y", q4 = "T6.3/final_state", q5 = "T6.4/f_on_input", q6 = "T6.5/frobenius", q7 = "T6.1/last_character" }
# [[change]]
# question = "q3"
# old = "context = y + mu * context"
# new = "context = mu * y + context"
# [[change]]
# question = "q4"
# old = "ends[reader, b] = state[0]"
# new = "ends[reader, b] = states[0, way][-1] if n else 0"
# [[change]]
# question = "q5"
# old = "cell = f * c + i * np.tanh(g)"
# new = "cell = i * c + f * np.tanh(g)"
# [[change]]
# question = "q6"
# old = "np.linalg.norm(W_hh, 2)"
# new = "np.linalg.norm(W_hh)"
# [[change]]
# question = "q7"
# old = "true = np.eye(V)[targets]"
# new = "true = np.eye(V)[targets]\n    last = np.zeros((1, inputs.shape[1], 1))\n    last[:, -1] = inputs.shape[1]"
# [[change]]
# question = "q7"
# old = "(np.exp(log_p) - true) / inputs.size"
# new = "last * (np.exp(log_p) - true) / inputs.size"
# [[change]]
# question = "q7"
# old = "np.sum(true * log_p)"
# new = "np.sum(last * true * log_p)"
# ///
