# /// solution
# why = "Another default of the learning rate."
# scores = { q4 = 5.5 }
# misconception = { q4 = "T4.3/default" }
# ///
# %% q4
class Adam:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        self.lr, self.beta1, self.beta2, self.eps, self.bias_correction = lr, beta1, beta2, eps, bias_correction
        self.m = self.v = 0.0
        self.t = 0

    def step(self, theta, grad):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad * grad
        m, v = self.m, self.v
        if self.bias_correction:
            m = m / (1 - self.beta1 ** self.t)
            v = v / (1 - self.beta2 ** self.t)
        return theta - self.lr * m / (np.sqrt(v) + self.eps)
