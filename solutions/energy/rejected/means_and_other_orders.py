# /// solution
# why = "Energies of the sweep before; states counted down; a mean over hidden units; probabilities with the mean 1; a schedule that falls."
# scores = { q1 = 3.5, q2 = 2.5, q3 = 3, q4 = 2, q6 = 2.5 }
# misconception = { q1 = "T11.2/energy_before", q3 = "T11.4/hidden_mean" }
# [[change]]
# question = "q1"
# old = "energies.append(hopfield_energy(W, s))"
# new = "energies.append(hopfield_energy(W, before))"
# [[change]]
# question = "q2"
# old = "return Z, p, p @ S"
# new = "return Z, p[::-1], p @ S"
# [[change]]
# question = "q3"
# old = "np.logaddexp(0, v @ W + c).sum(axis=1)"
# new = "np.logaddexp(0, v @ W + c).mean(axis=1)"
# [[change]]
# question = "q4"
# old = "weights / weights.sum()"
# new = "weights / weights.mean()"
# [[change]]
# question = "q6"
# old = "np.linspace(1e-4, 0.02, T)"
# new = "np.linspace(0.02, 1e-4, T)"
# ///
