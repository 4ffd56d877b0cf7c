# /// solution
# why = "Corrects without the power t."
# scores = { q4 = 4 }
# misconception = { q4 = "T4.3/no_power" }
# [[change]]
# question = "q4"
# old = "m_hat / (1 - self.beta1**self.t), v_hat / (1 - self.beta2**self.t)"
# new = "m_hat / (1 - self.beta1), v_hat / (1 - self.beta2)"
# ///
