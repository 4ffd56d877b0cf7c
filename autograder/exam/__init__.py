"""Exams and quizzes: a variant for every student, signed identity, windows, receipts."""
