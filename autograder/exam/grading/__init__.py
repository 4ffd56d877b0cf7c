"""Grading exams: whose submission it is, each with their own sheet, marks of people, what looks shared."""
