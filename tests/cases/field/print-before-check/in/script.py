import otter

grader = otter.Notebook()
import numpy as np


def square(x):
    return x * x


print("square of 3 is", square(3))
grader.check("q1")

total = 10
print(total)
grader.check("q2")


def scale(x):
    return 2 * x


grader.check("q3")
