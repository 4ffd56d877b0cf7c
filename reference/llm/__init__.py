"""Unit 8: language models: tokens, training, alignment, decoding, retrieval, finetuning, and what they cost."""
