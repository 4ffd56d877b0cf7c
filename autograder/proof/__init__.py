"""Proofs: of assignments by answers with known scores, mutants and answers without content; of exams by their variants."""
