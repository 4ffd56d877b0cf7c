# /// solution
# why = "The output is linear."
# scores = { q6 = 1 }
# fails = { q6 = ["gradients by autograd", "the second call"] }
# misconception = { q6 = "T3.3/linear_output" }
# ///
# %% q6
import torch

def torch_gradients(x, y, Wh, Wo):
    Wh, Wo = Wh.clone().requires_grad_(), Wo.clone().requires_grad_()
    out = torch.sigmoid(x @ Wh.T) @ Wo.T
    loss = 0.5 * ((out - y) ** 2).sum()
    loss.backward()
    return loss.detach(), Wh.grad, Wo.grad
