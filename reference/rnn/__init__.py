"""Unit 6: recurrent networks, their gradients through time, and what is built on them."""
