"""Unit 14: classical unsupervised learning: independent components, sparse codes, self-organising maps."""
