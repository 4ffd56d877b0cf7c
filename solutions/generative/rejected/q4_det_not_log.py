# /// solution
# why = "Returns determinants."
# scores = { q4 = 0 }
# fails = { q4 = ["the exponential of noise", "a push, and a mixture of channels", "densities of stretched noise", "planar flows", "one dimension, no push, pushes that squeeze, points far away", "channels mixed", "one channel, one pixel, mirrors, small determinants"] }
# misconception = { q4 = "T10.3/det_not_log" }
# [[change]]
# question = "q4"
# old = "base_log_prob(inverse_fn(x)) + logdet_fn(x)"
# new = "base_log_prob(inverse_fn(x)) + np.exp(logdet_fn(x))"
# [[change]]
# question = "q4"
# old = "np.log(np.abs(1 + (1 - h**2) * (u @ w)))"
# new = "np.abs(1 + (1 - h**2) * (u @ w))"
# [[change]]
# question = "q4"
# old = "x.shape[2] * x.shape[3] * np.linalg.slogdet(W)[1])"
# new = "np.exp(x.shape[2] * x.shape[3] * np.linalg.slogdet(W)[1]))"
# ///
