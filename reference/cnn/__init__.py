"""Unit 5: convolution, pooling, and the networks made of them."""
