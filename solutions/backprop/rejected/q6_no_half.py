# /// solution
# why = "Leaves the half out of the loss."
# scores = { q6 = 1 }
# fails = { q6 = ["gradients by autograd", "the second call"] }
# misconception = { q6 = "T3.4/no_half" }
# ///
# %% q6
import torch

def torch_gradients(x, y, Wh, Wo):
    Wh, Wo = Wh.clone().requires_grad_(), Wo.clone().requires_grad_()
    out = torch.sigmoid(torch.sigmoid(x @ Wh.T) @ Wo.T)
    loss = ((out - y) ** 2).sum()
    loss.backward()
    return loss.detach(), Wh.grad, Wo.grad
