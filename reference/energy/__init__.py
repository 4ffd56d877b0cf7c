"""Unit 11: energies, associative memories and diffusion."""
