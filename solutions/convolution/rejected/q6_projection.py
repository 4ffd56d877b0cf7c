# /// solution
# why = "Adds the input where it fits and drops it where it does not."
# scores = { q6 = 1 }
# fails = { q6 = ["parameters and sizes", "a shortcut that changes the shape"] }
# misconception = { q6 = "T5.6/projection" }
# ///
# %% q6
import torch
from torch import nn

class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, 1, 1)

    def forward(self, x):
        F = self.conv2(torch.relu(self.conv1(x)))
        return torch.relu(F + x if F.shape == x.shape else F)
