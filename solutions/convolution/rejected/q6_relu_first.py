# /// solution
# why = "Rectifies F(x) before the addition."
# scores = { q6 = 1 }
# fails = { q6 = ["the input as shortcut", "a shortcut that changes the shape"] }
# misconception = { q6 = "T5.6/relu_first" }
# ///
# %% q6
import torch
from torch import nn

class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, 1, 1)
        if stride != 1 or c_in != c_out:
            self.shortcut = nn.Conv2d(c_in, c_out, 1, stride)
        else:
            self.shortcut = nn.Identity()

    def forward(self, x):
        F = self.conv2(torch.relu(self.conv1(x)))
        return torch.relu(torch.relu(F) + self.shortcut(x))
