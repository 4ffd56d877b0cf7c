# /// solution
# why = "Swaps the two decay rates."
# scores = { q4 = 2 }
# fails = { q4 = ["lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/betas_swapped" }
# ///
# %% q4
class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        self.lr, self.beta1, self.beta2, self.eps, self.correct = lr, beta1, beta2, eps, bias_correction
        self.m, self.v, self.t = 0.0, 0.0, 0

    def step(self, theta, grad):
        self.t += 1
        self.m = self.beta2 * self.m + (1 - self.beta2) * grad
        self.v = self.beta1 * self.v + (1 - self.beta1) * grad**2
        m, v = self.m, self.v
        if self.correct:
            m, v = m / (1 - self.beta2**self.t), v / (1 - self.beta1**self.t)
        return theta - self.lr * m / (np.sqrt(v) + self.eps)
