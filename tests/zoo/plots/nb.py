import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.plot([1, 2, 3], [3, 2, 1], label="loss")
ax.set_xlabel("epoch")
ax.set_title("training")
ax.legend()
# %%
fig2, axes = plt.subplots(1, 2)
axes[0].bar(["a", "b"], [1, 2])
axes[1].hist([1, 1, 2])


def draw():
    f, a = plt.subplots()
    a.scatter([0, 1], [1, 0])
    a.set_ylabel("y")
    return a


def bars(heights):
    plt.figure()
    return plt.bar(range(len(heights)), heights)
