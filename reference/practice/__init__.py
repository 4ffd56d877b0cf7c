"""Practice: the training loop of PyTorch, and texts on their way into a network."""
