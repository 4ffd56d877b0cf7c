"""Unit 1: threshold units, the perceptron, Boolean functions, Adaline and Hebb."""
