# /// solution
# why = "Counts the step after using the counter, so the first correction divides by zero."
# scores = { q4 = 2 }
# fails = { q4 = ["first step of the paper form", "two optimizers share nothing", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/t_zero" }
# ///
# %% q4
class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        self.lr, self.beta1, self.beta2, self.eps, self.correct = lr, beta1, beta2, eps, bias_correction
        self.m, self.v, self.t = 0.0, 0.0, 0

    def step(self, theta, grad):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m, v = self.m, self.v
        if self.correct:
            m, v = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
        self.t += 1
        return theta - self.lr * m / (np.sqrt(v) + self.eps)
