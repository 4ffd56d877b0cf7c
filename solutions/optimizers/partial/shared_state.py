# /// solution
# why = "The means live in the class: a second optimizer does not start fresh."
# scores = { q4 = 1 }
# fails = { q4 = ["lecture form", "paper form", "defaults of the header", "two optimizers share nothing"] }
# ///
# %% q4
class Adam:
    m, v, t = 0.0, 0.0, 0
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        self.lr, self.beta1, self.beta2, self.eps, self.correct = lr, beta1, beta2, eps, bias_correction
        pass

    def step(self, theta, grad):
        Adam.t += 1
        Adam.m = self.beta1 * Adam.m + (1 - self.beta1) * grad
        Adam.v = self.beta2 * Adam.v + (1 - self.beta2) * grad**2
        m, v = Adam.m, Adam.v
        if self.correct:
            m, v = m / (1 - self.beta1**Adam.t), v / (1 - self.beta2**Adam.t)
        return theta - self.lr * m / (np.sqrt(v) + self.eps)
