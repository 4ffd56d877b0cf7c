"""Unit 9: vision transformers, their pretraining, and models of images and text."""
