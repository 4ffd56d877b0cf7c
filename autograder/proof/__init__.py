"""Proofs of an assignment: answers with known scores, mutants, answers without content; and a sample class."""
