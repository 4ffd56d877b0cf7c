# /// solution
# why = "Never clears .grad: the second call with the same tensors gives twice the gradient."
# scores = { q6 = 2.5 }
# fails = { q6 = ["the second call"] }
# ///
# %% q6
import torch


def torch_gradients(x, y, Wh, Wo):
    Wh.requires_grad_()
    Wo.requires_grad_()
    y_hat = torch.sigmoid(torch.sigmoid(x @ Wh.T) @ Wo.T)
    loss = 0.5 * ((y_hat - y) ** 2).sum()
    loss.backward()
    return loss.detach(), Wh.grad, Wo.grad
