"""Proofs: of assignments by answers with known scores, mutants, answers without content; of exams by variants."""
