"""Unit 3: multi-layer perceptrons and backpropagation."""
